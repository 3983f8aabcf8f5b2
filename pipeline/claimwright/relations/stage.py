"""The relations stage: from entities and scores to triggers, relations and attributions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from claimwright.encoder import DocumentScores
from claimwright.encoder.layout import ATTRIBUTION
from claimwright.encoder.tagging import TaggedSpan, decode_label
from claimwright.entities import DocumentEntities
from claimwright.records import Relation, Trigger
from claimwright.relations.declared import declared_relations
from claimwright.relations.relate import EventScorer, relate
from claimwright.schema import Declarations

__all__ = ["DocumentRelations", "find_relations"]


@dataclass(frozen=True, slots=True)
class DocumentRelations:
    """What the stage found in one document.

    Attributes:
        triggers: in text order.
        relations: all that the schema allows, with their scores; choosing among them is the next stage's work.
        attributions: runs that say who says so, as ``(start, end, score)`` in code points of the text.
        sentences: of the text, as ``(start, end)``.
    """

    triggers: tuple[Trigger, ...]
    relations: tuple[Relation, ...]
    attributions: tuple[tuple[int, int, float], ...]
    sentences: tuple[tuple[int, int], ...]


def find_relations(
    text: str,
    scores: DocumentScores,
    entities: DocumentEntities,
    scorer: EventScorer,
    declarations: Declarations,
) -> DocumentRelations:
    """Triggers, relations and attributions of one document.

    Claim types that the model was trained on come from the model; other declared types from their declared words.
    """
    layout = scorer.layout
    triggers, relations = relate(text, scores, entities, scorer, declarations)
    sentences = tuple(dict.fromkeys(s for window in scores.windows for s in window.window.sentences))
    untrained = [t for name, t in declarations.claim_types.items() if name not in layout.claim_types]
    if untrained:
        more_triggers, more_relations = declared_relations(
            text, sentences, entities.mentions, untrained, declarations
        )
        triggers, relations = triggers + more_triggers, relations + more_relations
    attributions = tuple(
        (span.start, span.end, span.score)
        for span in _tagged(scores, ATTRIBUTION, layout.labels, layout.thresholds.get(ATTRIBUTION, 0.5))
    )
    return DocumentRelations(triggers, relations, attributions, sentences)


def _tagged(scores: DocumentScores, label: str, labels: Sequence[str], threshold: float) -> list[TaggedSpan]:
    column = labels.index(label)
    return [
        span
        for number, window in enumerate(scores.windows)
        for span in decode_label(window, number, label, column, threshold, owned_only=True)
    ]
