"""The options that several commands share, and the settings they make."""

from __future__ import annotations

import codecs
from collections.abc import Mapping
from dataclasses import fields
from typing import Annotated, Any, TypeVar

import typer

from claimwright.settings import CleanSettings, ExtractSettings

__all__ = [
    "DeclarationsFile",
    "Encoding",
    "IdField",
    "Inputs",
    "Language",
    "MaxBytes",
    "Model",
    "NearDuplicates",
    "Output",
    "PublishedField",
    "Quiet",
    "SummaryFile",
    "TextField",
    "Timeout",
    "TitleField",
    "UrlField",
    "Workers",
    "settings_from",
]

_READING = "Reading"
_RUNNING = "Running"
_Settings = TypeVar("_Settings", CleanSettings, ExtractSettings)


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
        "-o", "--output", metavar="FILE", help="Where to write; - for standard output.", show_default=False
    ),
]
Model = Annotated[str, typer.Option(metavar="NAME", help="A name under models/ or a folder.")]
DeclarationsFile = Annotated[
    str | None,
    typer.Option(
        "--declarations",
        metavar="FILE",
        help="Claim types, roles and triggers instead of the model's own.",
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
        help="Time for one document when N > 1; 0: no limit.",
        rich_help_panel=_RUNNING,
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


def settings_from(kind: type[_Settings], values: Mapping[str, Any]) -> _Settings:
    """The settings that the values of a command's options make; options that were not given keep their default."""
    known = {item.name for item in fields(kind)}
    return kind(**{name: value for name, value in values.items() if name in known and value is not None})
