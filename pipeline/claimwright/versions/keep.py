"""Puts finished models among the versions, and takes away what was asked to go."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path

from claimwright.errors import ModelError
from claimwright.versions.catalogue import Version, version, versions
from claimwright.versions.home import family, version_folders
from claimwright.versions.uses import read_uses, trail

__all__ = ["keep", "next_number", "prunable", "remove", "work_folder"]

_WORK = ".work-"


def work_folder(name: str, key: str) -> Path:
    """Where a version is made; the same key gives the same folder, so that a broken-off making goes on there."""
    return family(name) / f"{_WORK}{key[:16]}"


def next_number(name: str) -> int:
    """The number that the next version gets: above all there are and all that were ever used."""
    used = [use.version for use in read_uses(name)]
    return 1 + max([0, *version_folders(name), *used])


def keep(name: str, made: Path, number: int) -> Path:
    """Moves a finished folder to its place among the versions.

    Raises:
        ModelError: E402 if another version took the number meanwhile.
    """
    place = family(name) / str(number)
    if place.exists():
        raise ModelError("E402", str(place), "another version was put there meanwhile")
    made.rename(place)
    return place


def prunable(name: str, wanted: Sequence[str] = ()) -> tuple[list[Version], list[Path]]:
    """What could go: the versions named, else all that did not pass their gate; and what broken-off makings left.

    Nothing that is in use, or that going back would come through, is among them.

    Raises:
        ModelError: E406 for a version that is not there, E409 for one that is needed.
    """
    needed = {0, *trail(read_uses(name))}
    chosen = [version(name, one) for one in wanted] or [one for one in versions(name) if not one.published]
    kept = [one for one in chosen if one.number in needed]
    if wanted and kept:
        raise ModelError("E409", f"{name}@{kept[0].number}")
    folder = family(name)
    left = sorted(folder.glob(f"{_WORK}*")) if folder.is_dir() and not wanted else []
    return [one for one in chosen if one.number not in needed], left


def remove(folders: Iterable[Path]) -> None:
    """Deletes them.

    Raises:
        OSError: if one cannot be deleted.
    """
    for folder in folders:
        shutil.rmtree(folder)
