"""A progress bar on standard error, where that is a terminal; failures and progress as lines elsewhere."""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from claimwright.batch.failures import failure_data, failure_line
from claimwright.batch.result import Result
from claimwright.cli.figures import Figures
from claimwright.cli.messages import log
from claimwright.exchange.printable import printable
from claimwright.records import Status

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

__all__ = ["Watch", "expected"]

# Files that hold one document each.
_SINGLE = re.compile(r"\.(txt|text|md|markdown|html?|xhtml)(\.gz|\.zst)?$", re.IGNORECASE)
_LISTED = 20  # failures named one by one where they are also listed in a file
_EVERY = 10.0  # seconds between two lines of progress in a JSON log


class Watch:
    """Tells on standard error how a run goes: a bar where wanted, and a line for each failure.

    Args:
        bar: whether to draw a bar; it is drawn only in a terminal.
        total: documents to come, or None if that is not known.
        listed_in: the file that lists all failures, or None; then every one is told here.
        json: write lines of progress to the JSON log instead of a bar.
        figures: also counted there.
    """

    def __init__(
        self,
        *,
        bar: bool,
        total: int | None,
        listed_in: str | None,
        json: bool = False,
        figures: Figures | None = None,
    ) -> None:
        self._total = total
        self._bar = bar and not json and sys.stderr.isatty()
        self._listed_in = listed_in
        self._json = json and bar
        self._figures = figures
        self._done = self._failed = self._claims = self._kept = 0
        self._started = self._told = time.monotonic()
        self._progress: Progress | None = None
        self._task: TaskID | None = None

    def __enter__(self) -> Watch:
        if self._bar:
            self._progress = _progress()
            self._task = self._progress.add_task("", total=self._total, claims=0, failed=0, rate=0.0)
            self._progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._progress is not None:
            self._progress.stop()

    def __call__(self, result: Result) -> None:
        """One more document is done."""
        self._done += 1
        self._claims += len(result.claims)
        self._failed += result.outcome.status is Status.FAILED
        if self._figures is not None:
            self._figures.add(result)
        self._show(1)
        if result.outcome.status is Status.FAILED:
            self._tell_failure(result)

    def keep(self, documents: int) -> None:
        """So many documents stand from an earlier run."""
        self._kept += documents
        self._show(documents)

    def _show(self, advance: int) -> None:
        now = time.monotonic()
        rate = self._done / max(now - self._started, 1e-3)
        if self._progress is not None and self._task is not None:
            self._progress.update(
                self._task, advance=advance, claims=self._claims, failed=self._failed, rate=rate
            )
        if self._json and now - self._told >= _EVERY:
            self._told = now
            line = f"{self._done} documents, {self._claims} claims, {self._failed} failed"
            log(
                "progress",
                line,
                documents=self._done,
                kept=self._kept,
                claims=self._claims,
                failed=self._failed,
                documents_per_second=round(rate, 2),
                seconds_left=self._left(rate),
            )

    def _left(self, rate: float) -> float | None:
        """Seconds to the end, or None where that is not known."""
        if self._total is None or not rate:
            return None
        return round(max(self._total - self._done - self._kept, 0) / rate, 1)

    def _tell_failure(self, result: Result) -> None:
        line = failure_line(result.outcome)
        if self._listed_in is not None and self._failed > _LISTED:
            if self._failed > _LISTED + 1:
                return
            line = f"more failures are listed in {self._listed_in}"
        if self._progress is None:
            log("failed", line, "warning", **failure_data(result.outcome))
            return
        from rich.text import Text

        self._progress.console.print(Text(printable(line, one_line=True)), soft_wrap=True)


def expected(inputs: Sequence[str]) -> int | None:
    """How many documents the inputs hold, or None where that shows only on reading them (archives, tables)."""
    count = 0
    for name in inputs:
        path = Path(name)
        if path.is_dir():
            files = [file for file in path.rglob("*") if file.is_file()]
        elif path.is_file():
            files = [path]
        else:
            return None
        if not all(_SINGLE.search(file.name) for file in files):
            return None
        count += len(files)
    return count


def _progress() -> Progress:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    return Progress(
        BarColumn(bar_width=30),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]:.1f}/s", style="dim"),
        TextColumn("{task.fields[claims]:,} claims", style="cyan"),
        TextColumn("{task.fields[failed]:,} failed", style="red"),
        TimeRemainingColumn(elapsed_when_finished=True),
        console=Console(stderr=True),
        transient=True,
    )
