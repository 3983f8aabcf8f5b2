"""What calibration can be held to: claims judged by a calibrator that has not seen their document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from claimwright.claims import Calibrator
from claimwright.claims.guarantee import CalibrationOutcome
from claimwright.training.calibration import Judged, fit_calibrator

__all__ = ["FOLDS", "cross_fitted"]

FOLDS = 10


def cross_fitted(
    documents: Sequence[Sequence[Judged]], folds: int = FOLDS
) -> list[tuple[CalibrationOutcome, ...]]:
    """The confidence and outcome of every claim of each document, by a calibrator fitted on the other folds.

    Whole documents make a fold, since claims of one article are alike. Claims of a type that the other folds do not
    have are left out. Where claims are too few to be fitted without a fold, no document has outcomes: then there is
    nothing to promise by.

    Args:
        documents: the judged claims of each held-out document.
        folds: how many parts the documents are divided into.
    """
    found: list[tuple[CalibrationOutcome, ...]] = [() for _ in documents]
    for fold in range(folds):
        rest = [
            claim for number, claims in enumerate(documents) if number % folds != fold for claim in claims
        ]
        if len({claim.right for claim in rest}) < 2:
            return [() for _ in documents]
        calibrator = fit_calibrator(rest, ())
        for number in range(fold, len(documents), folds):
            found[number] = tuple(_outcomes(calibrator, documents[number]))
    return found


def _outcomes(calibrator: Calibrator, claims: Sequence[Judged]) -> Iterator[CalibrationOutcome]:
    for claim in claims:
        values = dict(zip(calibrator.features, claim.features, strict=True))
        sure = calibrator.confidence(claim.claim_type, values)
        if sure is not None:
            yield CalibrationOutcome(round(sure, 4), claim.right, claim.claim_type)
