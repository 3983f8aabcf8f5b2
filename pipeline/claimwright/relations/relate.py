"""Triggers, how they are told, and the roles of their events, from the readings of the second pass."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from claimwright.encoder import DocumentScores, Reading
from claimwright.encoder.backends import open_session
from claimwright.encoder.layout import Layout
from claimwright.encoder.reading import role_spans
from claimwright.encoder.scores import FloatArray
from claimwright.entities import DocumentEntities, MentionKind, kind_of, trimmed
from claimwright.records import EntityMention, Relation, Trigger
from claimwright.schema import Declarations, Role

__all__ = ["EventScorer", "relate"]

_SPEAKS = 0.5
"""Share of the best name's score from which on a name is heard about pronouns."""
_NAMED_HERE = 0.4
"""Least score of a name of the trigger's sentence that silences pronouns of other sentences."""


class EventScorer:
    """The event head of a model: how an event is told, and whether there is one.

    Args:
        folder: the model folder, with ``events.onnx``.
        layout: the model's labels.
        threads: of the ONNX session.
    """

    def __init__(self, folder: Path, layout: Layout, threads: int = 1) -> None:
        self.layout = layout
        self._session = open_session(folder / "events.onnx", threads)

    def score(self, readings: Sequence[Reading]) -> FloatArray:
        """Probabilities ``(len(readings), modalities + 1)``; the last column is that of no event."""
        if not readings:
            return np.zeros((0, len(self.layout.modalities) + 1), dtype=np.float32)
        number = {name: index for index, name in enumerate(self.layout.claim_types)}
        inputs: dict[str, npt.NDArray[Any]] = {
            "trigger": np.stack([r.scores.span_vector(r.view.first, r.view.last) for r in readings]),
            "sentence": np.stack([_sentence_mean(reading) for reading in readings]),
            "trigger_type": np.array([number[reading.claim_type] for reading in readings], dtype=np.int64),
        }
        [logits] = self._session.run(["logits"], inputs)
        odds = np.exp(logits - logits.max(axis=1, keepdims=True))
        return odds / odds.sum(axis=1, keepdims=True)  # type: ignore[no-any-return]


def _sentence_mean(reading: Reading) -> FloatArray:
    first, last = reading.view.sentence
    return reading.scores.hidden[first : last + 1].mean(axis=0)  # type: ignore[no-any-return]


def relate(
    text: str,
    scores: DocumentScores,
    entities: DocumentEntities,
    scorer: EventScorer,
    declarations: Declarations,
) -> tuple[tuple[Trigger, ...], tuple[Relation, ...]]:
    """Triggers with modality, and the relations the schema allows, in the order of the readings.

    Args:
        text: the cleaned text.
        scores: with readings.
        entities: the document's mentions, resolved; they include the spans of roles.
        scorer: the model's event head.
        declarations: which role takes which entity type; types a model knows but the declarations do not are left out.
    """
    readings = [r for r in scores.readings if r.claim_type in declarations.claim_types]
    layout = scorer.layout
    least = layout.thresholds.get("trigger", 0.5)
    triggers: list[Trigger] = []
    relations: list[Relation] = []
    for reading, row in zip(readings, scorer.score(readings).tolist(), strict=True):
        event = 1.0 - row[-1]
        # Both passes have looked at the trigger, each in its way; the geometric mean asks for both.
        score = math.sqrt(event * reading.tagged)
        if score < least:
            continue
        modality = {name: p / max(event, 1e-9) for name, p in zip(layout.modalities, row, strict=False)}
        words = text[reading.start : reading.end]
        trigger = Trigger(reading.start, reading.end, words, reading.claim_type, round(score, 4), modality)
        triggers.append(trigger)
        found = [
            relation
            for role in declarations.claim_types[reading.claim_type].roles.values()
            if (reading.claim_type, role.name) in layout.roles
            for relation in _names_first(
                list(_relations(text, reading, trigger, role, entities, layout)),
                _sentence(reading),
                entities,
                declarations,
            )
        ]
        relations += _best_roles(found)
    return tuple(triggers), tuple(relations)


def _relations(
    text: str, reading: Reading, trigger: Trigger, role: Role, entities: DocumentEntities, layout: Layout
) -> Iterator[Relation]:
    best: dict[EntityMention, float] = {}
    for span in role_spans(reading, layout, role.name, layout.thresholds.get("role", 0.2)):
        start, end = trimmed(text, span.start, span.end)
        mention = _mention_at(entities.mentions, start, end, role)
        if mention is not None:
            best[mention] = max(best.get(mention, 0.0), round(span.score, 4))
    for mention, score in best.items():
        yield Relation(trigger, role.name, mention, score)


def _mention_at(mentions: Sequence[EntityMention], start: int, end: int, role: Role) -> EntityMention | None:
    """The mention of a type the role takes that shares most with ``[start, end)``."""
    shared = {
        mention: min(mention.end, end) - max(mention.start, start)
        for mention in mentions
        if mention.type in role.entity_types and mention.start < end and start < mention.end
    }
    return max(shared, key=lambda m: (shared[m], -(m.end - m.start)), default=None)


def _sentence(reading: Reading) -> tuple[int, int]:
    """The trigger's sentence in code points, as far as the view takes it."""
    first, last = reading.view.sentence
    offsets = reading.view.window.offsets
    return offsets[first][0], offsets[last][1]


def _names_first(
    relations: Sequence[Relation],
    sentence: tuple[int, int],
    entities: DocumentEntities,
    declarations: Declarations,
) -> list[Relation]:
    """Without the pronouns, where the reading names somebody: the name is what the pronoun stands for.

    A name that scores far below the best one speaks for no pronoun, and no pronoun of another sentence speaks where
    the trigger's own sentence has the name. A nominal stays where it is nobody's other name ("three others").
    """
    kinds = [kind_of(r.mention.text, r.mention.type, declarations) for r in relations]
    named = [r for r, kind in zip(relations, kinds, strict=True) if kind is MentionKind.NAME]
    if not named:
        return list(relations)
    best = max(relation.score for relation in named)
    numbers = {relation.mention.entity for relation in named if relation.score >= _SPEAKS * best}
    start, end = sentence
    here = any(start <= r.mention.start < end and r.score >= _NAMED_HERE for r in named)
    return [
        relation
        for relation, kind in zip(relations, kinds, strict=True)
        if kind is MentionKind.NAME
        or (
            (not here or start <= relation.mention.start < end)
            and (
                relation.mention.entity in numbers
                or (kind is MentionKind.NOMINAL and not _stands_for_name(relation, entities))
            )
        )
    ]


def _best_roles(relations: Sequence[Relation]) -> Iterator[Relation]:
    """Each value in the role it fills most surely: nobody hires himself."""
    best: dict[str, Relation] = {}
    for relation in relations:
        kept = best.get(_value(relation))
        if kept is None or relation.score > kept.score:
            best[_value(relation)] = relation
    return (relation for relation in relations if relation.role == best[_value(relation)].role)


def _value(relation: Relation) -> str:
    # By its words: one name may have been taken for a person and for an organisation, which are two entities.
    return relation.mention.text.casefold()


def _stands_for_name(relation: Relation, entities: DocumentEntities) -> bool:
    entity = entities.entity_of(relation.mention)
    return entity is not None and entity.named
