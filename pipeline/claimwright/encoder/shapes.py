"""Letter case of word pieces: what an uncased encoder does not see, given back as a small class per piece."""

from __future__ import annotations

from enum import IntEnum

__all__ = ["Shape", "shape_of"]


class Shape(IntEnum):
    """The classes of the shape embedding; the order is part of every trained model."""

    NONE = 0
    LOWER = 1
    TITLE = 2
    UPPER = 3
    MIXED = 4
    DIGIT = 5
    OTHER = 6


def shape_of(piece: str) -> Shape:
    """The class of the characters a word piece covers in the original text."""
    if not piece:
        return Shape.NONE
    if piece.isalpha():
        if piece.islower():
            return Shape.LOWER
        if piece[0].isupper() and (len(piece) == 1 or piece[1:].islower()):
            return Shape.TITLE
        return Shape.UPPER if piece.isupper() else Shape.MIXED
    if any(character.isdigit() for character in piece):
        return Shape.DIGIT
    return Shape.OTHER
