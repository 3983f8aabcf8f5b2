"""``claimwright decisions``: the log of what reviewers decided, out and in."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from claimwright.cli.messages import say
from claimwright.cli.store import AsJson, Name, To, target_of

__all__ = ["app"]

app = typer.Typer(no_args_is_help=True, help="The log of what reviewers decided.")


@app.command("export")
def export(
    store: Name,
    output: To = "-",
    reviewer: Annotated[
        str | None, typer.Option(metavar="NAME", help="Only what this reviewer decided.", show_default=False)
    ] = None,
) -> None:
    """Write the log as JSON Lines, in its order; imported into an empty store and exported, it is the same file."""
    from claimwright.store import open_store
    from claimwright.store.decision_json import decision_line

    count = 0
    with open_store(store) as opened, target_of(output) as target:
        for logged in opened.decisions(reviewer=reviewer):
            target.write(decision_line(logged.decision).encode("ascii") + b"\n")
            count += 1
    say(f"claimwright: {count:,} decisions")


@app.command("import")
def import_command(
    store: Name,
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Written by decisions export.")],
    as_json: AsJson = False,
) -> None:
    """Append decisions to the log, all or none; those that are there already are not written again."""
    from claimwright.store import open_store
    from claimwright.store.transfer import import_decisions

    with open_store(store, create=True) as opened:
        new, known = import_decisions(opened, files)
    if as_json:
        typer.echo(json.dumps({"new": new, "known": known}))
    else:
        typer.echo(f"{new:,} decisions are new, {known:,} were there")
