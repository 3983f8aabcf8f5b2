"""What a document is trained towards: windows with tags and antecedents, and readings of its triggers."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from claimwright.encoder import Window
from claimwright.encoder.priming import PrimedWindow

__all__ = ["IGNORE", "AntecedentExample", "Example", "Pieces", "ReadingExample"]

IGNORE = -100
"""The tag of a piece that says nothing, as torch's losses know it."""

Pieces = tuple[int, int, int]
"""A run of pieces: window, first, last (inclusive)."""


@dataclass(frozen=True, slots=True)
class ReadingExample:
    """A view around a trigger, or around words that only look like one.

    Attributes:
        view: the view, with the trigger's place.
        claim_type: number of the type in the layout.
        event: number of the modality in the layout; one past the last where there is no such event; -100 unknown.
        tags: ``(pieces, role labels)`` of 0 outside, 1 begin, 2 inside, -100 unknown or no role of the type.
        weight: what the example counts.
    """

    view: PrimedWindow
    claim_type: int
    event: int
    tags: npt.NDArray[np.int8]
    weight: float


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
        labelled: numbers of the windows that own a trigger.
        antecedents: pronouns and nominals with what they stand for.
        readings: of its triggers, and of places worded like one.
        reviewed: people decided on it: every reading is taken in every epoch.
    """

    path: str
    windows: list[Window]
    tags: list[npt.NDArray[np.int64]]
    weights: list[npt.NDArray[np.float32]]
    labelled: set[int] = field(default_factory=set)
    antecedents: list[AntecedentExample] = field(default_factory=list)
    readings: list[ReadingExample] = field(default_factory=list)
    reviewed: bool = False
