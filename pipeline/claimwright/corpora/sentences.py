"""The sentence and the paragraph around a place in a Markdown or plain article."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from claimwright.records.gold import Range

__all__ = ["Outline", "outline"]

# A new block: an empty line, or a line that opens a heading, list item, quotation, table row, rule or field.
_BLOCK_EDGE = re.compile(r"\n[ \t]*(?=\n)|\n(?=[ \t]*(?:#{1,6} |[-*+•] |\d+[.)] |>|\||---|\w+: ))")
_SENTENCE_EDGE = re.compile(r"(?<=[.!?…])[\"'”’)\]]*\s+(?=[\"'“‘(\[]*[A-Z0-9])")
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Sr|Jr|St|Inc|Corp|Ltd|Co|vs|No|Sen|Rep|Gov|Gen|Jan|Feb|Aug|Sept|Oct|Nov|Dec)"
    r"|\b[A-Z]|\b[ap]\.m|\bU\.[SK])\.$"
)
_LEADING = re.compile(
    r"\s*(?:#{1,6} |[-*+•] |\d+[.)] |>\s*|\|\s*|(?:title|summary|author|published): *\"?)?\s*"
)
_FIELD = re.compile(r'\w+: *"')
_TRAILING = re.compile(r"[\s|]*$")


@dataclass(frozen=True, slots=True)
class Outline:
    """Where the sentences and paragraphs of a text start; each reaches to the next start."""

    text: str
    sentences: tuple[int, ...]
    paragraphs: tuple[int, ...]

    def sentence(self, place: Range) -> Range:
        """The sentence or sentences around a place, without list or heading signs."""
        return self._around(self.sentences, place)

    def paragraph(self, place: Range) -> Range:
        """The paragraph around a place."""
        return self._around(self.paragraphs, place)

    def _around(self, starts: tuple[int, ...], place: Range) -> Range:
        first = bisect_right(starts, place.start) - 1
        after = bisect_right(starts, place.end - 1)
        start, end = starts[first], starts[after] if after < len(starts) else len(self.text)
        leading = _LEADING.match(self.text, start, end)
        trailing = _TRAILING.search(self.text, start, end)
        start = min(leading.end() if leading else start, place.start)
        end = trailing.start() if trailing else end
        if self.text[end - 1] == '"' and _FIELD.match(
            self.text, self.paragraphs[bisect_right(self.paragraphs, start) - 1]
        ):
            end -= 1  # the quotes around a field of the front matter
        end = max(end, place.end)
        return Range(start, end)


def outline(text: str) -> Outline:
    """Find the sentences and paragraphs of an article."""
    paragraphs = [0, *(match.end() for match in _BLOCK_EDGE.finditer(text))]
    sentences = set(paragraphs)
    for match in _SENTENCE_EDGE.finditer(text):
        if not _ABBREVIATION.search(text, max(0, match.start() - 8), match.start()):
            sentences.add(match.end())
    return Outline(text, tuple(sorted(sentences)), tuple(sorted(set(paragraphs))))
