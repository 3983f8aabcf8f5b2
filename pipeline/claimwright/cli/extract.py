"""``claimwright extract``: articles in, claims out."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from claimwright.batch.sinks import ClaimSink
from claimwright.cli import options
from claimwright.cli.models import extraction, model_declarations
from claimwright.exchange.formats import ClaimFormat, format_of
from claimwright.settings import CleanSettings, ExtractSettings

__all__ = ["extract"]

_CLEAN, _RUN = CleanSettings(), ExtractSettings()


def extract(  # noqa: PLR0913 - one parameter an option
    context: typer.Context,
    inputs: options.Inputs,
    *,
    output: options.Output = None,
    format: Annotated[  # noqa: A002 - the name of the option
        ClaimFormat | None,
        typer.Option(help="By default as FILE ends; in a terminal table, else jsonl.", show_default=False),
    ] = None,
    model: options.Model = "default",
    declarations: options.DeclarationsFile = None,
    min_confidence: Annotated[
        float, typer.Option(min=0, max=1, metavar="P", help="Leave out less sure claims.")
    ] = 0,
    workers: options.Workers = _RUN.workers,
    timeout: options.Timeout = _RUN.timeout,
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
    """Extract claims from articles.

    Exit status: 0 all went well, 1 some documents failed and the rest is written, 2 wrong call.
    Skipped and failed documents are listed with reasons in FILE.failed.jsonl.
    """
    raise typer.Exit(_extract(context.params))


def _extract(values: dict[str, Any]) -> int:
    from claimwright.batch.run import run
    from claimwright.clean import clean_all
    from claimwright.cli.batch import Batch, to_terminal

    inputs, output = values["inputs"], values["output"]
    declarations = model_declarations(values["model"], values["declarations"])
    factory, settings = extraction(values)
    terminal = to_terminal(output)
    kind = (
        values["format"] or format_of(output or "") or (ClaimFormat.TABLE if terminal else ClaimFormat.JSONL)
    )
    batch = Batch(inputs, output, values["summary_file"], values["quiet"])
    return batch.run(
        clean_all(inputs, options.settings_from(CleanSettings, values)),
        lambda outcomes: run(outcomes, factory, settings),
        lambda target: ClaimSink(kind, target, declarations, terminal=terminal),
    )
