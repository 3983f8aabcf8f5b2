"""``claimwright watch``: folders and feeds, looked at again and again."""

from __future__ import annotations

import time
from contextlib import ExitStack
from typing import Annotated, Any

import typer

from claimwright.cli import options
from claimwright.cli.messages import FAILED, complain, log, log_as_json, status_of
from claimwright.errors import ClaimwrightError
from claimwright.exchange.formats import ClaimFormat
from claimwright.settings import CleanSettings, ExtractSettings

__all__ = ["watch"]

_CLEAN, _RUN = CleanSettings(), ExtractSettings()


def watch(  # noqa: PLR0913 - one parameter an option
    context: typer.Context,
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="PLACE...",
            help="Folders, files and globs; http and https addresses of RSS and Atom feeds.",
            show_default=False,
        ),
    ],
    *,
    output: Annotated[
        str | None,
        typer.Option("-o", "--output", metavar="FOLDER", help="Shards of claims.", show_default=False),
    ] = None,
    store: options.Store = None,
    once: Annotated[bool, typer.Option("--once", help="Look once, then end.")] = False,
    interval: Annotated[
        float,
        typer.Option(
            min=0.1, metavar="SECONDS", help="Between two looks; feeds elsewhere: a minute or more."
        ),
    ] = 60,
    state: Annotated[
        str | None,
        typer.Option(
            metavar="FILE",
            help="What was seen; by default watch.sqlite in FOLDER, or STORE.watch.",
            show_default=False,
        ),
    ] = None,
    retry_failed: Annotated[
        bool, typer.Option("--retry-failed", help="Read everything again, and try what failed once more.")
    ] = False,
    format: Annotated[ClaimFormat, typer.Option(help="jsonl or parquet.")] = ClaimFormat.JSONL,  # noqa: A002
    model: options.Model = "default",
    declarations: options.DeclarationsFile = None,
    workers: options.Workers = _RUN.workers,
    threads: options.Threads = _RUN.threads,
    backend: options.Backend = _RUN.backend,
    timeout: options.Timeout = _RUN.timeout,
    memory: options.Memory = _RUN.memory,
    quiet: options.Quiet = False,
    log_json: options.LogJson = False,
    prometheus: options.Prometheus = None,
    language: options.Language = _CLEAN.language,
    encoding: options.Encoding = None,
    max_bytes: options.MaxBytes = _CLEAN.max_bytes,
) -> None:
    """Take the documents of folders and feeds as they come, each once, into shards or a store.

    A document is known by its content. One that replaces an earlier one (the same address, id or path, or a like
    text) is taken as the next version of its story; the earlier one stays. Ctrl-C or SIGTERM ends it, with status 0.
    """
    raise typer.Exit(_watch(context.params))


def _watch(values: dict[str, Any]) -> int:
    from claimwright.batch.interrupts import Interrupts
    from claimwright.cli.figures import Figures
    from claimwright.cli.watching import open_watcher, tell

    if (values["output"] is None) == (values["store"] is None):
        raise typer.BadParameter("name where claims go: either -o FOLDER or --store STORE")
    if values["format"] not in (ClaimFormat.JSONL, ClaimFormat.PARQUET):
        raise typer.BadParameter(f"{values['format']} cannot be written in shards: jsonl and parquet can")
    log_as_json(values["log_json"])
    failed = False
    with Interrupts() as interrupts, Figures(values["prometheus"]) as figures, ExitStack() as opened:
        try:
            watcher = open_watcher(values, opened, interrupts.held, figures)
            while True:
                failed = tell(watcher.look(), quiet=values["quiet"]) or failed
                if values["once"]:
                    return FAILED if failed else 0
                time.sleep(values["interval"])
        except KeyboardInterrupt:
            if not values["quiet"]:
                log("stopped", "claimwright: stopped")
            return interrupts.status if values["once"] else 0
        except ClaimwrightError as error:
            return status_of(complain(error))
