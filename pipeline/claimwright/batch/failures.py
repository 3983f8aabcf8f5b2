"""The documents that gave nothing, one a line beside the output: what happened to each, and what to do."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from claimwright.batch.output import Target, open_target
from claimwright.errors import CATALOGUE, ClaimwrightError
from claimwright.exchange.jsonl import encode_line
from claimwright.records import Outcome, Status

__all__ = ["FailureLog", "failure_data", "failure_line"]


def failure_line(outcome: Outcome) -> str:
    """``E101 path: what (detail); advice`` for a skipped or failed outcome."""
    return str(ClaimwrightError(outcome.code or "E203", outcome.path, outcome.detail))


def failure_data(outcome: Outcome) -> dict[str, Any]:
    """A skipped or failed outcome as a dead-letter file tells it: what happened, and what to do."""
    problem = CATALOGUE[outcome.code or "E203"]
    return {
        "path": outcome.path,
        "id": outcome.id,
        "status": outcome.status.value,
        "code": problem.code,
        "what": problem.what,
        "detail": outcome.detail,
        "advice": problem.advice,
    }


class FailureLog:
    """Lists skipped and failed documents in ``<output>.failed.jsonl``; the file exists only if there are any.

    Args:
        output: the output file it stands beside.
    """

    def __init__(self, output: str) -> None:
        self.path = f"{output}.failed.jsonl"
        self._target: Target | None = None

    def add(self, outcome: Outcome) -> None:
        """Append the outcome, unless it was extracted.

        Raises:
            OutputError: E301 if it cannot be written.
        """
        if outcome.status is Status.EXTRACTED:
            return
        if self._target is None:
            self._target = open_target(self.path)
        self._target.write(encode_line(failure_data(outcome)))
        self._target.mark()

    def close(self) -> None:
        """Put the file in its place; without entries, remove the one an earlier run left there."""
        if self._target is None:
            Path(self.path).unlink(missing_ok=True)
        else:
            self._target.keep()
