"""What ``extract`` and ``clean`` share: results go to the output, the account to standard error."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from claimwright.batch.deliver import Delivery, Sink, write_json
from claimwright.batch.failures import FailureLog
from claimwright.batch.interrupts import Interrupts
from claimwright.batch.output import Target, open_target
from claimwright.batch.result import Result
from claimwright.batch.summary import Summary
from claimwright.cli.figures import Figures
from claimwright.cli.messages import FAILED, Telling, complain, log, log_as_json, silence_output, status_of
from claimwright.cli.progress import Watch, expected
from claimwright.errors import OutputError
from claimwright.records import Status

__all__ = ["Batch", "tell_summary", "to_terminal"]

_Item = TypeVar("_Item")


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
        telling: how to tell what is done.
        verb: what is done to a document, ``extracted`` or ``cleaned``.
        promise: the precision promised, for the account.
        silent: nothing is written to the output, so a bar disturbs nobody.
    """

    inputs: Sequence[str]
    output: str | None
    summary_file: str | None
    telling: Telling = field(default_factory=Telling)
    verb: str = "extracted"
    promise: Mapping[str, Any] | None = None
    silent: bool = False

    def run(
        self,
        items: Iterable[_Item],
        process: Callable[[Iterable[_Item]], Iterator[Result]],
        open_sink: Callable[[Target], Sink],
    ) -> int:
        """Process the items, deliver the results, tell the account.

        Returns:
            The exit status: 0 all went well, 1 some failed, 2 the model does not work, 130 after Ctrl-C.

        Raises:
            OutputError: E301 if the output cannot be opened.
        """
        summary = Summary(self.verb, promise=self.promise)
        log_as_json(self.telling.json)
        with Interrupts() as interrupts, Figures(self.telling.prometheus) as figures:
            target = open_target(self.output)
            failures = FailureLog(self.output) if self.output not in (None, "-") and self.output else None
            try:
                sink = open_sink(target)
            except OutputError as error:  # a header did not fit
                target.drop()
                complain(error)
                return FAILED
            with self._watch(failures, figures) as watch:
                delivery = Delivery(target, sink, summary, failures, watch)
                delivery.run(process(summary.watch(items)), interrupts)
            return self._close(delivery, interrupts)

    def _watch(self, failures: FailureLog | None, figures: Figures) -> Watch:
        bar = not self.telling.quiet and (self.silent or not to_terminal(self.output))
        told = sys.stderr.isatty() or self.telling.json
        return Watch(
            bar=bar,
            total=expected(self.inputs) if bar and told else None,
            listed_in=failures.path if failures else None,
            json=self.telling.json,
            figures=figures,
        )

    def _close(self, delivery: Delivery, interrupts: Interrupts) -> int:
        status = FAILED if delivery.summary.statuses[Status.FAILED] else 0
        if delivery.error is not None:
            complain(delivery.error)
            status = FAILED if isinstance(delivery.error, OutputError) else status_of(delivery.error)
        if delivery.closed or delivery.error is not None:
            silence_output()
        if not self.telling.quiet and not delivery.closed:
            tell_summary(delivery.summary, self.telling)
        if self.summary_file is not None:
            write_json(delivery.summary.as_dict(), self.summary_file)
        if delivery.summary.interrupted:
            return interrupts.status
        return 0 if delivery.closed and delivery.error is None else status


def tell_summary(summary: Summary, telling: Telling) -> None:
    """The account of a run: a table in a terminal, else a line, or an event of a JSON log."""
    if telling.json or not sys.stderr.isatty():
        log("finished", f"claimwright: {summary.line()}", **summary.as_dict())
        return
    from rich.console import Console

    Console(stderr=True).print(summary.table())
