"""Where a run of text stands among the word pieces of a window."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from claimwright.encoder.windows import Window

__all__ = ["PieceIndex"]


class PieceIndex:
    """Finds word pieces by code points, for one window."""

    def __init__(self, window: Window) -> None:
        self._places = [index for index, pair in enumerate(window.offsets) if pair[0] >= 0]
        self._starts = [window.offsets[index][0] for index in self._places]
        self._ends = [window.offsets[index][1] for index in self._places]

    def find(self, start: int, end: int) -> tuple[int, int] | None:
        """First and last piece (inclusive) of the text ``[start, end)``, or None if the window does not hold it all."""
        if not self._starts or start < self._starts[0] or end > self._ends[-1]:
            return None
        first = bisect_right(self._ends, start)
        last = bisect_left(self._starts, end) - 1
        if first > last or self._starts[first] >= end:
            return None
        return self._places[first], self._places[last]
