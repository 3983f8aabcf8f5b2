"""Moving an edge of a span, or the span as a whole, from the keyboard."""

from __future__ import annotations

from enum import StrEnum

from claimwright.exchange.article import Place
from claimwright.review.editing.tokens import Tokens, step_character, trim

__all__ = ["Edge", "Unit", "nudge"]


class Edge(StrEnum):
    """What moves."""

    START = "start"
    END = "end"
    WHOLE = "whole"


class Unit(StrEnum):
    """By how much."""

    TOKEN = "token"
    CHARACTER = "character"


def nudge(text: str, place: Place, edge: Edge, unit: Unit, step: int) -> Place:
    """The place with an edge moved by one unit; the same where it cannot move. It never becomes empty.

    Args:
        text: cleaned text of the document.
        place: code points, end exclusive.
        edge: one edge, or both (by a word: the span becomes that word's neighbour of one word).
        unit: word or character.
        step: 1 to the right, -1 to the left.
    """
    if edge is Edge.WHOLE:
        return _shift(Tokens(text), place, step) if unit is Unit.TOKEN else _slide(text, place, step)
    if unit is Unit.CHARACTER:
        start, end = place
        if edge is Edge.START:
            start = step_character(text, start, step)
        else:
            end = step_character(text, end, step)
        return _valid(text, Place(start, end), place)
    tokens = Tokens(text)
    if edge is Edge.START:
        moved = tokens.start_before(place.start) if step < 0 else tokens.start_after(place.start)
        return _valid(text, Place(place.start if moved is None else moved, place.end), place)
    moved = tokens.end_before(place.end) if step < 0 else tokens.end_after(place.end)
    return _valid(text, Place(place.start, place.end if moved is None else moved), place)


def _shift(tokens: Tokens, place: Place, step: int) -> Place:
    """One word to the side: from several words, to the one beside them."""
    start = tokens.start_after(place.end - 1) if step > 0 else tokens.start_before(place.start)
    if start is None:
        return place
    end = tokens.end_after(start)
    return place if end is None else Place(start, end)


def _slide(text: str, place: Place, step: int) -> Place:
    start, end = step_character(text, place.start, step), step_character(text, place.end, step)
    return Place(start, end) if end - start >= 1 and (start, end) != place and start != place.start else place


def _valid(text: str, moved: Place, before: Place) -> Place:
    """The place moved to, unless it shows nothing."""
    if moved.start >= moved.end:
        return before
    start, end = trim(text, *moved)
    return moved if start < end else before
