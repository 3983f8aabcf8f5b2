"""What a model takes on disk."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

__all__ = ["Size", "size_of"]

_TRAINING_ONLY = (".safetensors",)


@dataclass(frozen=True, slots=True)
class Size:
    """Sizes in MB (a million bytes).

    Attributes:
        running: of the files that extraction reads.
        folder: of all files, the weights to train on from among them.
        largest: name of the largest file.
    """

    running: float
    folder: float
    largest: str


def size_of(folder: Path) -> Size:
    """The size of a model folder."""
    sizes = {path: path.stat().st_size for path in folder.rglob("*") if path.is_file()}
    running = sum(size for path, size in sizes.items() if path.suffix not in _TRAINING_ONLY)
    largest = max(sizes, key=lambda path: sizes[path])
    return Size(round(running / 1e6, 2), round(sum(sizes.values()) / 1e6, 2), largest.name)
