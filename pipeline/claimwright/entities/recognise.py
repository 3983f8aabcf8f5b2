"""Entity mentions from tag probabilities."""

from __future__ import annotations

from claimwright.encoder import DocumentScores
from claimwright.encoder.layout import Layout
from claimwright.encoder.tagging import decode_label
from claimwright.records import EntityMention

__all__ = ["recognise"]


def recognise(text: str, scores: DocumentScores, layout: Layout) -> tuple[EntityMention, ...]:
    """The entity mentions of a document in text order; mentions of different types may overlap.

    Args:
        text: the cleaned text the scores were made from.
        scores: of all its windows.
        layout: the model's labels and thresholds (``mention``).
    """
    threshold = layout.thresholds.get("mention", 0.5)
    mentions = [
        EntityMention(span.start, span.end, text[span.start : span.end], span.label, round(span.score, 4))
        for number, window in enumerate(scores.windows)
        for column, label in enumerate(layout.entity_types)
        for span in decode_label(window, number, label, column, threshold, owned_only=True)
    ]
    return tuple(sorted(mentions, key=lambda mention: (mention.start, -mention.end, mention.type)))
