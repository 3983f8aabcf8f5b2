"""Entity mentions from tag probabilities."""

from __future__ import annotations

import re

from claimwright.encoder import DocumentScores
from claimwright.encoder.layout import Layout
from claimwright.encoder.reading import role_spans
from claimwright.encoder.tagging import decode_label
from claimwright.records import EntityMention
from claimwright.schema import Declarations

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


def recognise(
    text: str, scores: DocumentScores, layout: Layout, declarations: Declarations
) -> tuple[EntityMention, ...]:
    """The entity mentions of a document in text order; mentions of different types may overlap.

    What fills a role in a reading is a mention too, and its bounds are better than those of the first pass, which
    did not know what it was read for.

    Args:
        text: the cleaned text the scores were made from.
        scores: of all its windows, with readings.
        layout: the model's labels and thresholds (``mention``, ``role``).
        declarations: which entity types a role takes.
    """
    filling = _fillers(text, scores, layout, declarations)
    threshold = layout.thresholds.get("mention", 0.5)
    mentions = [
        EntityMention(start, end, text[start:end], span.label, round(span.score, 4))
        for number, window in enumerate(scores.windows)
        for column, label in enumerate(layout.entity_types)
        for span in decode_label(window, number, label, column, threshold, owned_only=True)
        for start, end in [trimmed(text, span.start, span.end)]
        if _says_something(text[start:end])
    ]
    kept = [mention for mention in mentions if not any(_overlap(mention, filler) for filler in filling)]
    return tuple(sorted((*kept, *filling), key=lambda mention: (mention.start, -mention.end, mention.type)))


def _fillers(
    text: str, scores: DocumentScores, layout: Layout, declarations: Declarations
) -> list[EntityMention]:
    """The spans of roles as mentions; of two of one type that overlap the surer one."""
    found: list[EntityMention] = []
    for reading in scores.readings:
        declared = declarations.claim_types.get(reading.claim_type)
        roles = declared.roles.values() if declared is not None else ()
        for role in roles:
            if (reading.claim_type, role.name) not in layout.roles:
                continue
            for span in role_spans(reading, layout, role.name, layout.thresholds.get("role", 0.2)):
                start, end = trimmed(text, span.start, span.end)
                if _says_something(text[start:end]):
                    words, kind = text[start:end], role.entity_types[0]
                    found.append(EntityMention(start, end, words, kind, round(span.score, 4)))
    chosen: list[EntityMention] = []
    for mention in sorted(found, key=lambda m: (-m.score, m.start, m.end)):
        if not any(_overlap(mention, other) for other in chosen):
            chosen.append(mention)
    return chosen


def _overlap(left: EntityMention, right: EntityMention) -> bool:
    return left.type == right.type and left.start < right.end and right.start < left.end


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
