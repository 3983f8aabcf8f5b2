"""How far confidence can be trusted: calibration error, Brier score, risk against coverage.

All functions take ``(confidence, correct)`` pairs, ``correct`` being 1 or 0, and give None for none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

__all__ = [
    "Bin",
    "Pair",
    "area_under_risk_coverage",
    "brier_score",
    "expected_calibration_error",
    "precision_at_coverage",
    "reliability",
    "risk_coverage",
]

Pair = tuple[float, int]

BINS = 10


@dataclass(frozen=True, slots=True)
class Bin:
    """Predictions of similar confidence: how many, their mean confidence, the share that was right."""

    size: int
    confidence: float
    accuracy: float


def reliability(pairs: Sequence[Pair], bins: int = BINS) -> list[Bin]:
    """The pairs in bins of equal mass, from the least to the most confident; empty bins are left out."""
    ordered = sorted(pairs)
    cuts = [index * len(ordered) // bins for index in range(bins + 1)]
    parts = [ordered[start:end] for start, end in pairwise(cuts) if start < end]
    return [
        Bin(len(part), sum(pair[0] for pair in part) / len(part), sum(pair[1] for pair in part) / len(part))
        for part in parts
    ]


def expected_calibration_error(pairs: Sequence[Pair], bins: int = BINS) -> float | None:
    """The mean gap between confidence and accuracy over bins of equal mass, each weighing by its size."""
    if not pairs:
        return None
    return sum(one.size / len(pairs) * abs(one.confidence - one.accuracy) for one in reliability(pairs, bins))


def brier_score(pairs: Sequence[Pair]) -> float | None:
    """The mean squared difference between confidence and outcome."""
    if not pairs:
        return None
    return sum((confidence - correct) ** 2 for confidence, correct in pairs) / len(pairs)


def precision_at_coverage(pairs: Sequence[Pair], coverage: float = 0.5) -> float | None:
    """The share that is right among the most confident, ``coverage`` of all (at least one)."""
    if not pairs:
        return None
    kept = sorted(pairs, reverse=True)[: max(1, int(len(pairs) * coverage))]
    return sum(correct for _, correct in kept) / len(kept)


def risk_coverage(pairs: Sequence[Pair]) -> list[tuple[float, float, float]]:
    """The curve: for each confidence, the share of claims that have it or more, and the share of them that is wrong.

    Returns:
        ``(confidence, coverage, risk)``, the most confident first.
    """
    points: list[tuple[float, float, float]] = []
    covered = wrong = 0
    for confidence, tied in groupby(sorted(pairs, reverse=True), key=lambda pair: pair[0]):
        group = [correct for _, correct in tied]
        covered, wrong = covered + len(group), wrong + len(group) - sum(group)
        points.append((confidence, covered / len(pairs), wrong / covered))
    return points


def area_under_risk_coverage(pairs: Sequence[Pair]) -> float | None:
    """The mean risk (share that is wrong) over all coverages, the most confident first; 0 is best.

    Pairs of one confidence count as drawn in any order, so that ties favour nobody.
    """
    if not pairs:
        return None
    covered, wrong, area = 0, 0.0, 0.0
    for _, tied in groupby(sorted(pairs, reverse=True), key=lambda pair: pair[0]):
        group = [correct for _, correct in tied]
        risk = 1 - sum(group) / len(group)
        for _ in group:
            covered, wrong = covered + 1, wrong + risk
            area += wrong / covered
    return area / len(pairs)
