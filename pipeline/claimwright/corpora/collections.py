"""The collections of texts that labels refer to, as ``corpora/manifest.toml`` declares them."""

from __future__ import annotations

import os
import tomllib
from dataclasses import dataclass
from pathlib import Path

from claimwright.errors import InputError

__all__ = ["Collection", "load_collections", "project_root", "texts_root"]


@dataclass(frozen=True, slots=True)
class Collection:
    """A collection of texts.

    Attributes:
        name: as labels and ``load`` call it.
        title, origin, licence: for people.
        archive: tar archive with the texts, below the texts folder; empty for texts of our own.
        prefix: what every path of the archive's members starts with.
        labels: folder with one JSON Lines file a split, below the project; empty where labels stand in the
            texts.
        folder: folder with the texts, below the project; empty for texts that are not ours.
    """

    name: str
    title: str
    origin: str
    licence: str
    archive: str = ""
    prefix: str = ""
    labels: str = ""
    folder: str = ""


def project_root() -> Path:
    """The folder with ``corpora/`` and ``annotations/``: the source tree, or what CLAIMWRIGHT_PROJECT names.

    Raises:
        InputError: E502 if it holds no ``corpora/manifest.toml`` (an installed wheel carries no corpora).
    """
    named = os.environ.get("CLAIMWRIGHT_PROJECT")
    root = Path(named) if named else Path(__file__).resolve().parents[3]
    if not (root / "corpora" / "manifest.toml").is_file():
        raise InputError(
            "E502", str(root), "no corpora/manifest.toml; name the source tree in CLAIMWRIGHT_PROJECT"
        )
    return root


def texts_root(texts: str | Path | None = None) -> Path:
    """The folder of archives: ``texts``, else CLAIMWRIGHT_SHARED, else ``shared`` beside the project."""
    if texts is not None:
        return Path(texts)
    named = os.environ.get("CLAIMWRIGHT_SHARED")
    return Path(named) if named else project_root().parent / "shared"


def load_collections(root: Path | None = None) -> dict[str, Collection]:
    """The declared collections by name.

    Raises:
        InputError: E501 if the manifest is not valid.
    """
    path = (root or project_root()) / "corpora" / "manifest.toml"
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
        return {name: Collection(name=name, **table) for name, table in tables.items()}
    except (tomllib.TOMLDecodeError, TypeError) as error:
        raise InputError("E501", str(path), str(error)) from error
