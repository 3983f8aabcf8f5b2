"""``claimwright retrain``: decisions in, a new version out, with the report of its gate."""

from __future__ import annotations

import sys
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Annotated

import typer

from claimwright.cli.store import Name

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

    from claimwright.retraining.retrain import Retrained

__all__ = ["retrain"]

_STAGES = ("reading", "learning", "exporting", "calibrating", "measuring")


def retrain(
    store: Name,
    *,
    config: Annotated[
        Path | None,
        typer.Option("--config", metavar="FILE", help="Settings (docs/retraining.md).", show_default=False),
    ] = None,
    model: Annotated[
        str, typer.Option(metavar="NAME", help="Start from its version in use, or from NAME@NUMBER.")
    ] = "default",
    output: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--output",
            metavar="FOLDER",
            help="Write the model there, not among the versions.",
            show_default=False,
        ),
    ] = None,
    seed: Annotated[
        int | None,
        typer.Option(metavar="N", help="Instead of the configuration's.", show_default=False),
    ] = None,
    candidate_only: Annotated[
        bool, typer.Option("--candidate-only", help="Keep it as a candidate whatever the gate finds.")
    ] = False,
) -> None:
    """Learn from what reviewers decided, and prove that the new version is better.

    Nothing is taken into use by it: that is what `claimwright models use` is for. Broken off, the same call goes on.
    Exit status 1 if the new version did not pass its gate. Needs the extra train.
    """
    from claimwright.retraining.config import read_retrain_config
    from claimwright.retraining.retrain import retrain as run
    from claimwright.store import open_store

    settings = read_retrain_config(config)
    if seed is not None:
        settings = settings.with_seed(seed)
    with open_store(store) as opened, _Bar() as bar:
        made = run(opened, model, settings, output=output, candidate_only=candidate_only, watch=bar)
    _tell(made)
    if not made.judgement.passed and not candidate_only:
        raise typer.Exit(1)


def _tell(made: Retrained) -> None:
    from claimwright.exchange.printable import printable
    from claimwright.retraining.decisions import Part

    name = f"version {made.number} ({made.version})" if made.number is not None else made.version
    typer.echo(f"{name} {'passed its gate' if made.judgement.passed else 'is kept as a candidate'}")
    for reason in made.judgement.reasons:
        typer.echo(f"  {printable(reason, one_line=True)}")
    counts = {part: len(made.decisions.ids(part)) for part in Part}
    typer.echo(
        f"{counts[Part.LEARN]:,} decisions learnt, {counts[Part.CALIBRATE]:,} adjust confidence, "
        f"{counts[Part.HELD_BACK]:,} held back, {sum(made.decisions.left_out.values()):,} left out, "
        f"{len(made.decisions.conflicts):,} conflicts; {len(made.base.replay):,} base articles learnt again"
    )
    if made.base.missing:
        typer.echo(
            f"the texts of {', '.join(made.base.missing)} are not here: nothing of them was learnt again"
        )
    typer.echo(f"report: {made.report}")
    if made.number is not None and made.judgement.passed:
        typer.echo(f"use it: claimwright models use {made.number}")


class _Bar:
    """A progress bar on standard error, where that is a terminal; nothing elsewhere."""

    def __init__(self) -> None:
        self._progress: Progress | None = None
        self._task: TaskID | None = None

    def __enter__(self) -> _Bar:
        if sys.stderr.isatty():
            from rich.console import Console
            from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

            columns = (TextColumn("{task.description:12}"), BarColumn(), TimeRemainingColumn())
            self._progress = Progress(*columns, console=Console(stderr=True), transient=True)
            self._task = self._progress.add_task("", total=None)
            self._progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._progress is not None:
            self._progress.stop()

    def stage(self, name: str) -> None:
        """The next stage begins; only learning has steps that are counted."""
        if self._progress is not None and self._task is not None:
            place = f"{_STAGES.index(name) + 1}/{len(_STAGES)} {name}"
            self._progress.reset(self._task, description=place, total=None)

    def step(self, done: int, steps: int) -> None:
        """A step of learning is done."""
        if self._progress is not None and self._task is not None:
            self._progress.update(self._task, completed=done, total=max(done, steps))

    def line(self, text: str) -> None:
        """Losses of an epoch stand in the version's manifest, not here."""
