"""Errors of reading as outcomes, so that no input is ever lost."""

from __future__ import annotations

from claimwright.errors import ClaimwrightError
from claimwright.records import Outcome, Status

__all__ = ["failure"]


def failure(path: str, error: ClaimwrightError) -> Outcome:
    """The outcome of an input that could not be read."""
    return Outcome(path, Status.FAILED, code=error.code, detail=error.detail)
