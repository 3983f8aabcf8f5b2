"""Finding the files that paths, folders, globs and lists name."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from claimwright.errors import InputError
from claimwright.records import Outcome, Status

__all__ = ["STDIN", "expand"]

STDIN = "-"
_URL = ("http://", "https://")
_DEEPEST_LIST = 5


def expand(inputs: Sequence[str | Path], depth: int = 0) -> Iterator[str | Path | Outcome]:
    """What the inputs name, in order: files as paths, ``-`` and addresses as text, and failures.

    A folder stands for all files under it, sorted by path, without hidden ones. A glob (``*``, ``?``, ``[``,
    ``**``) stands for its sorted matches; a path that exists is never read as a glob. ``@list.txt`` stands for the
    inputs on its lines, relative to the list's folder; empty lines and lines that begin with ``#`` are left out.
    """
    for item in inputs:
        text = str(item)
        if isinstance(item, str) and (text == STDIN or text.lower().startswith(_URL)):
            yield text
        elif isinstance(item, str) and text.startswith("@") and not Path(text).exists():
            yield from _list(Path(text[1:]), depth)
        else:
            yield from _path(text)


def _path(text: str) -> Iterator[Path | Outcome]:
    path = Path(text)
    try:
        if path.is_dir():
            yield from _folder(path)
        elif path.exists():
            yield path
        elif glob.has_magic(text):
            matches = sorted(glob.iglob(text, recursive=True))  # noqa: PTH207 - Path.glob refuses absolute ones
            if not matches:
                yield _failed(text, "E101", "no file matches")
            for match in matches:
                yield from _folder(Path(match)) if Path(match).is_dir() else (Path(match),)
        else:
            yield _failed(text, "E101")
    except (OSError, ValueError) as error:
        yield _failed(text, "E102", str(error))


def _folder(folder: Path) -> Iterator[Path | Outcome]:
    problems: list[Outcome] = []

    def note(error: OSError) -> None:
        problems.append(_failed(str(error.filename), "E102", error.strerror or ""))

    found: list[Path] = []
    for root, folders, files in os.walk(folder, onerror=note):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        found += [Path(root) / name for name in files if not name.startswith(".")]
    yield from sorted(found)
    yield from problems


def _list(path: Path, depth: int) -> Iterator[str | Path | Outcome]:
    if depth >= _DEEPEST_LIST:
        yield _failed(f"@{path}", "E102", "lists name lists too deeply")
        return
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except FileNotFoundError:
        yield _failed(f"@{path}", "E101")
        return
    except (OSError, UnicodeDecodeError) as error:
        yield _failed(f"@{path}", "E102", str(error))
        return
    for line in lines:
        name = line.strip()
        if name and not name.startswith("#"):
            yield from expand([_relative(name, path.parent)], depth + 1)


def _relative(name: str, folder: Path) -> str:
    if name == STDIN or name.lower().startswith(_URL):
        return name
    if name.startswith("@"):
        return f"@{folder / name[1:]}"
    return str(folder / name)


def _failed(path: str, code: str, detail: str = "") -> Outcome:
    return Outcome(path, Status.FAILED, code=InputError(code).code, detail=detail)
