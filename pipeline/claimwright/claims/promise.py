"""The precision a model can promise, by the outcomes stored in its calibrator."""

from __future__ import annotations

from pathlib import Path

from claimwright.claims.calibrate import Calibrator
from claimwright.claims.guarantee import ASSURANCE, Promise, highest, promise
from claimwright.errors import ModelError

__all__ = ["model_promise"]


def model_promise(folder: Path, target: float) -> Promise:
    """The lowest confidence from which on a model holds a precision, and what that rests on.

    Args:
        folder: of the model.
        target: precision, 0 to 1.

    Raises:
        ModelError: E401 or E402 as ``Calibrator.load``; E404 if the calibrator stores no outcomes; E405, with the
            highest precision that can be promised, if they cannot promise the target.
    """
    path = folder / "calibrator.json"
    outcomes = Calibrator.load(path).outcomes
    if not outcomes:
        raise ModelError("E404", str(path))
    given = promise(outcomes, target)
    if given is None:
        best = highest(outcomes)
        limit = (
            f"the highest it can promise with {ASSURANCE:.0%} assurance is {best.target:.2f}, "
            f"from a confidence of {best.threshold:.2f} on"
            if best
            else "it can promise none"
        )
        detail = f"{target:g} asked; of {len(outcomes)} calibration claims {limit}"
        raise ModelError("E405", str(path), detail)
    return given
