"""Positions in UTF-16 code units, as JavaScript counts them, and in code points, as we do."""

from __future__ import annotations

from bisect import bisect_left

__all__ = ["Utf16"]

_BASIC = 0xFFFF  # the last code point of one unit


class Utf16:
    """Converts positions of one text both ways.

    Args:
        text: the text; a lone surrogate counts one on both sides.
    """

    def __init__(self, text: str) -> None:
        self._points = [index for index, character in enumerate(text) if ord(character) > _BASIC]
        self._units = [index + before for before, index in enumerate(self._points)]
        self._length = len(text)

    @property
    def length(self) -> int:
        """The length of the text in UTF-16 code units."""
        return self._length + len(self._points)

    def to_units(self, index: int) -> int:
        """The position in code units of a position in code points.

        Raises:
            ValueError: if it lies outside the text.
        """
        if not 0 <= index <= self._length:
            raise ValueError(f"{index} leaves the text of {self._length} code points")
        return index + bisect_left(self._points, index)

    def to_code_points(self, unit: int) -> int:
        """The position in code points of a position in code units.

        Raises:
            ValueError: if it lies outside the text or between the halves of a surrogate pair.
        """
        if not 0 <= unit <= self.length:
            raise ValueError(f"{unit} leaves the text of {self.length} UTF-16 code units")
        before = bisect_left(self._units, unit)
        if before and self._units[before - 1] + 1 == unit:
            raise ValueError(f"{unit} lies inside a surrogate pair")
        return unit - before
