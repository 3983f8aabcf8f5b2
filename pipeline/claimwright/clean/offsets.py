"""Building a cleaned text together with the map to its source, so that the two cannot drift apart."""

from __future__ import annotations

from claimwright.records import Alignment, Piece

__all__ = ["Weaver"]


class Weaver:
    """Collects stretches of cleaned text in source order and keeps where each came from.

    All offsets are code points, end exclusive. ``length`` is the length of the text so far.
    """

    def __init__(self) -> None:
        self.length = 0
        self._parts: list[str] = []
        self._pieces: list[Piece] = []
        self._source_end = 0

    def add(self, text: str, source_start: int, source_end: int) -> None:
        """Add ``text``, which stands for ``source[source_start:source_end]``.

        Text as long as its source corresponds to it character by character; neighbouring stretches of that
        kind are joined, so that a paragraph without markup costs one piece.

        Raises:
            ValueError: if the stretch starts before the end of the last one.
        """
        if not text:
            return
        if source_start < self._source_end or source_end < source_start:
            raise ValueError(f"source [{source_start}, {source_end}) follows {self._source_end}")
        size, span = len(text), source_end - source_start
        last = self._pieces[-1] if self._pieces else None
        if (
            last is not None
            and size == span
            and last.clean_length == last.source_length
            and last.source_start + last.source_length == source_start
        ):
            self._pieces[-1] = last._replace(
                clean_length=last.clean_length + size, source_length=last.source_length + span
            )
        else:
            self._pieces.append(Piece(self.length, source_start, size, span))
        self._parts.append(text)
        self.length += size
        self._source_end = source_end

    def separate(self, text: str) -> None:
        """Add a separator that the source does not have."""
        self.add(text, self._source_end, self._source_end)

    def finish(self) -> tuple[str, Alignment]:
        """The text and its map."""
        return "".join(self._parts), Alignment(tuple(self._pieces))
