"""What a document is trained towards: windows with tags, triggers, relations and antecedents."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from claimwright.encoder import Window

__all__ = ["IGNORE", "AntecedentExample", "Example", "Pieces", "RelationExample", "TriggerExample"]

IGNORE = -100
"""The tag of a piece that says nothing, as torch's losses know it."""

Pieces = tuple[int, int, int]
"""A run of pieces: window, first, last (inclusive)."""


@dataclass(frozen=True, slots=True)
class TriggerExample:
    """A trigger: where it is, its type and modality (numbers of the layout), the pieces of its sentence, its weight."""

    pieces: Pieces
    claim_type: int
    modality: int
    sentence: tuple[int, int]
    weight: float


@dataclass(frozen=True, slots=True)
class RelationExample:
    """A trigger and a mention: the roles it fills; ``None`` targets do not count."""

    trigger: Pieces
    mention: Pieces
    claim_type: int
    mention_type: int
    distance: int
    roles: tuple[int, ...]
    ignored: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class AntecedentExample:
    """An anaphor, its candidates, and which of them it stands for (empty: none of them)."""

    anaphor: Pieces
    candidates: tuple[Pieces, ...]
    distances: tuple[int, ...]
    right: tuple[int, ...]


@dataclass(slots=True)
class Example:
    """One document as it is trained on.

    Attributes:
        windows: all its windows.
        tags: for each window ``(pieces, labels)`` of 0 outside, 1 begin, 2 inside, -100 unknown.
        weights: for each window ``(pieces, labels)``.
    """

    path: str
    windows: list[Window]
    tags: list[npt.NDArray[np.int64]]
    weights: list[npt.NDArray[np.float32]]
    triggers: list[TriggerExample] = field(default_factory=list)
    relations: list[RelationExample] = field(default_factory=list)
    antecedents: list[AntecedentExample] = field(default_factory=list)

    def labelled_windows(self) -> set[int]:
        """Windows that hold a trigger."""
        return {trigger.pieces[0] for trigger in self.triggers}
