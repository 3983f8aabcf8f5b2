"""``--target-precision``: the confidence that the model's calibration promises it from, told and put to use."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from claimwright.cli import options
from claimwright.cli.messages import log, log_as_json

__all__ = ["with_promise"]


def with_promise(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values of the options with ``promise`` (or None), and with the confidence it takes in ``min_confidence``.

    Raises:
        ModelError: E401 or E402; E404 if the model stores no outcomes, E405 if they cannot promise the precision.
    """
    target = values["target_precision"]
    if target is None:
        return {**values, "promise": None}
    from claimwright.claims.promise import model_promise
    from claimwright.extractor import find_model

    given = model_promise(find_model(values["model"]), target)
    telling = options.telling(values)
    log_as_json(telling.json)
    if not telling.quiet:
        log("promise", f"claimwright: {given.words()}", promise=given.as_dict())
    least = max(values["min_confidence"], given.threshold)
    return {**values, "min_confidence": least, "promise": given.as_dict()}
