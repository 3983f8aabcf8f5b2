"""Finding extracted lines in the visible stream of the page they came from."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

__all__ = ["find_lines"]

_ANCHOR = 24
"""A line of at least this many visible characters is looked for anywhere; a shorter one only between those."""


def find_lines(stream: str, lines: Sequence[str]) -> list[tuple[int, int] | None]:
    """Where each squeezed line stands in the squeezed stream; None where it does not, or only out of its place.

    Long lines come first, each after the one before it or, failing that, anywhere free. A short line (a heading,
    a list item) may occur in a menu too, so it is taken only between its neighbours, close to the next one.
    """
    places: list[tuple[int, int] | None] = [None] * len(lines)
    taken = _Taken()
    cursor = 0
    for number, line in enumerate(lines):
        if len(line) < _ANCHOR:
            continue
        found = _free(stream, line, taken, cursor)
        if found is None and cursor:
            found = _free(stream, line, taken, 0)
        if found is not None:
            places[number] = found
            taken.add(found)
            cursor = found[1]
    _between(stream, lines, places, taken)
    return places


def _free(stream: str, line: str, taken: _Taken, start: int) -> tuple[int, int] | None:
    """The first place of the line from ``start`` that nothing else holds."""
    at = stream.find(line, start)
    while at >= 0:
        holder = taken.overlapping(at, at + len(line))
        if holder is None:
            return at, at + len(line)
        at = stream.find(line, holder[1])
    return None


def _between(stream: str, lines: Sequence[str], places: list[tuple[int, int] | None], taken: _Taken) -> None:
    """Place the short lines between their neighbours."""
    following: list[int | None] = [None] * (len(lines) + 1)
    for number in range(len(lines) - 1, -1, -1):
        place = places[number]
        following[number] = place[0] if place else following[number + 1]
    low = 0
    for number, line in enumerate(lines):
        place = places[number]
        if place is None and line and len(line) < _ANCHOR:
            place = _near(stream, line, low, following[number + 1], taken)
            places[number] = place
            if place:
                taken.add(place)
        if place:
            low = place[1]


def _near(stream: str, line: str, low: int, high: int | None, taken: _Taken) -> tuple[int, int] | None:
    """The place between ``low`` and ``high``: the first after an earlier line, else the last before the next."""
    if high is not None and high < low:
        return None
    if low or high is None:
        at = stream.find(line, low, len(stream) if high is None else high)
    else:
        at = stream.rfind(line, 0, high)
    return None if at < 0 or taken.overlapping(at, at + len(line)) else (at, at + len(line))


class _Taken:
    """Ranges of the stream that are in use, kept sorted."""

    def __init__(self) -> None:
        self._starts: list[int] = []
        self._ranges: list[tuple[int, int]] = []

    def add(self, place: tuple[int, int]) -> None:
        index = bisect_right(self._starts, place[0])
        self._starts.insert(index, place[0])
        self._ranges.insert(index, place)

    def overlapping(self, start: int, end: int) -> tuple[int, int] | None:
        """A range in use that shares a character with ``[start, end)``."""
        index = bisect_right(self._starts, start) - 1
        if index >= 0 and self._ranges[index][1] > start:
            return self._ranges[index]
        if index + 1 < len(self._ranges) and self._ranges[index + 1][0] < end:
            return self._ranges[index + 1]
        return None
