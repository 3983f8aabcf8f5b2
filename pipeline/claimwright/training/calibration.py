"""Fits the calibrator: one logistic model on all types, and for each type a shift of its log-odds, shrunk to none."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from claimwright.claims import FEATURES, Calibrator

__all__ = ["Judged", "JudgedRole", "fit_calibrator", "type_shift"]

_SHRINK = 4.0
"""Strength of the pull of a type's weights towards the pooled ones, in units of the penalty of scikit-learn (1 / C)."""
_PENALTY = 0.05
"""Inverse strength of the penalty on the weights (scikit-learn's C), for eighteen features and a few hundred drafts."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A draft on a held-out document: its features, and whether it matched a label with the right modality."""

    claim_type: str
    features: tuple[float, ...]
    right: bool


@dataclass(frozen=True, slots=True)
class JudgedRole:
    """An argument of a matched draft: the relation's probability, and whether the label has that value."""

    score: float
    right: bool


def fit_calibrator(claims: Sequence[Judged], roles: Sequence[JudgedRole]) -> Calibrator:
    """The calibrator of held-out drafts.

    Args:
        claims: judged drafts; with fewer than two outcomes of a type its weights are the pooled ones.
        roles: judged arguments.

    Raises:
        ValueError: if there is no draft of either outcome.
    """
    from sklearn.linear_model import LogisticRegression

    values = np.array([claim.features for claim in claims], dtype=float)
    right = np.array([claim.right for claim in claims], dtype=int)
    if len(set(right.tolist())) < 2:
        raise ValueError("calibration needs held-out claims both right and wrong")
    mean, scale = values.mean(axis=0), values.std(axis=0)
    scale[scale < 1e-6] = 1.0
    standard = (values - mean) / scale
    pooled = LogisticRegression(C=_PENALTY, max_iter=1000).fit(standard, right)
    base = standard @ pooled.coef_[0] + pooled.intercept_[0]
    weights: dict[str, tuple[float, ...]] = {}
    intercept: dict[str, float] = {}
    for name in sorted({claim.claim_type for claim in claims}):
        chosen = np.array([claim.claim_type == name for claim in claims])
        shift = type_shift(base[chosen], right[chosen])
        weights[name] = tuple(round(float(weight), 6) for weight in pooled.coef_[0])
        intercept[name] = round(float(pooled.intercept_[0]) + shift, 6)
    slope, offset = _role_fit(roles)
    return Calibrator(
        FEATURES,
        tuple(round(float(value), 6) for value in mean),
        tuple(round(float(value), 6) for value in scale),
        weights,
        intercept,
        slope,
        offset,
    )


def type_shift(base: np.ndarray, right: np.ndarray) -> float:
    """The type's own shift of the log-odds: a penalised maximum likelihood estimate, by Newton's method."""
    shift = 0.0
    for _ in range(50):
        probability = 1.0 / (1.0 + np.exp(-(base + shift)))
        gradient = float((right - probability).sum()) - _SHRINK * shift
        curvature = float((probability * (1 - probability)).sum()) + _SHRINK
        shift += gradient / curvature
    return shift


def _role_fit(roles: Sequence[JudgedRole]) -> tuple[float, float]:
    from sklearn.linear_model import LogisticRegression

    outcomes = {role.right for role in roles}
    if len(outcomes) < 2:
        return 1.0, 0.0
    odds = [[math.log(p / (1 - p))] for p in (min(max(role.score, 1e-4), 1 - 1e-4) for role in roles)]
    fit = LogisticRegression(C=1.0).fit(odds, [role.right for role in roles])
    return round(float(fit.coef_[0][0]), 6), round(float(fit.intercept_[0]), 6)
