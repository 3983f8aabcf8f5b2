"""What the command says on standard error, and the exit status that goes with it."""

from __future__ import annotations

import os
import sys
import traceback

from claimwright.errors import ClaimwrightError, ModelError, OutputError
from claimwright.exchange.printable import printable

__all__ = ["FAILED", "WRONG_CALL", "complain", "say", "silence_output", "status_of"]

FAILED = 1  # some documents failed, the rest is written
WRONG_CALL = 2  # nothing could be done as asked
_DEBUG = "CLAIMWRIGHT_DEBUG"


def say(line: str) -> None:
    """Print one line on standard error; control characters of file names stay out of the terminal."""
    print(printable(line, one_line=True), file=sys.stderr, flush=True)


def complain(error: Exception) -> ClaimwrightError:
    """Print an error as one line with its code; its traceback only with ``CLAIMWRIGHT_DEBUG=1``.

    Returns:
        The error itself, or E203 with its kind and message where it is none of ours.
    """
    known = error if isinstance(error, ClaimwrightError) else _unexpected(error)
    if os.environ.get(_DEBUG):
        traceback.print_exception(error)
    say(str(known))
    return known


def status_of(error: ClaimwrightError) -> int:
    """2 where the call named an output, a claims file or a model that cannot be used, else 1."""
    return WRONG_CALL if isinstance(error, OutputError | ModelError) else FAILED


def silence_output() -> None:
    """Send what is left for standard output nowhere: its reader is gone or it is full, and that is told already."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _unexpected(error: Exception) -> ClaimwrightError:
    return ClaimwrightError("E203", "", f"{type(error).__name__}: {error}"[:300])
