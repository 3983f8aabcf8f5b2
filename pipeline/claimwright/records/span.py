"""A span: a run of cleaned text that knows where it stands in the source."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Span"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A run of text, counted in Unicode code points, end exclusive.

    Attributes:
        start: first code point in the cleaned text.
        end: one past the last code point in the cleaned text.
        source_start: first code point in the decoded original.
        source_end: one past the last code point in the decoded original.
        text: the cleaned text it covers, ``cleaned[start:end]``.
    """

    start: int
    end: int
    source_start: int
    source_end: int
    text: str

    def __post_init__(self) -> None:
        """Refuse a span that cannot be one.

        Raises:
            ValueError: if the text is not as long as the offsets say, or an offset runs backwards.
        """
        if not 0 <= self.start <= self.end or self.end - self.start != len(self.text):
            raise ValueError(
                f"span [{self.start}, {self.end}) does not fit its text of {len(self.text)} code points"
            )
        if not 0 <= self.source_start <= self.source_end:
            raise ValueError(f"source span [{self.source_start}, {self.source_end}) runs backwards")

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a code point of the cleaned text."""
        return self.start < other.end and other.start < self.end
