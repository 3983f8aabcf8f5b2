"""An article as an annotator reads it: link syntax gone, every character tied to the raw file.

The view is part of the annotation format: labels are found in it, so a change here moves old labels.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from claimwright.records.gold import Range

__all__ = ["View", "fold", "occurrences", "read_view"]

_SYNTAX = re.compile(
    r"!\[[^\]]*\]\([^)\n]*\)"
    r"|(?<=\])\((?:https?:|/|mailto:|#|tel:)[^)\n]*\)"
    r"|<(?:img|iframe|script|br|/?p|/?div|/?span|/?a|/?strong|/?em|/?b|/?i|/?ul|/?li)\b[^>\n]*>"
    r"|[\[\]]|\*\*|(?<!\w)\*(?=\w)|(?<=\w)\*(?!\w)"
)
_ALIKE = str.maketrans("‘’“”–\u2014\u00a0\u202f\u2009\n\r\t", "''\"\"--      ")


@dataclass(frozen=True, slots=True)
class View:
    """What an annotator sees of a raw Markdown article, folded for searching.

    Attributes:
        text: link syntax removed, quotes and dashes made alike, white space folded to single spaces.
        positions: for each code point of ``text``, its code point in the raw file.
    """

    text: str
    positions: tuple[int, ...]

    def to_raw(self, found: Range) -> Range:
        """The raw range behind a range of ``text``; link syntax inside it is included."""
        return Range(self.positions[found.start], self.positions[found.end - 1] + 1)

    def find(self, words: str, within: Range | None = None) -> list[Range]:
        """Every place where ``words`` stand as whole words, in order, in code points of ``text``."""
        area = within or Range(0, len(self.text))
        return occurrences(self.text, fold(words), area)


def read_view(raw: str) -> View:
    """The view of a decoded raw article."""
    kept = []
    position = 0
    for match in _SYNTAX.finditer(raw):
        kept.append(range(position, match.start()))
        position = match.end()
    kept.append(range(position, len(raw)))
    alike = raw.translate(_ALIKE)
    characters: list[str] = []
    positions: list[int] = []
    for stretch in kept:
        for index in stretch:
            if alike[index] == " " and characters and characters[-1] == " ":
                continue
            characters.append(alike[index])
            positions.append(index)
    return View("".join(characters), tuple(positions))


def fold(words: str) -> str:
    """Words in the form in which ``View.text`` has them."""
    return re.sub(" +", " ", words.translate(_ALIKE)).strip(" ")


def occurrences(text: str, words: str, area: Range) -> list[Range]:
    """Where ``words`` occur in ``text`` within ``area`` without cutting a word at either edge."""
    found: list[Range] = []
    if not words:
        return found
    start = text.find(words, area.start, area.end)
    while start >= 0:
        end = start + len(words)
        cuts_left = words[0].isalnum() and start > 0 and text[start - 1].isalnum()
        cuts_right = words[-1].isalnum() and end < len(text) and text[end].isalnum()
        if not (cuts_left or cuts_right):
            found.append(Range(start, end))
        start = text.find(words, start + 1, area.end)
    return found
