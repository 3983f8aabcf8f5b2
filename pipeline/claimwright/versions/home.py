"""Where the models that this machine's users have retrained lie.

``HOME/NAME/1``, ``2`` ... are the versions of a model, ``HOME/NAME/uses.jsonl`` says which of them was used when.
Version 0 is the model that the package carries; it is not in here and is never written to.
"""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

from claimwright.errors import ModelError

__all__ = ["family", "models_home", "version_folders"]

_NAME = re.compile(r"\w[\w.-]{0,99}")


def models_home() -> Path:
    """``CLAIMWRIGHT_HOME``, else ``claimwright/models`` in the user's folder of data; it may not be there yet."""
    named = os.environ.get("CLAIMWRIGHT_HOME")
    if named:
        return Path(named).expanduser()
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "claimwright" / "models"
    base = os.environ.get("XDG_DATA_HOME") or os.environ.get("LOCALAPPDATA")
    return (Path(base) if base else Path.home() / ".local" / "share") / "claimwright" / "models"


def family(name: str) -> Path:
    """The folder of the versions of a model; it may not be there yet.

    Raises:
        ModelError: E401 if no model can have that name.
    """
    if not _NAME.fullmatch(name):
        raise ModelError("E401", name)
    return models_home() / name


def version_folders(name: str) -> dict[int, Path]:
    """The versions above 0 by their number, in order."""
    folder = family(name)
    found = [path for path in folder.iterdir() if path.name.isdecimal()] if folder.is_dir() else []
    whole = {int(path.name): path for path in found if (path / "config.json").is_file()}
    return dict(sorted(whole.items()))
