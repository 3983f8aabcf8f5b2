"""Scores which mentions fill which roles of a trigger's event, and how the event is told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from claimwright.encoder import DocumentScores, WindowScores
from claimwright.encoder.layout import Layout
from claimwright.encoder.pieces import PieceIndex
from claimwright.encoder.scores import FloatArray
from claimwright.encoder.session import open_session
from claimwright.encoder.tagging import TaggedSpan
from claimwright.records import EntityMention, Relation, Trigger
from claimwright.relations.distance import piece_distance_bucket
from claimwright.schema import Declarations

__all__ = ["RelationScorer", "relate", "sentence_of"]

_LEAST = 0.02
"""Relations below this probability are not kept; far below any threshold that a calibration would choose."""


def sentence_of(window: WindowScores, start: int, end: int) -> tuple[int, int]:
    """The sentence of the window that holds the code points ``[start, end)``."""
    for left, right in window.window.sentences:
        if left <= start < right:
            return left, max(right, end)
    return start, end


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A mention in the window of a trigger."""

    mention: EntityMention
    pieces: tuple[int, int]


class RelationScorer:
    """The relation and modality heads of a model.

    Args:
        folder: the model folder, with ``relations.onnx`` and ``modality.onnx``.
        layout: the model's labels.
        threads: of the ONNX sessions.
    """

    def __init__(self, folder: Path, layout: Layout, threads: int = 1) -> None:
        self.layout = layout
        self._relations = open_session(folder / "relations.onnx", threads)
        self._modality = open_session(folder / "modality.onnx", threads)

    def modality(self, triggers: Sequence[tuple[WindowScores, TaggedSpan]]) -> list[dict[str, float]]:
        """Probability of each modality for each trigger."""
        if not triggers:
            return []
        inputs = {
            "trigger": np.stack([window.span_vector(span.first, span.last) for window, span in triggers]),
            "sentence": np.stack([_sentence_mean(window, span) for window, span in triggers]),
            "trigger_type": self._types(span.label for _, span in triggers),
        }
        [logits] = self._modality.run(["logits"], inputs)
        odds = np.exp(logits - logits.max(axis=1, keepdims=True))
        rows = (odds / odds.sum(axis=1, keepdims=True)).tolist()
        return [dict(zip(self.layout.modalities, row, strict=True)) for row in rows]

    def roles(
        self, pairs: Sequence[tuple[WindowScores, TaggedSpan, EntityMention, tuple[int, int]]]
    ) -> FloatArray:
        """Probability of every role of the layout for each trigger and mention, shape ``(len(pairs), roles)``."""
        if not pairs:
            return np.zeros((0, len(self.layout.roles)), dtype=np.float32)
        entity = {name: number for number, name in enumerate(self.layout.entity_types)}
        inputs = {
            "trigger": np.stack([window.span_vector(span.first, span.last) for window, span, _, _ in pairs]),
            "mention": np.stack([window.span_vector(*pieces) for window, _, _, pieces in pairs]),
            "trigger_type": self._types(span.label for _, span, _, _ in pairs),
            "mention_type": np.array([entity[mention.type] for _, _, mention, _ in pairs], dtype=np.int64),
            "distance": np.array(
                [piece_distance_bucket((span.first, span.last), pieces) for _, span, _, pieces in pairs],
                dtype=np.int64,
            ),
        }
        [logits] = self._relations.run(["logits"], inputs)
        return 1.0 / (1.0 + np.exp(-logits))  # type: ignore[no-any-return]

    def _types(self, labels: Iterable[str]) -> np.ndarray[tuple[int, ...], np.dtype[np.int64]]:
        number = {name: index for index, name in enumerate(self.layout.claim_types)}
        return np.array([number[label] for label in labels], dtype=np.int64)


def _sentence_mean(window: WindowScores, span: TaggedSpan) -> FloatArray:
    left, right = sentence_of(window, span.start, span.end)
    offsets = window.window.offsets
    inside = [index for index, (start, end) in enumerate(offsets) if start >= left and end <= right]
    return window.hidden[inside].mean(axis=0)  # type: ignore[no-any-return]


def relate(
    text: str,
    scores: DocumentScores,
    spans: Sequence[TaggedSpan],
    mentions: Sequence[EntityMention],
    scorer: RelationScorer,
    declarations: Declarations,
) -> tuple[tuple[Trigger, ...], tuple[Relation, ...]]:
    """Triggers with modality, and the relations the schema allows, in the order of ``spans``.

    Args:
        text: the cleaned text.
        scores: of all its windows.
        spans: decoded triggers.
        mentions: the document's entity mentions (any order).
        scorer: the model's heads.
        declarations: which role takes which entity type; roles a model knows but the declarations do not are left out.
    """
    windows = scores.windows
    modalities = scorer.modality([(windows[span.window], span) for span in spans])
    triggers = tuple(
        Trigger(span.start, span.end, text[span.start : span.end], span.label, round(span.score, 4), modality)
        for span, modality in zip(spans, modalities, strict=True)
    )
    in_window = {number: _candidates(windows[number], mentions) for number in {span.window for span in spans}}
    pairs = [
        (index, candidate)
        for index, span in enumerate(spans)
        for candidate in in_window[span.window]
        if _any_role(span.label, candidate.mention.type, declarations)
    ]
    matrix = scorer.roles(
        [(windows[spans[i].window], spans[i], candidate.mention, candidate.pieces) for i, candidate in pairs]
    )
    relations = []
    for (index, candidate), row in zip(pairs, matrix, strict=True):
        for column, (claim_type, role) in enumerate(scorer.layout.roles):
            if claim_type != spans[index].label or row[column] < _LEAST:
                continue
            declared = declarations.claim_types[claim_type].roles.get(role)
            if declared is not None and candidate.mention.type in declared.entity_types:
                relations.append(
                    Relation(triggers[index], role, candidate.mention, round(float(row[column]), 4))
                )
    return triggers, tuple(relations)


def _candidates(window: WindowScores, mentions: Sequence[EntityMention]) -> list[_Candidate]:
    index = PieceIndex(window.window)
    found = ((mention, index.find(mention.start, mention.end)) for mention in mentions)
    return [_Candidate(mention, pieces) for mention, pieces in found if pieces is not None]


def _any_role(claim_type: str, entity_type: str, declarations: Declarations) -> bool:
    declared = declarations.claim_types.get(claim_type)
    return declared is not None and any(entity_type in role.entity_types for role in declared.roles.values())
