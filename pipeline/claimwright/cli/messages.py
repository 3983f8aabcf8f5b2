"""What the command says on standard error, and the exit status that goes with it."""

from __future__ import annotations

import json
import os
import sys
import traceback
from dataclasses import dataclass
from datetime import UTC, datetime

from claimwright.errors import ClaimwrightError, ModelError, OutputError, StoreError
from claimwright.exchange.printable import printable

__all__ = [
    "FAILED",
    "WRONG_CALL",
    "Telling",
    "complain",
    "log",
    "log_as_json",
    "say",
    "silence_output",
    "status_of",
]

FAILED = 1  # some documents failed, the rest is written
WRONG_CALL = 2  # nothing could be done as asked
_DEBUG = "CLAIMWRIGHT_DEBUG"


@dataclass(frozen=True, slots=True)
class Telling:
    """How a command tells what it does.

    Attributes:
        quiet: no progress and no account, only errors.
        json: standard error as JSON, one event a line.
        prometheus: port of 127.0.0.1 to serve figures on, or None.
    """

    quiet: bool = False
    json: bool = False
    prometheus: int | None = None


class _Form:
    """How lines on standard error are written; one for the process, since there is one standard error."""

    json = False


def log_as_json(wanted: bool) -> None:
    """From now on write every line as a JSON object with ``time`` (ISO 8601, UTC), ``level`` and ``event``."""
    _Form.json = wanted


def say(line: str) -> None:
    """Print one line on standard error; control characters of file names stay out of the terminal."""
    log("message", line)


def log(event: str, line: str, level: str = "info", **data: object) -> None:
    """Tell an event: as a line for people, or as JSON with its data.

    Args:
        event: its name, for programs.
        line: for people.
        level: ``info``, ``warning`` or ``error``.
        data: JSON-ready; left out of the line for people.
    """
    text = printable(line, one_line=True)
    if _Form.json:
        moment = datetime.now(UTC).isoformat(timespec="milliseconds")
        text = json.dumps({"time": moment, "level": level, "event": event, "message": text, **data})
    print(text, file=sys.stderr, flush=True)


def complain(error: Exception) -> ClaimwrightError:
    """Print an error as one line with its code; its traceback only with ``CLAIMWRIGHT_DEBUG=1``.

    Returns:
        The error itself, or E203 with its kind and message where it is none of ours.
    """
    known = error if isinstance(error, ClaimwrightError) else _unexpected(error)
    if os.environ.get(_DEBUG):
        traceback.print_exception(error)
    log("error", str(known), "error", code=known.code)
    return known


def status_of(error: ClaimwrightError) -> int:
    """2 where the call named an output, a claims file, a model or an engine that cannot be used, else 1."""
    unusable = isinstance(error, OutputError | ModelError | StoreError) or error.code.startswith("E9")
    return WRONG_CALL if unusable else FAILED


def silence_output() -> None:
    """Send what is left for standard output nowhere: its reader is gone or it is full, and that is told already."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _unexpected(error: Exception) -> ClaimwrightError:
    return ClaimwrightError("E203", "", f"{type(error).__name__}: {error}"[:300])
