"""What ``extract`` and ``clean`` share: results go to the output, the account to standard error."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from claimwright.batch.deliver import Delivery, Sink, write_json
from claimwright.batch.failures import FailureLog
from claimwright.batch.interrupts import Interrupts
from claimwright.batch.output import Target, open_target
from claimwright.batch.result import Result
from claimwright.batch.summary import Summary
from claimwright.cli.messages import FAILED, complain, say, silence_output, status_of
from claimwright.cli.progress import Watch, expected
from claimwright.errors import OutputError
from claimwright.records import Outcome, Status

__all__ = ["Batch", "to_terminal"]


def to_terminal(output: str | None) -> bool:
    """Whether the output is shown to a person right away."""
    return output in (None, "-") and sys.stdout.isatty()


@dataclass
class Batch:
    """One call of a command over many documents.

    Attributes:
        inputs: as given; only for the progress bar.
        output: as given with ``-o``.
        summary_file: where the account goes as JSON, or None.
        quiet: no progress and no account.
        verb: what is done to a document, ``extracted`` or ``cleaned``.
    """

    inputs: Sequence[str]
    output: str | None
    summary_file: str | None
    quiet: bool
    verb: str = "extracted"

    def run(
        self,
        outcomes: Iterable[Outcome],
        process: Callable[[Iterable[Outcome]], Iterator[Result]],
        open_sink: Callable[[Target], Sink],
    ) -> int:
        """Process the outcomes, deliver the results, tell the account.

        Returns:
            The exit status: 0 all went well, 1 some failed, 2 the model does not work, 130 after Ctrl-C.

        Raises:
            OutputError: E301 if the output cannot be opened.
        """
        summary = Summary(self.verb)
        with Interrupts() as interrupts:
            target = open_target(self.output)
            failures = FailureLog(self.output) if self.output not in (None, "-") and self.output else None
            try:
                sink = open_sink(target)
            except OutputError as error:  # a header did not fit
                target.drop()
                complain(error)
                return FAILED
            with self._watch(failures) as watch:
                delivery = Delivery(target, sink, summary, failures, watch)
                delivery.run(process(summary.watch(outcomes)), interrupts)
            return self._close(delivery, interrupts)

    def _watch(self, failures: FailureLog | None) -> Watch:
        bar = not self.quiet and not to_terminal(self.output)
        total = expected(self.inputs) if bar and sys.stderr.isatty() else None
        return Watch(bar=bar, total=total, listed_in=failures.path if failures else None)

    def _close(self, delivery: Delivery, interrupts: Interrupts) -> int:
        status = FAILED if delivery.summary.statuses[Status.FAILED] else 0
        if delivery.error is not None:
            complain(delivery.error)
            status = FAILED if isinstance(delivery.error, OutputError) else status_of(delivery.error)
        if delivery.closed or delivery.error is not None:
            silence_output()
        if not self.quiet and not delivery.closed:
            _tell(delivery.summary)
        if self.summary_file is not None:
            write_json(delivery.summary.as_dict(), self.summary_file)
        if delivery.summary.interrupted:
            return interrupts.status
        return 0 if delivery.closed and delivery.error is None else status


def _tell(summary: Summary) -> None:
    if not sys.stderr.isatty():
        say(f"claimwright: {summary.line()}")
        return
    from rich.console import Console

    Console(stderr=True).print(summary.table())
