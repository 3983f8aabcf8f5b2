"""Where words begin and end, and where a character a reader sees does."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

__all__ = ["Tokens", "step_character", "trim"]

# A word with inner apostrophes, hyphens and points ("O'Neil", "vice-president", "U.S", "3.5"), or one other sign.
_TOKEN = re.compile(r"\w+(?:['’.,\-‐‑&]\w+)*|[^\w\s]")
_JOINER = "\u200d"
_SKIN = range(0x1F3FB, 0x1F400)


class Tokens:
    """The words of a text by their edges, in code points.

    Args:
        text: cleaned text of a document.
    """

    def __init__(self, text: str) -> None:
        spans = [match.span() for match in _TOKEN.finditer(text)]
        self.starts: Sequence[int] = [start for start, _ in spans]
        self.ends: Sequence[int] = [end for _, end in spans]

    def start_before(self, index: int) -> int | None:
        """The nearest beginning of a word left of a position, or None."""
        place = bisect_left(self.starts, index)
        return self.starts[place - 1] if place else None

    def start_after(self, index: int) -> int | None:
        """The nearest beginning of a word right of a position, or None."""
        place = bisect_right(self.starts, index)
        return self.starts[place] if place < len(self.starts) else None

    def end_before(self, index: int) -> int | None:
        """The nearest end of a word left of a position, or None."""
        place = bisect_left(self.ends, index)
        return self.ends[place - 1] if place else None

    def end_after(self, index: int) -> int | None:
        """The nearest end of a word right of a position, or None."""
        place = bisect_right(self.ends, index)
        return self.ends[place] if place < len(self.ends) else None


def step_character(text: str, index: int, step: int) -> int:
    """The position one character further, ``step`` being 1 or -1; what is drawn as one character is not cut in two."""
    index = min(max(index + step, 0), len(text))
    while 0 < index < len(text) and _joins(text[index - 1], text[index]):
        index += step
    return index


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """The range without white space at its edges; empty if it is nothing else."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _joins(left: str, right: str) -> bool:
    """Whether the second continues the character that the first belongs to."""
    marks = unicodedata.category(right) in ("Mn", "Mc", "Me")  # combining marks and variation selectors
    return marks or _JOINER in (left, right) or ord(right) in _SKIN
