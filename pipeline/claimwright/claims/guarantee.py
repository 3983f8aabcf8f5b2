"""Which precision the calibration claims can promise, and from which confidence on.

Thresholds 0.99, 0.98 ... are tested in this order, and the first that does not hold ends the search: fixed-sequence
testing, so that trying many costs nothing (Angelopoulos, Bates, Candes, Jordan and Lei, "Learn then Test", 2021). One
holds when the exact binomial lower bound (Clopper and Pearson, 1934) of the share that is right among the calibration
claims at or above it reaches the target. Thresholds above which too few claims lie to promise the target, were they all
right, are passed over.

What is promised: in at most 10 % of all calibrations the threshold chosen lets less than the target through. That
rests on three things: calibration claims are like those to come, one says nothing of another, and claims of more
confidence are right at least as often as claims of less.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

__all__ = ["ASSURANCE", "CalibrationOutcome", "Promise", "highest", "lower_bound", "promise"]

ASSURANCE = 0.9
"""How sure a promise is."""

_STEPS = 100  # thresholds and targets are tried in steps of one hundredth
_HALVINGS = 50
_LEAST = 0.9  # 22 claims


class CalibrationOutcome(NamedTuple):
    """A claim on a labelled document that neither the model nor this confidence was fitted on."""

    confidence: float
    right: bool
    claim_type: str


@dataclass(frozen=True, slots=True)
class Promise:
    """A threshold and what it promises.

    Attributes:
        target: the precision promised.
        threshold: the least confidence of a claim that it is promised for.
        bound: lower bound of the precision, at ``ASSURANCE``.
        right, claims: calibration claims at or above the threshold, and how many of them are right.
        of: all calibration claims.
        by_type: claim type to how many of its claims are right and how many there are, at or above the threshold.
    """

    target: float
    threshold: float
    bound: float
    right: int
    claims: int
    of: int
    by_type: Mapping[str, tuple[int, int]]

    def as_dict(self) -> dict[str, Any]:
        """Plain values for JSON; a type has a ``bound`` of its own, though nothing is promised of it alone."""
        return {
            "target_precision": self.target,
            "threshold": self.threshold,
            "assurance": ASSURANCE,
            "lower_bound": round(self.bound, 4),
            "calibration_claims": self.claims,
            "calibration_claims_right": self.right,
            "calibration_claims_in_all": self.of,
            "guarantee": self.words(),
            "by_type": {
                name: {"claims": claims, "right": right, "lower_bound": round(lower_bound(right, claims), 4)}
                for name, (right, claims) in self.by_type.items()
            },
        }

    def words(self) -> str:
        """The promise as a sentence."""
        return (
            f"of the claims with a confidence of {self.threshold:.2f} or more at least {self.target:.1%} are right, "
            f"all types together, with {ASSURANCE:.0%} assurance (exact binomial bound {self.bound:.3f}; it rests on "
            f"{self.claims} of {self.of} calibration claims, {self.right} of them right)"
        )


def promise(outcomes: Sequence[CalibrationOutcome], target: float) -> Promise | None:
    """The lowest threshold from which on ``target`` holds; None if the claims cannot promise it.

    Args:
        outcomes: calibration claims, in any order.
        target: precision, above 0 and below 1.
    """
    enough = _enough(target)
    found: tuple[float, int, int] | None = None
    for step in range(_STEPS - 1, -1, -1):
        threshold = step / _STEPS
        passed = [outcome.right for outcome in outcomes if outcome.confidence >= threshold]
        if len(passed) < enough:
            continue
        if _chance(sum(passed), len(passed), target) > 1 - ASSURANCE:
            break
        found = threshold, sum(passed), len(passed)
    if found is None:
        return None
    threshold, right, claims = found
    return Promise(
        target,
        threshold,
        lower_bound(right, claims),
        right,
        claims,
        len(outcomes),
        _by_type(outcome for outcome in outcomes if outcome.confidence >= threshold),
    )


def highest(outcomes: Sequence[CalibrationOutcome]) -> Promise | None:
    """The promise of the highest precision, in whole hundredths, that the claims can give; None if they give none."""
    targets = (step / _STEPS for step in range(_STEPS - 1, 0, -1))
    return next((given for target in targets if (given := promise(outcomes, target)) is not None), None)


def lower_bound(right: int, claims: int, assurance: float = ASSURANCE) -> float:
    """The exact one-sided lower bound of a share (Clopper and Pearson): 0 for no claims or none right."""
    low, high = 0.0, 1.0
    if right == 0:
        return low
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        if _chance(right, claims, middle) > 1 - assurance:
            high = middle
        else:
            low = middle
    return low


def _enough(target: float) -> int:
    """The fewest claims that, all right, promise ``target``, or ``_LEAST`` if that is more; too many to be for 1.

    Below ``_LEAST`` one start serves all targets, so that whoever can promise more can promise less.
    """
    if target >= 1:
        return 1 << 62
    return math.ceil(math.log(1 - ASSURANCE) / math.log(max(target, _LEAST)) - 1e-9)


def _chance(right: int, claims: int, precision: float) -> float:
    """The probability of at least ``right`` right ones among ``claims`` claims that each are with ``precision``."""
    if right <= 0 or precision >= 1:
        return 1.0
    if precision <= 0:
        return 0.0
    yes, no = math.log(precision), math.log1p(-precision)
    total = math.lgamma(claims + 1)
    terms = (
        total - math.lgamma(k + 1) - math.lgamma(claims - k + 1) + k * yes + (claims - k) * no
        for k in range(right, claims + 1)
    )
    return min(math.fsum(math.exp(term) for term in terms), 1.0)


def _by_type(outcomes: Iterable[CalibrationOutcome]) -> dict[str, tuple[int, int]]:
    counts: dict[str, tuple[int, int]] = {}
    for outcome in outcomes:
        right, claims = counts.get(outcome.claim_type, (0, 0))
        counts[outcome.claim_type] = right + outcome.right, claims + 1
    return dict(sorted(counts.items()))
