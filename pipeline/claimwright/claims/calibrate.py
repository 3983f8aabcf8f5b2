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
from claimwright.claims.guarantee import CalibrationOutcome
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
        outcomes: held-out claims with the confidence that a fit without their document gives them; none where they
            were not kept.
    """

    features: tuple[str, ...]
    mean: tuple[float, ...]
    scale: tuple[float, ...]
    weights: Mapping[str, tuple[float, ...]]
    intercept: Mapping[str, float]
    role_slope: float
    role_intercept: float
    outcomes: tuple[CalibrationOutcome, ...] = ()

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
        """The form written to ``calibrator.json``; an outcome is ``[confidence, 1 or 0, claim type]``."""
        stored = [[item.confidence, int(item.right), item.claim_type] for item in sorted(self.outcomes)]
        return {
            "features": list(self.features),
            "mean": list(self.mean),
            "scale": list(self.scale),
            "weights": {name: list(row) for name, row in self.weights.items()},
            "intercept": dict(self.intercept),
            "role_slope": self.role_slope,
            "role_intercept": self.role_intercept,
            **({"outcomes": stored} if stored else {}),
        }

    def save(self, path: Path) -> None:
        """Writes ``calibrator.json``, an outcome a line.

        Raises:
            OSError: if it cannot be written.
        """
        data = self.as_dict()
        rows = ",\n".join(f"  {json.dumps(row)}" for row in data.pop("outcomes", ()))
        text = json.dumps(data, indent=1)
        if rows:
            text = f'{text.removesuffix("}").rstrip()},\n "outcomes": [\n{rows}\n ]\n}}'
        path.write_text(text + "\n", encoding="utf-8")

    @classmethod
    def load(cls, path: Path) -> Calibrator:
        """Reads ``calibrator.json``.

        Raises:
            ModelError: E401 if it is missing, E402 if it was fitted on other features than this version computes, or
                if an outcome is not one.
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
            outcomes=_outcomes(data.get("outcomes", []), path),
        )


def _outcomes(rows: list[Any], path: Path) -> tuple[CalibrationOutcome, ...]:
    try:
        found = tuple(CalibrationOutcome(float(sure), bool(right), str(kind)) for sure, right, kind in rows)
    except (TypeError, ValueError) as error:
        raise ModelError("E402", str(path), f"outcomes: {error}") from error
    if not all(0 <= outcome.confidence <= 1 for outcome in found):
        raise ModelError("E402", str(path), "outcomes: a confidence is not between 0 and 1")
    return found


def _sigmoid(value: float) -> float:
    return 1.0 / (1.0 + math.exp(-value)) if value >= 0 else math.exp(value) / (1.0 + math.exp(value))
