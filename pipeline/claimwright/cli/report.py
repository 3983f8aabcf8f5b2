"""``claimwright report``: a page to read claims in."""

from __future__ import annotations

from typing import Annotated

import typer

from claimwright.cli import options

__all__ = ["report"]


def report(
    claims: Annotated[
        str,
        typer.Argument(
            metavar="CLAIMS", help="A file written by extract: JSON Lines or Parquet.", show_default=False
        ),
    ],
    output: Annotated[
        str, typer.Option("-o", "--output", metavar="FILE", help="Where to write; - for standard output.")
    ] = "report.html",
    texts: Annotated[
        list[str] | None,
        typer.Option(
            metavar="INPUT", help="Where the articles lie now; may be repeated.", show_default=False
        ),
    ] = None,
    encoding: options.Encoding = None,
    title: Annotated[str, typer.Option(metavar="TEXT", help="Heading of the page.")] = "Claims",
) -> None:
    """Write a self-contained HTML page: the claims as a table, with filters, and their evidence in the article.

    Articles are read again from where they were; those not found are shown by their evidence sentences.
    """
    from pathlib import Path

    from claimwright.batch.output import open_target
    from claimwright.cli.messages import say
    from claimwright.exchange.formats import read_claims
    from claimwright.report.page import build_page
    from claimwright.report.texts import find_texts
    from claimwright.settings import CleanSettings

    found = list(read_claims(claims))
    target = open_target(output)
    try:
        articles = find_texts(
            found, Path(claims).parent, texts or [], CleanSettings(language="any", encoding=encoding)
        )
        target.write(build_page(found, articles, title=title).encode("utf-8", "backslashreplace"))
        target.mark()
    except BaseException:
        target.drop()
        raise
    target.keep()
    documents = len({claim.document.sha256 for claim in found})
    say(f"claimwright: {len(found)} claims, {len(articles)} of {documents} articles in full")
