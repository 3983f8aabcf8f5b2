"""The options that several commands share, and the settings they make."""

from __future__ import annotations

import codecs
from collections.abc import Mapping
from dataclasses import fields
from typing import Annotated, Any, TypeVar

import typer

from claimwright.cli.messages import Telling
from claimwright.settings import BackendName, CleanSettings, EngineName, ExtractSettings, ShardSettings

__all__ = [
    "Address",
    "Backend",
    "DeclarationsFile",
    "Encoding",
    "Engine",
    "IdField",
    "Inputs",
    "Language",
    "LogJson",
    "MaxBytes",
    "Memory",
    "Model",
    "NearDuplicates",
    "Output",
    "Prometheus",
    "PublishedField",
    "Quiet",
    "Resume",
    "RetryFailed",
    "ShardSize",
    "Store",
    "SummaryFile",
    "TargetPrecision",
    "TextField",
    "Threads",
    "Timeout",
    "TitleField",
    "UrlField",
    "Workers",
    "settings_from",
    "telling",
]

_READING = "Reading"
_RUNNING = "Running"
_SHARDS = "Large batches"
_Settings = TypeVar("_Settings", CleanSettings, ExtractSettings, ShardSettings)


def _known_encoding(name: str | None) -> str | None:
    try:
        return None if name is None else codecs.lookup(name).name
    except LookupError as error:
        raise typer.BadParameter(f"no encoding is called {name!r}") from error


def _column(what: str) -> Any:  # noqa: ANN401 - typer.Option says so
    return typer.Option(
        metavar="COLUMN",
        help=f"Column of JSON Lines, CSV or Parquet with the {what}.",
        rich_help_panel=_READING,
        show_default=False,
    )


Inputs = Annotated[
    list[str],
    typer.Argument(
        metavar="INPUT...",
        help="Files, folders, globs, addresses, - for standard input, or @list.txt with one of these a line. "
        "Text, Markdown, HTML, JSON Lines, CSV, Parquet, RSS, Atom, WARC; also .gz, .zst, .tar and .zip.",
        show_default=False,
    ),
]
Output = Annotated[
    str | None,
    typer.Option(
        "-o",
        "--output",
        metavar="FILE",
        help="Where to write; - for standard output; FOLDER/ for shards.",
        show_default=False,
    ),
]
Model = Annotated[
    str, typer.Option(metavar="NAME", help="A name (its version in use), NAME@NUMBER, or a folder.")
]
DeclarationsFile = Annotated[
    str | None,
    typer.Option(
        "--declarations",
        metavar="FILE",
        help="Claim types, roles and triggers instead of the model's own.",
        show_default=False,
    ),
]
TargetPrecision = Annotated[
    float | None,
    typer.Option(
        "--target-precision",
        min=0,
        max=1,
        metavar="P",
        help="Leave out claims so that at least this share is right, as calibration promises (docs/evaluation.md).",
        show_default=False,
    ),
]
Workers = Annotated[
    int, typer.Option(min=0, metavar="N", help="Processes; 0 for one a core.", rich_help_panel=_RUNNING)
]
Timeout = Annotated[
    float,
    typer.Option(
        min=0,
        metavar="SECONDS",
        help="Time for one document; 0: no limit.",
        rich_help_panel=_RUNNING,
    ),
]
Threads = Annotated[
    int,
    typer.Option(
        min=0, metavar="N", help="Threads of each process; 0 shares the cores.", rich_help_panel=_RUNNING
    ),
]
Backend = Annotated[
    BackendName,
    typer.Option(
        help="What runs the networks; auto takes OpenVINO where it is installed.", rich_help_panel=_RUNNING
    ),
]
Memory = Annotated[
    int,
    typer.Option(
        min=0,
        metavar="MB",
        help="What a process may grow by for one document; 0: no limit.",
        rich_help_panel=_RUNNING,
    ),
]
Resume = Annotated[
    bool,
    typer.Option(
        "--resume", help="Keep the shards in FOLDER that still hold, do the rest.", rich_help_panel=_SHARDS
    ),
]
RetryFailed = Annotated[
    bool,
    typer.Option(
        "--retry-failed",
        help="As --resume, and try the failed documents again.",
        rich_help_panel=_SHARDS,
    ),
]
ShardSize = Annotated[
    int, typer.Option(min=1, metavar="N", help="Documents of one shard.", rich_help_panel=_SHARDS)
]
Engine = Annotated[
    EngineName,
    typer.Option(help="Where the work is done: this machine, or a Ray cluster.", rich_help_panel=_SHARDS),
]
Address = Annotated[
    str | None,
    typer.Option(
        metavar="ADDRESS",
        help="Of the Ray cluster (HOST:6379, ray://HOST:10001, auto); without it one on this machine.",
        rich_help_panel=_SHARDS,
        show_default=False,
    ),
]
Store = Annotated[
    str | None,
    typer.Option(
        "--store",
        metavar="STORE",
        help="Keep documents and claims in a store, and take only documents that its model has not read.",
        show_default=False,
    ),
]
LogJson = Annotated[
    bool,
    typer.Option("--log-json", help="Standard error as JSON, one event a line.", rich_help_panel=_RUNNING),
]
Prometheus = Annotated[
    int | None,
    typer.Option(
        min=0,
        max=65535,
        metavar="PORT",
        help="Serve figures for Prometheus on 127.0.0.1; 0 takes any free port.",
        rich_help_panel=_RUNNING,
        show_default=False,
    ),
]
Quiet = Annotated[
    bool,
    typer.Option("-q", "--quiet", help="No progress and no counts, only errors.", rich_help_panel=_RUNNING),
]
SummaryFile = Annotated[
    str | None,
    typer.Option(
        "--summary",
        metavar="FILE",
        help="Write the counts there as JSON.",
        rich_help_panel=_RUNNING,
        show_default=False,
    ),
]
Language = Annotated[
    str, typer.Option(metavar="CODE", help="ISO 639-1 code to keep, or any.", rich_help_panel=_READING)
]
Encoding = Annotated[
    str | None,
    typer.Option(
        metavar="NAME",
        help="Taken instead of what the input declares.",
        callback=_known_encoding,
        rich_help_panel=_READING,
        show_default=False,
    ),
]
MaxBytes = Annotated[
    int, typer.Option(min=1, metavar="N", help="Larger documents fail.", rich_help_panel=_READING)
]
NearDuplicates = Annotated[
    bool,
    typer.Option(
        "--skip-near-duplicates",
        help="Take the first of near-identical articles only.",
        rich_help_panel=_READING,
    ),
]
TextField = Annotated[str | None, _column("text")]
TitleField = Annotated[str | None, _column("title")]
UrlField = Annotated[str | None, _column("url")]
PublishedField = Annotated[str | None, _column("publication date")]
IdField = Annotated[str | None, _column("id")]


def telling(values: Mapping[str, Any]) -> Telling:
    """How the values of a command's options say to tell what it does."""
    return Telling(values["quiet"], values["log_json"], values["prometheus"])


def settings_from(kind: type[_Settings], values: Mapping[str, Any]) -> _Settings:
    """The settings that the values of a command's options make; options that were not given keep their default."""
    known = {item.name for item in fields(kind)}
    return kind(**{name: value for name, value in values.items() if name in known and value is not None})
