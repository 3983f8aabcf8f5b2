"""``claimwright convert``: claims to and from the formats of other tools."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from claimwright.cli import options
from claimwright.exchange.conversion import Format

__all__ = ["convert"]

_TOOLS = "Other tools"


Source = Annotated[
    str,
    typer.Argument(
        metavar="IN",
        help="Claims (JSON Lines, Parquet), or what another tool wrote: Label Studio, Prodigy, brat (a folder), "
        "DocBin, Web Annotation.",
        show_default=False,
    ),
]
To = Annotated[Format, typer.Option("--to", help="Format to write.", show_default=False)]
From = Annotated[
    Format | None, typer.Option("--from", help="Format of IN; else it is recognised.", show_default=False)
]
Texts = Annotated[
    list[str] | None,
    typer.Option(
        metavar="INPUT",
        help="Where the articles are: files, folders, or what `claimwright clean` wrote; may be repeated.",
        show_default=False,
    ),
]
All = Annotated[bool, typer.Option("--all", help="Also write the articles of --texts that have no claims.")]
Reanchor = Annotated[
    bool,
    typer.Option(
        "--reanchor",
        help="Move a span that does not show its quote, if the quote occurs exactly once.",
        rich_help_panel=_TOOLS,
    ),
]
Complete = Annotated[
    bool,
    typer.Option(
        "--complete",
        help="Reviewers of whole articles also looked for missed claims.",
        rich_help_panel=_TOOLS,
    ),
]
Reviewer = Annotated[
    str,
    typer.Option(metavar="NAME", help="Who decided, where the tool does not tell.", rich_help_panel=_TOOLS),
]
Utf16 = Annotated[
    bool,
    typer.Option(
        "--utf16", help="Label Studio before 2022: offsets in UTF-16 code units.", rich_help_panel=_TOOLS
    ),
]


def convert(  # noqa: PLR0913 - one parameter an option
    context: typer.Context,
    source: Source,
    *,
    to: To,
    output: options.Output = None,
    from_: From = None,
    texts: Texts = None,
    every: All = False,
    reanchor: Reanchor = False,
    complete: Complete = False,
    reviewer: Reviewer = "imported",
    utf16: Utf16 = False,
    declarations: options.DeclarationsFile = None,
    encoding: options.Encoding = None,
) -> None:
    """Convert claims to the formats of other tools, and what people did there back to claims or decisions.

    Formats that mark text need the articles: they are looked for where the claims say, or with --texts.
    Exit status: 0 all was converted, 1 some records failed and the rest is written, 2 a wrong call.
    """
    if to is Format.BRAT and output in (None, "-"):
        raise typer.BadParameter("brat is a folder of files: name it with -o", param_hint="--output")
    raise typer.Exit(_convert(context.params))


def _convert(values: dict[str, Any]) -> int:
    from claimwright.cli.converting import Conversion
    from claimwright.exchange.anchoring import Anchors
    from claimwright.exchange.conversion import ANSWERED, Options, recognise
    from claimwright.exchange.foreign.review import Settings
    from claimwright.schema import load_declarations

    settings = Settings(
        declarations=load_declarations(values["declarations"]),
        anchors=Anchors(values["reanchor"]),
        complete=values["complete"],
        utf16=values["utf16"],
    )
    kind = values["from_"] or recognise(values["source"])
    if values["to"] is Format.DECISIONS and kind not in ANSWERED:
        raise typer.BadParameter(f"{kind} holds no answers of people", param_hint="--to")
    conversion = Conversion(
        source=values["source"],
        kind=kind,
        to=values["to"],
        output=values["output"],
        settings=settings,
        options=Options(utf16=values["utf16"]),
        reviewer=values["reviewer"],
        texts=values["texts"] or [],
        every=values["every"],
        encoding=values["encoding"],
    )
    return conversion.run()
