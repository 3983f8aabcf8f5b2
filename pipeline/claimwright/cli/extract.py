"""``claimwright extract``: articles in, claims out."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from claimwright.cli import options
from claimwright.exchange.formats import ClaimFormat, format_of
from claimwright.settings import CleanSettings, EngineName, ExtractSettings, ShardSettings

__all__ = ["extract"]

_CLEAN, _RUN, _SHARDS = CleanSettings(), ExtractSettings(), ShardSettings()


def extract(  # noqa: PLR0913 - one parameter an option
    context: typer.Context,
    inputs: options.Inputs,
    *,
    output: options.Output = None,
    store: options.Store = None,
    format: Annotated[  # noqa: A002 - the name of the option
        ClaimFormat | None,
        typer.Option(help="By default as FILE ends; in a terminal table, else jsonl.", show_default=False),
    ] = None,
    model: options.Model = "default",
    declarations: options.DeclarationsFile = None,
    min_confidence: Annotated[
        float, typer.Option(min=0, max=1, metavar="P", help="Leave out less sure claims.")
    ] = 0,
    target_precision: options.TargetPrecision = None,
    workers: options.Workers = _RUN.workers,
    threads: options.Threads = _RUN.threads,
    backend: options.Backend = _RUN.backend,
    timeout: options.Timeout = _RUN.timeout,
    memory: options.Memory = _RUN.memory,
    quiet: options.Quiet = False,
    summary_file: options.SummaryFile = None,
    log_json: options.LogJson = False,
    prometheus: options.Prometheus = None,
    resume: options.Resume = False,
    retry_failed: options.RetryFailed = False,
    shard_size: options.ShardSize = _SHARDS.documents,
    engine: options.Engine = EngineName.LOCAL,
    address: options.Address = None,
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

    With -o FOLDER/ (or an address such as s3://bucket/claims/) the claims are written in shards, and a run that was
    ended, however it was, goes on with --resume. With --store, claims go into a store, and to FILE if -o names one.

    Exit status: 0 all went well, 1 some documents failed and the rest is written, 2 wrong call.
    Skipped and failed documents are listed with reasons in FILE.failed.jsonl or FOLDER/failed.jsonl.
    """
    raise typer.Exit(_extract(context.params))


def _extract(values: dict[str, Any]) -> int:
    from claimwright.cli.promising import with_promise
    from claimwright.cli.sharded import extract_into, is_sharded

    sharded = is_sharded(values)  # a wrong call shows before the model is opened
    values = with_promise(values)
    if values["store"] is not None:
        from claimwright.cli.storing import extract_into_store

        return extract_into_store(values)
    return extract_into(values) if sharded else _extract_stream(values)


def _extract_stream(values: dict[str, Any]) -> int:
    from claimwright.batch.engine import open_engine, work_of
    from claimwright.batch.inputs import read_all
    from claimwright.batch.run import run
    from claimwright.batch.sinks import ClaimSink
    from claimwright.cli.batch import Batch, to_terminal
    from claimwright.cli.models import extraction, model_declarations

    inputs, output = values["inputs"], values["output"]
    declarations = model_declarations(values["model"], values["declarations"])
    factory, settings = extraction(values)
    clean = options.settings_from(CleanSettings, values)
    terminal = to_terminal(output)
    kind = (
        values["format"] or format_of(output or "") or (ClaimFormat.TABLE if terminal else ClaimFormat.JSONL)
    )
    work = work_of(factory, clean, settings, documents=False)
    engine = open_engine(values["engine"], work, settings, values["address"])
    telling = options.telling(values)
    batch = Batch(inputs, output, values["summary_file"], telling, promise=values["promise"])
    return batch.run(
        read_all(inputs, clean),
        lambda items: run(items, factory, settings, clean, engine),
        lambda target: ClaimSink(kind, target, declarations, terminal=terminal),
    )
