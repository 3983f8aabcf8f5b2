"""``claimwright check-offsets``: the proof that every span points where it says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Annotated, Any

import typer

from claimwright.batch.deliver import write_json
from claimwright.batch.result import Result
from claimwright.cli import options
from claimwright.cli.models import extraction
from claimwright.settings import CleanSettings, ExtractSettings

__all__ = ["check_offsets"]

_CLEAN, _RUN = CleanSettings(), ExtractSettings()


def check_offsets(  # noqa: PLR0913 - one parameter an option
    context: typer.Context,
    inputs: options.Inputs,
    *,
    model: Annotated[
        str | None, typer.Option(metavar="NAME", help="Also check every span of every claim of that model.")
    ] = None,
    declarations: options.DeclarationsFile = None,
    workers: options.Workers = _RUN.workers,
    timeout: options.Timeout = _RUN.timeout,
    summary_file: options.SummaryFile = None,
    language: options.Language = "any",
    encoding: options.Encoding = None,
    max_bytes: options.MaxBytes = _CLEAN.max_bytes,
) -> None:
    """Check every block and every word of every document, and with --model every claim, against text and source.

    Exit status: 0 all spans hold, 1 some do not or some documents failed.
    """
    raise typer.Exit(_check(context.params))


def _check(values: dict[str, Any]) -> int:
    from claimwright.batch.failures import failure_line
    from claimwright.batch.proof import Proof, prove
    from claimwright.cli.messages import FAILED, say
    from claimwright.records import Status

    def told(results: Iterable[Result]) -> Iterator[Result]:
        for result in results:
            if result.outcome.status is Status.FAILED:
                say(failure_line(result.outcome))
            yield result

    proof = Proof()
    for fault in prove(told(_results(values)), proof):
        say(f"E201 {fault}")
    line = f"{proof.documents:,} documents ({proof.skipped:,} skipped, {proof.failed:,} failed): "
    print(f"{line}{proof.spans:,} spans checked, {proof.faults:,} do not hold")
    if values["summary_file"]:
        write_json(proof.as_dict(), values["summary_file"])
    return 0 if proof.sound else FAILED


def _results(values: dict[str, Any]) -> Iterator[Result]:
    from claimwright.batch.run import run
    from claimwright.clean import clean_all

    outcomes = clean_all(values["inputs"], options.settings_from(CleanSettings, values))
    if values["model"] is None:
        return (Result(outcome) for outcome in outcomes)
    factory, settings = extraction(values)
    return run(outcomes, factory, settings)
