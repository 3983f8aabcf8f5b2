"""Writes labels onto the tag arrays of an example."""

from __future__ import annotations

from collections.abc import Sequence

from claimwright.encoder.layout import Layout
from claimwright.encoder.pieces import PieceIndex
from claimwright.training.targets import IGNORE, Example, Pieces

__all__ = ["Painter"]

SILVER_TYPES = ("person", "organization", "date", "money")
SILVER_WEIGHT = 0.3


class Painter:
    """Writes labels onto the tag arrays of an example."""

    def __init__(self, example: Example, labels: dict[str, int]) -> None:
        self._example = example
        self._labels = labels
        self._indexes = [PieceIndex(window) for window in example.windows]

    def find(self, start: int, end: int) -> Pieces | None:
        """The pieces of a run in the window that owns it, else in any window that holds it."""
        places = [(n, index.find(start, end)) for n, index in enumerate(self._indexes)]
        held = [(n, *pieces) for n, pieces in places if pieces is not None]
        for number, first, last in held:
            low, high = self._example.windows[number].owned
            if low <= first and last < high:
                return number, first, last
        return held[0] if held else None

    def paint(
        self, start: int, end: int, label: str, *, known: bool = True, weight: float | None = None
    ) -> Pieces | None:
        """Labels a run in every window that holds it; returns its place in the window that owns it."""
        column = self._labels[label]
        for number, index in enumerate(self._indexes):
            pieces = index.find(start, end)
            if pieces is None:
                continue
            first, last = pieces
            tags = self._example.tags[number]
            tags[first : last + 1, column] = 2 if known else IGNORE
            if known:
                tags[first, column] = 1
            if weight is not None:
                self._example.weights[number][first : last + 1, column] = weight
        place = self.find(start, end)
        if place is None:
            return None
        low, high = self._example.windows[place[0]].owned
        return place if low <= place[1] and place[2] < high else None

    def clear(self, start: int, end: int, label: str) -> Pieces | None:
        """Says that a run is none of this label, in every window that holds it; returns its place as ``paint`` does."""
        for number, index in enumerate(self._indexes):
            pieces = index.find(start, end)
            if pieces is not None:
                self._example.tags[number][pieces[0] : pieces[1] + 1, self._labels[label]] = 0
        return self.find(start, end)

    def silver_ground(
        self, evidence: Sequence[tuple[int, int]], layout: Layout, *, silver_known: bool = True
    ) -> None:
        """Sentences nobody labelled: silver types count little, the others not at all; special tokens never count.

        Args:
            evidence: the sentences that were labelled.
            layout: which labels are entity types.
            silver_known: another recogniser has looked at the sentences; else no entity type counts in them.
        """
        silver = [self._labels[name] for name in SILVER_TYPES if silver_known]
        unlabelled = ("position", "product") if silver_known else layout.entity_types
        unknown = [self._labels[name] for name in unlabelled if name in self._labels]
        entities = [self._labels[name] for name in layout.entity_types]
        for number, window in enumerate(self._example.windows):
            tags, weights = self._example.tags[number], self._example.weights[number]
            for piece, (start, end) in enumerate(window.offsets):
                if start < 0:
                    tags[piece, :] = IGNORE
                elif not any(start < right and left < end for left, right in evidence):
                    weights[piece, entities] = SILVER_WEIGHT
                    weights[piece, silver] = SILVER_WEIGHT
                    tags[piece, unknown] = IGNORE
