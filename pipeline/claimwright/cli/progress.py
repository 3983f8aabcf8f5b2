"""A progress bar on standard error, where that is a terminal."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from claimwright.batch.failures import failure_line
from claimwright.batch.result import Result
from claimwright.cli.messages import say
from claimwright.exchange.printable import printable
from claimwright.records import Status

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

__all__ = ["Watch", "expected"]

# Files that hold one document each.
_SINGLE = re.compile(r"\.(txt|text|md|markdown|html?|xhtml)(\.gz|\.zst)?$", re.IGNORECASE)
_LISTED = 20  # failures named one by one where they are also listed in a file


class Watch:
    """Tells on standard error how a run goes: a bar where wanted, and a line for each failure.

    Args:
        bar: whether to draw a bar; it is drawn only in a terminal.
        total: documents to come, or None if that is not known.
        listed_in: the file that lists all failures, or None; then every one is told here.
    """

    def __init__(self, *, bar: bool, total: int | None, listed_in: str | None) -> None:
        self._total = total
        self._bar = bar and sys.stderr.isatty()
        self._listed_in = listed_in
        self._failed = self._claims = 0
        self._progress: Progress | None = None
        self._task: TaskID | None = None

    def __enter__(self) -> Watch:
        if self._bar:
            self._progress = _progress()
            self._task = self._progress.add_task("", total=self._total, claims=0)
            self._progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._progress is not None:
            self._progress.stop()

    def __call__(self, result: Result) -> None:
        """One more document is done."""
        self._claims += len(result.claims)
        if self._progress is not None and self._task is not None:
            self._progress.update(self._task, advance=1, claims=self._claims)
        if result.outcome.status is Status.FAILED:
            self._failed += 1
            if self._listed_in is None or self._failed <= _LISTED:
                self._tell(failure_line(result.outcome))
            elif self._failed == _LISTED + 1:
                self._tell(f"more failures are listed in {self._listed_in}")

    def _tell(self, line: str) -> None:
        if self._progress is None:
            say(line)
        else:
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
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    return Progress(
        BarColumn(bar_width=30),
        MofNCompleteColumn(),
        TextColumn("documents", style="dim"),
        TextColumn("{task.fields[claims]:,} claims", style="cyan"),
        TimeElapsedColumn(),
        console=Console(stderr=True),
        transient=True,
    )
