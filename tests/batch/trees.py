"""What a batch leaves in its folder, without what may differ between two runs."""

from __future__ import annotations

import json
from pathlib import Path

MAY_DIFFER = ("runs/", ".lock")


def tree(folder: Path) -> dict[str, bytes]:
    """The files below a folder by name, without run logs and the lock."""
    found = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    return {name: path.read_bytes() for name, path in found.items() if not name.startswith(MAY_DIFFER)}


def lines(path: Path) -> list[dict]:
    """The objects of a JSON Lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def documents(folder: Path) -> list[dict]:
    """All lines on documents of a batch, in order."""
    return [line for path in sorted((folder / "documents").iterdir()) for line in lines(path)]


def claims(folder: Path) -> list[dict]:
    """All claims of a batch in JSON Lines, in order."""
    return [line for path in sorted((folder / "claims").iterdir()) for line in lines(path)]


def article(number: int, said: str = "", words: int = 0) -> str:
    """An article with one move, unlike the others."""
    told = f"Jane Roe{number} joined Acme{number} as its chief engineer on Monday, the company said{said}."
    return told + "".join(f" Word{number}a{place} was heard." for place in range(words))


def corpus(folder: Path, count: int, said: str = "", first: int = 0) -> Path:
    """A folder of articles, one a file."""
    folder.mkdir(exist_ok=True)
    for number in range(first, first + count):
        (folder / f"{number:04}.txt").write_text(article(number, said), encoding="utf-8")
    return folder
