"""Overlapping spans as a flat run of segments, so that each piece of text is marked once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

__all__ = ["Mark", "Segment", "segments"]


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """A span to be shown, in code points of the cleaned text, end exclusive.

    Attributes:
        start, end: where it stands.
        claim: number of the claim on the page.
        kind: ``evidence``, ``attribution``, ``argument`` or ``trigger``.
        label: what is written beside it, or nothing.
    """

    start: int
    end: int
    claim: int
    kind: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of text in which the marks do not change.

    Attributes:
        text: what it shows.
        marks: all that cover it.
        ending: those of them that end with it: here their labels belong.
    """

    text: str
    marks: tuple[Mark, ...]
    ending: tuple[Mark, ...]


def segments(text: str, offset: int, marks: Sequence[Mark]) -> list[Segment]:
    """Cut ``text`` wherever a mark begins or ends; joined again, the segments are the text.

    Args:
        text: a block of an article.
        offset: code point of the article at which the block begins.
        marks: any marks of the article; those outside the block do not matter.
    """
    end = offset + len(text)
    inside = [mark for mark in marks if mark.start < end and mark.end > offset and mark.start < mark.end]
    cuts = {offset, end}
    for mark in inside:
        cuts.update((max(mark.start, offset), min(mark.end, end)))
    ordered = sorted(cuts)
    pieces: list[Segment] = []
    for left, right in pairwise(ordered):
        covering = tuple(sorted(mark for mark in inside if mark.start <= left and mark.end >= right))
        ending = tuple(mark for mark in covering if mark.end == right)
        pieces.append(Segment(text[left - offset : right - offset], covering, ending))
    return pieces
