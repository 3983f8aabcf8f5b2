"""Calibrated confidence: a logistic model of readable features, with a shift for each claim type.

Platt, "Probabilistic outputs for support vector machines" (1999), over several features. The numbers stand in
``calibrator.json``; fitting is in ``claimwright.training.calibration``.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from claimwright.claims.features import FEATURES
from claimwright.errors import ModelError

__all__ = ["Calibrator"]


@dataclass(frozen=True, slots=True)
class Calibrator:
    """Turns features into a probability.

    Attributes:
        features: names, in the order of the weights; must be those of this version.
        mean, scale: standardise each feature.
        weights: for each claim type, one weight per feature.
        intercept: for each claim type.
        role_slope, role_intercept: calibrate the log-odds of one argument.
    """

    features: tuple[str, ...]
    mean: tuple[float, ...]
    scale: tuple[float, ...]
    weights: Mapping[str, tuple[float, ...]]
    intercept: Mapping[str, float]
    role_slope: float
    role_intercept: float

    def confidence(self, claim_type: str, values: Mapping[str, float]) -> float | None:
        """Probability that a reviewer accepts the claim; None for a type that was not fitted."""
        if claim_type not in self.weights:
            return None
        total = self.intercept[claim_type]
        rows = zip(self.features, self.weights[claim_type], self.mean, self.scale, strict=True)
        for name, weight, mean, scale in rows:
            total += weight * (values[name] - mean) / scale
        return _sigmoid(total)

    def role_confidence(self, score: float) -> float:
        """Probability that an argument is right, from the relation head's probability."""
        clipped = min(max(score, 1e-4), 1 - 1e-4)
        return _sigmoid(self.role_slope * math.log(clipped / (1 - clipped)) + self.role_intercept)

    def as_dict(self) -> dict[str, Any]:
        """The form written to ``calibrator.json``."""
        return {
            "features": list(self.features),
            "mean": list(self.mean),
            "scale": list(self.scale),
            "weights": {name: list(row) for name, row in self.weights.items()},
            "intercept": dict(self.intercept),
            "role_slope": self.role_slope,
            "role_intercept": self.role_intercept,
        }

    @classmethod
    def load(cls, path: Path) -> Calibrator:
        """Reads ``calibrator.json``.

        Raises:
            ModelError: E401 if it is missing, E402 if it was fitted on other features than this version computes.
        """
        try:
            data = json.loads(path.read_text(encoding="utf-8"))
        except OSError as error:
            raise ModelError("E401", str(path), "the file is missing") from error
        if tuple(data["features"]) != FEATURES:
            raise ModelError("E402", str(path), "it was fitted on other features")
        return cls(
            features=FEATURES,
            mean=tuple(data["mean"]),
            scale=tuple(data["scale"]),
            weights={name: tuple(row) for name, row in data["weights"].items()},
            intercept=dict(data["intercept"]),
            role_slope=data["role_slope"],
            role_intercept=data["role_intercept"],
        )


def _sigmoid(value: float) -> float:
    return 1.0 / (1.0 + math.exp(-value)) if value >= 0 else math.exp(value) / (1.0 + math.exp(value))
