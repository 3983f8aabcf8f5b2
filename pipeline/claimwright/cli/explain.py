"""``claimwright explain``: what each stage saw of an article, and why things were left out."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from claimwright.cli import options
from claimwright.settings import CleanSettings

__all__ = ["explain"]

_CLEAN = CleanSettings()


def explain(
    context: typer.Context,
    article: Annotated[
        str, typer.Argument(metavar="ARTICLE", help="A file, an address, or -.", show_default=False)
    ],
    model: options.Model = "default",
    declarations: options.DeclarationsFile = None,
    language: options.Language = "any",
    encoding: options.Encoding = None,
    max_bytes: options.MaxBytes = _CLEAN.max_bytes,
) -> None:
    """Show what each stage saw: text, mentions, triggers, relations, claims, and what was left out and why."""
    raise typer.Exit(_explain(article, context.params))


def _explain(article: str, values: dict[str, Any]) -> int:
    from rich.console import Console

    from claimwright.batch.failures import failure_line
    from claimwright.clean import clean_all
    from claimwright.cli.explanation import show
    from claimwright.cli.messages import FAILED, say
    from claimwright.extractor import Extractor
    from claimwright.records import Status

    extractor = Extractor(values["model"], declarations=values["declarations"])
    console = Console()
    status = 0
    for outcome in clean_all([article], options.settings_from(CleanSettings, values)):
        if outcome.document is None or outcome.status is not Status.EXTRACTED:
            say(failure_line(outcome))
            status = FAILED if outcome.status is Status.FAILED else status
        else:
            show(extractor.explain(outcome.document), extractor.declarations, console)
    return status
