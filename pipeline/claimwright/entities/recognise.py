"""Entity mentions from tag probabilities."""

from __future__ import annotations

import re

from claimwright.encoder import DocumentScores
from claimwright.encoder.layout import Layout
from claimwright.encoder.tagging import decode_label
from claimwright.records import EntityMention

__all__ = ["recognise", "trimmed"]

_LEADING = re.compile(r"(?:['’]s\b|[\s\"“”'’()\[\],;:–—-])+")
_TRAILING = re.compile(r"(?:['’]s\b|[\s\"“”'’(\[,;:–—-])+$")
_EMPTY = frozenset(
    (
        "a",
        "about",
        "an",
        "and",
        "as",
        "at",
        "by",
        "for",
        "from",
        "in",
        "many",
        "more",
        "of",
        "on",
        "or",
        "over",
    )
) | frozenset(("roughly", "some", "than", "the", "to", "with"))
"""Words that name nothing on their own."""


def recognise(text: str, scores: DocumentScores, layout: Layout) -> tuple[EntityMention, ...]:
    """The entity mentions of a document in text order; mentions of different types may overlap.

    Args:
        text: the cleaned text the scores were made from.
        scores: of all its windows.
        layout: the model's labels and thresholds (``mention``).
    """
    threshold = layout.thresholds.get("mention", 0.5)
    mentions = [
        EntityMention(start, end, text[start:end], span.label, round(span.score, 4))
        for number, window in enumerate(scores.windows)
        for column, label in enumerate(layout.entity_types)
        for span in decode_label(window, number, label, column, threshold, owned_only=True)
        for start, end in [trimmed(text, span.start, span.end)]
        if _says_something(text[start:end])
    ]
    return tuple(sorted(mentions, key=lambda mention: (mention.start, -mention.end, mention.type)))


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without possessive, punctuation and white space around it (contract rule 9), in code points."""
    if text[max(start - 1, 0) : start] in ("'", "’") and text[start : start + 2] == "s ":
        start += 2
    leading = _LEADING.match(text, start, end)
    start = leading.end() if leading else start
    trailing = _TRAILING.search(text, start, end)
    return start, trailing.start() if trailing else end


def _says_something(words: str) -> bool:
    return any(c.isalnum() for c in words) and not all(word.lower() in _EMPTY for word in words.split())
