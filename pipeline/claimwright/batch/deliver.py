"""Takes results to their output, one at a time, so that every end of a run leaves whole records."""

from __future__ import annotations

import json
from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Protocol

from claimwright.batch.failures import FailureLog
from claimwright.batch.interrupts import Interrupts
from claimwright.batch.output import Target, open_target
from claimwright.batch.result import Result
from claimwright.batch.summary import Summary
from claimwright.errors import ClaimwrightError

__all__ = ["Delivery", "Sink", "write_json"]


class Sink(Protocol):
    """Turns results into bytes."""

    whole: bool  # whether every ``write`` leaves whole records behind, or only ``close`` does

    def write(self, result: Result) -> None:
        """Take one result."""

    def close(self) -> None:
        """Write what is held back."""


@dataclass
class Delivery:
    """The way of the results of one run to their output.

    Attributes:
        target: where the output goes.
        sink: writes the results to ``target``.
        summary: counts them.
        failures: lists those that gave nothing, or None.
        watch: called after each result.
        error: what ended the run early, if an error did.
        closed: whether the reader of the output closed it early.
        finished: how many results were delivered.
    """

    target: Target
    sink: Sink
    summary: Summary
    failures: FailureLog | None
    watch: Callable[[Result], None]
    error: ClaimwrightError | None = None
    closed: bool = False
    finished: int = 0

    def run(self, results: Iterator[Result], interrupts: Interrupts) -> None:
        """Deliver all results; an interrupt, a closed pipe, a full disk or a broken model ends it early.

        However it ends, what was delivered is whole in the output.
        """
        if self.sink.whole:
            self.target.mark()  # a header is whole, too
        try:
            for result in results:
                with interrupts.held():
                    self._take(result)
        except KeyboardInterrupt:
            self.summary.interrupted = True
        except BrokenPipeError:
            self.closed = True
        except ClaimwrightError as error:
            self.error = error
        except Exception as error:
            self.error = ClaimwrightError("E203", "", f"{type(error).__name__}: {error}"[:300])
            self.error.__cause__ = error
        finally:
            if isinstance(results, Generator):
                results.close()  # ends the workers of an interrupted run
        with interrupts.held():
            self._finish()

    def _take(self, result: Result) -> None:
        self.sink.write(result)
        if self.sink.whole:
            self.target.mark()
        if self.failures is not None:
            self.failures.add(result.outcome)
        self.summary.add(result)
        self.finished += 1
        self.watch(result)

    def _finish(self) -> None:
        """Close everything; of several errors the first is kept."""
        whole = self.sink.whole
        with self._noted():
            self.sink.close()
            if not whole:
                self.target.mark()
                whole = True
        ended_early = self.error is not None or self.summary.interrupted
        with self._noted():
            if whole and not (ended_early and not self.finished):
                self.target.keep()
            else:
                self.target.drop()
        with self._noted():
            if self.failures is not None:
                self.failures.close()

    @contextmanager
    def _noted(self) -> Iterator[None]:
        try:
            yield
        except BrokenPipeError:
            self.closed = True
        except ClaimwrightError as error:
            self.error = self.error or error


def write_json(data: Mapping[str, Any], path: str) -> None:
    """Write the account of a run.

    Raises:
        OutputError: E301 if it cannot be written.
    """
    target = open_target(path)
    target.write(json.dumps(data, indent=2).encode("utf-8") + b"\n")
    target.mark()
    target.keep()
