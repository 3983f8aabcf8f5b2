"""``claimwright clean``: the first stage alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Annotated, Any

import typer

from claimwright.batch.result import Result
from claimwright.cli import options
from claimwright.records import Outcome
from claimwright.settings import CleanSettings

__all__ = ["clean"]

_CLEAN = CleanSettings()


def clean(  # noqa: PLR0913 - one parameter an option
    context: typer.Context,
    inputs: options.Inputs,
    *,
    output: options.Output = None,
    source: Annotated[
        bool, typer.Option("--source", help="Also write the decoded original of each document.")
    ] = False,
    quiet: options.Quiet = False,
    summary_file: options.SummaryFile = None,
    language: options.Language = _CLEAN.language,
    encoding: options.Encoding = None,
    max_bytes: options.MaxBytes = _CLEAN.max_bytes,
    skip_near_duplicates: options.NearDuplicates = False,
    text_field: options.TextField = None,
    title_field: options.TitleField = None,
    url_field: options.UrlField = None,
    published_field: options.PublishedField = None,
    id_field: options.IdField = None,
) -> None:
    """Clean articles: main text, structure, metadata, and the map from text to source.

    Writes JSON Lines, a document a line. Exit status as of extract.
    """
    raise typer.Exit(_clean(context.params))


def _clean(values: dict[str, Any]) -> int:
    from claimwright.batch.sinks import DocumentSink
    from claimwright.clean import clean_all
    from claimwright.cli.batch import Batch
    from claimwright.cli.messages import Telling

    inputs = values["inputs"]
    telling = Telling(quiet=values["quiet"])
    batch = Batch(inputs, values["output"], values["summary_file"], telling, verb="cleaned")
    return batch.run(
        clean_all(inputs, options.settings_from(CleanSettings, values)),
        _results,
        lambda target: DocumentSink(target, source=values["source"]),
    )


def _results(outcomes: Iterable[Outcome]) -> Iterator[Result]:
    return (Result(outcome) for outcome in outcomes)
