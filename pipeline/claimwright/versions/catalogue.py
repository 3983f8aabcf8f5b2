"""The versions of a model, and what each knows of itself."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from claimwright.encoder.layout import Layout, load_layout
from claimwright.errors import ModelError
from claimwright.versions.find import shipped_model
from claimwright.versions.home import version_folders
from claimwright.versions.uses import Step, in_use, note_use, read_uses, trail

__all__ = [
    "MANIFEST",
    "Version",
    "read_manifest",
    "roll_back",
    "use",
    "version",
    "version_in_use",
    "versions",
]

MANIFEST = "training.json"


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a model.

    Attributes:
        number: 0 for the one that came with the package.
        folder: with its files.
        layout: name, version, labels and thresholds.
        manifest: how it was made: parent, digests of the data, decisions, code, seeds, scores; empty if unknown.
        in_use: whether the model's name means it.
    """

    number: int
    folder: Path
    layout: Layout
    manifest: Mapping[str, Any]
    in_use: bool

    @property
    def gate(self) -> Mapping[str, Any]:
        """What the gate found: ``passed``, ``reasons``, ``scores``; empty for a version that went through none."""
        found: Mapping[str, Any] = self.manifest.get("gate") or {}
        return found

    @property
    def published(self) -> bool:
        """Whether it may be used without further ado: it came with the package, or passed its gate."""
        return self.number == 0 or bool(self.gate.get("passed"))


def versions(name: str = "default") -> list[Version]:
    """All versions, from the one that came with the package on; those of another format are left out.

    Raises:
        ModelError: E401 if there is no such model.
    """
    used = in_use(name)
    folders = {0: shipped_model(name), **version_folders(name)}
    found = []
    for number, folder in folders.items():
        try:
            layout = load_layout(folder)
        except ModelError:  # a later release may have changed the format; version 0 must stay within reach
            if number == 0:
                raise
            continue
        found.append(Version(number, folder, layout, read_manifest(folder), number == used))
    return found


def version_in_use(name: str) -> Version:
    """The version that the model's name means.

    Raises:
        ModelError: E406 if it is gone or of another format, and as ``versions``.
    """
    chosen = next((one for one in versions(name) if one.in_use), None)
    if chosen is None:
        raise ModelError("E406", name, "the version in use is gone or of another format")
    return chosen


def version(name: str, wanted: str) -> Version:
    """A version by its number or by the version its model tells (``0.2.0+1``).

    Raises:
        ModelError: E406 if there is none, and as ``versions``.
    """
    known = versions(name)
    for one in known:
        if wanted in (str(one.number), one.layout.version):
            return one
    numbers = ", ".join(str(one.number) for one in known)
    raise ModelError("E406", f"{name}@{wanted}", f"there are {numbers}")


def use(name: str, wanted: str, *, anyway: bool = False) -> Version:
    """From now on the model's name means this version.

    Args:
        name: of the model.
        wanted: number or version.
        anyway: also one that did not pass its gate.

    Raises:
        ModelError: E407 if it did not pass and ``anyway`` is not said; E406 if there is none.
    """
    chosen = version(name, wanted)
    if not chosen.published and not anyway:
        reasons = "; ".join(chosen.gate.get("reasons") or ["it went through no gate"])
        raise ModelError("E407", f"{name}@{chosen.number}", reasons)
    note_use(name, chosen.number, Step.USE)
    return version(name, str(chosen.number))


def roll_back(name: str) -> Version:
    """Go back to the version that was in use before.

    Raises:
        ModelError: E408 if there was none, E406 if it is gone.
    """
    steps = trail(read_uses(name))
    if len(steps) < 2:
        raise ModelError("E408", name)
    chosen = version(name, str(steps[-2]))
    note_use(name, chosen.number, Step.ROLLBACK)
    return version(name, str(chosen.number))


def read_manifest(folder: Path) -> Mapping[str, Any]:
    """How the model of a folder was made; empty where the folder does not say."""
    try:
        found = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
