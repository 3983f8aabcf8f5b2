"""The map between cleaned text and the source it came from."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

__all__ = ["Alignment", "Piece"]


class Piece(NamedTuple):
    """One stretch of the map, in code points.

    Where ``clean_length == source_length`` the characters correspond one to one (they are equal, or are both
    white space). Otherwise the stretch stands for the other as a whole: an entity reference for its character
    (1 against 5), or a separator that the cleaner wrote (1 against 0).
    """

    clean_start: int
    source_start: int
    clean_length: int
    source_length: int


@dataclass(frozen=True, slots=True)
class Alignment:
    """Maps code points of a cleaned text of ``clean_length`` to a source and back.

    Pieces cover the cleaned text without gaps, in order of both sides.
    """

    pieces: tuple[Piece, ...]
    _clean_starts: tuple[int, ...] = field(init=False, repr=False, compare=False)
    _source_starts: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Check the cover.

        Raises:
            ValueError: if the pieces leave a gap in the cleaned text or run backwards in the source.
        """
        clean, source = 0, 0
        for piece in self.pieces:
            if piece.clean_start != clean or piece.source_start < source or piece.clean_length <= 0:
                raise ValueError(f"piece {piece} does not follow clean {clean}, source {source}")
            clean += piece.clean_length
            source = piece.source_start + piece.source_length
        object.__setattr__(self, "_clean_starts", tuple(p.clean_start for p in self.pieces))
        object.__setattr__(self, "_source_starts", tuple(p.source_start for p in self.pieces))

    @classmethod
    def identity(cls, length: int) -> Alignment:
        """The map of a text of ``length`` code points that is its own source."""
        return cls((Piece(0, 0, length, length),) if length else ())

    @classmethod
    def from_positions(cls, positions: Sequence[tuple[int, int]]) -> Alignment:
        """Fold one ``(source_start, source_end)`` per cleaned code point into pieces."""
        pieces: list[Piece] = []
        for clean, (start, end) in enumerate(positions):
            last = pieces[-1] if pieces else None
            if (
                last is not None
                and end - start == 1
                and last.clean_length == last.source_length
                and last.source_start + last.source_length == start
            ):
                pieces[-1] = last._replace(
                    clean_length=last.clean_length + 1, source_length=last.source_length + 1
                )
            else:
                pieces.append(Piece(clean, start, 1, end - start))
        return cls(tuple(pieces))

    @property
    def clean_length(self) -> int:
        """Code points of the cleaned text."""
        return self.pieces[-1].clean_start + self.pieces[-1].clean_length if self.pieces else 0

    def to_source(self, start: int, end: int) -> tuple[int, int]:
        """The source range of the cleaned range ``[start, end)``, both end exclusive, in code points.

        Raises:
            ValueError: if the range is empty or leaves the cleaned text.
        """
        if not 0 <= start < end <= self.clean_length:
            raise ValueError(
                f"range [{start}, {end}) leaves the cleaned text of {self.clean_length} code points"
            )
        first = self.pieces[bisect_right(self._clean_starts, start) - 1]
        last = self.pieces[bisect_right(self._clean_starts, end - 1) - 1]
        return _source_position(first, start), _source_position(last, end - 1, after=True)

    def to_clean(self, start: int, end: int) -> tuple[int, int] | None:
        """The cleaned range covering what survived of the source range ``[start, end)``, or None if nothing did."""
        index = max(bisect_right(self._source_starts, start) - 1, 0)
        low: int | None = None
        high = 0
        for piece in self.pieces[index:]:
            if piece.source_start >= end:
                break
            if piece.source_start + piece.source_length <= start:
                continue
            even = piece.clean_length == piece.source_length
            left = piece.clean_start + (max(start - piece.source_start, 0) if even else 0)
            right = piece.clean_start + (
                min(end - piece.source_start, piece.source_length) if even else piece.clean_length
            )
            low = left if low is None else low
            high = right
        return None if low is None or high <= low else (low, high)

    def as_rows(self) -> list[list[int]]:
        """Plain rows ``[clean_start, source_start, clean_length, source_length]`` for JSON."""
        return [list(piece) for piece in self.pieces]

    @classmethod
    def from_rows(cls, rows: Iterable[Sequence[int]]) -> Alignment:
        """The inverse of ``as_rows``."""
        return cls(tuple(Piece(*row) for row in rows))


def _source_position(piece: Piece, clean: int, *, after: bool = False) -> int:
    """Source offset of cleaned code point ``clean`` (or of the point just after it)."""
    if piece.clean_length == piece.source_length:
        return piece.source_start + clean - piece.clean_start + after
    return piece.source_start + (piece.source_length if after else 0)
