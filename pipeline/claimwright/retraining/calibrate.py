"""Confidence adjusted by decisions: a shift of each type's log-odds, shrunk to none where there are few."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from claimwright.claims import Calibrator, emit
from claimwright.claims.guarantee import CalibrationOutcome
from claimwright.extractor import Extractor
from claimwright.records import ModelReference, Verdict
from claimwright.retraining.decisions import Lesson
from claimwright.retraining.met import verdict_of
from claimwright.store.attach import attach
from claimwright.training.calibration import type_shift

__all__ = ["Answered", "answered_claims", "recalibrate", "shifted"]

_EDGE = 1e-4


@dataclass(frozen=True, slots=True)
class Answered:
    """A claim that a model finds and reviewers judged: its type, its confidence, and whether it is right."""

    claim_type: str
    confidence: float
    right: bool


def recalibrate(folder: Path, lessons: Sequence[Lesson], *, fitted: bool) -> dict[str, float]:
    """Shifts ``calibrator.json`` of a model by decisions that it has not learnt from.

    Args:
        folder: of the model.
        lessons: reviewed documents.
        fitted: whether the calibrator was fitted on this model's own claims. If it is its parent's, the outcomes that a
            promised precision rests on are not true of this model and are left out.

    Returns:
        The shift of each type, in log-odds.
    """
    path = folder / "calibrator.json"
    calibrator = Calibrator.load(path)
    if not fitted:
        calibrator = replace(calibrator, outcomes=())
    answered = list(answered_claims(Extractor(folder), calibrator, lessons)) if lessons else []
    changed, shifts = shifted(calibrator, answered)
    changed.save(path)
    return shifts


def answered_claims(
    extractor: Extractor, calibrator: Calibrator, lessons: Iterable[Lesson]
) -> Iterator[Answered]:
    """All that the model finds in the documents, sure or not, where a decision says whether it is right."""
    several = list(lessons)
    scores = extractor.score([lesson.reviewed.document for lesson in several])
    model = ModelReference(extractor.name, extractor.version)
    for lesson, score in zip(several, scores, strict=True):
        document = lesson.reviewed.document
        drafts = extractor.analyse(document, score).drafts
        claims = [emit(draft, document, calibrator, model) for draft in drafts]
        for claim, answers in zip(claims, attach(claims, lesson.reviewed.rulings), strict=True):
            verdict = verdict_of(answers)
            if verdict in (Verdict.ACCEPTED, Verdict.REJECTED, Verdict.CORRECTED):
                yield Answered(claim.type, claim.confidence, verdict is Verdict.ACCEPTED)


def shifted(calibrator: Calibrator, answered: Sequence[Answered]) -> tuple[Calibrator, dict[str, float]]:
    """The calibrator whose log-odds fit the answers, as far as they are many; and by how much each type moved."""
    shifts: dict[str, float] = {}
    for name in calibrator.weights:
        chosen = [one for one in answered if one.claim_type == name]
        odds = np.array([_odds(one.confidence) for one in chosen])
        right = np.array([one.right for one in chosen], dtype=int)
        shifts[name] = round(type_shift(odds, right), 6) if chosen else 0.0
    intercept = {name: round(value + shifts[name], 6) for name, value in calibrator.intercept.items()}
    outcomes = tuple(
        sorted(
            CalibrationOutcome(
                round(_sigmoid(_odds(one.confidence) + shifts.get(one.claim_type, 0.0)), 4),
                one.right,
                one.claim_type,
            )
            for one in calibrator.outcomes
        )
    )
    return replace(calibrator, intercept=intercept, outcomes=outcomes), shifts


def _odds(confidence: float) -> float:
    clipped = min(max(confidence, _EDGE), 1 - _EDGE)
    return math.log(clipped / (1 - clipped))


def _sigmoid(value: float) -> float:
    return 1.0 / (1.0 + math.exp(-value))
