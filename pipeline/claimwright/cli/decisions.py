"""``claimwright decisions``: the log of what reviewers decided, out and in."""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from claimwright.cli import options
from claimwright.cli.messages import say
from claimwright.cli.store import AsJson, Name, target_of
from claimwright.cli.store import To as Output

__all__ = ["app"]

app = typer.Typer(no_args_is_help=True, help="The log of what reviewers decided.")


class LogFormat(StrEnum):
    """How the log is written."""

    JSONL = "jsonl"
    LABEL_STUDIO = "label-studio"


@app.command("export")
def export(
    store: Name,
    output: Output = "-",
    to: Annotated[LogFormat, typer.Option("--to", help="Format to write.")] = LogFormat.JSONL,
    reviewer: Annotated[
        str | None, typer.Option(metavar="NAME", help="Only what this reviewer decided.", show_default=False)
    ] = None,
    declarations: options.DeclarationsFile = None,
) -> None:
    """Write the log, in its order; imported into an empty store and exported, it is the same log.

    For Label Studio: a task for each document, an annotation for each reviewer, and beside it the labelling interface.
    """
    from claimwright.store import open_store
    from claimwright.store.decision_json import decision_line

    if to is LogFormat.LABEL_STUDIO:
        _export_tasks(store, output, reviewer, declarations)
        return
    count = 0
    with open_store(store) as opened, target_of(output) as target:
        for logged in opened.decisions(reviewer=reviewer):
            target.write(decision_line(logged.decision).encode("ascii") + b"\n")
            count += 1
    say(f"claimwright: {count:,} decisions")


def _export_tasks(store: str, output: str, reviewer: str | None, declarations: str | None) -> None:
    from claimwright.cli.converting import write_labelling_config
    from claimwright.schema import load_declarations
    from claimwright.store import open_store
    from claimwright.store.label_studio import export_label_studio

    declared = load_declarations(declarations)
    with open_store(store) as opened, target_of(output) as target:
        done = export_label_studio(opened, target, declared, reviewer=reviewer)
    say(f"claimwright: {done.decisions:,} decisions on {done.documents:,} documents")
    if done.without_text:
        say(f"claimwright: {done.without_text:,} documents are shown empty: their text is not in the store")
    if done.unshown:
        say(
            f"claimwright: {done.unshown:,} claims are not shown: they do not stand in the text, or in the declarations"
        )
    if output != "-":
        write_labelling_config(output, declared)


@app.command("import")
def import_command(
    store: Name,
    files: Annotated[
        list[Path],
        typer.Argument(metavar="FILE...", help="Written by decisions export, or exported by Label Studio."),
    ],
    from_: Annotated[
        LogFormat | None,
        typer.Option("--from", help="Format of the files; else it is recognised.", show_default=False),
    ] = None,
    reviewer: Annotated[
        str, typer.Option(metavar="NAME", help="Who decided, where Label Studio does not tell.")
    ] = "imported",
    declarations: options.DeclarationsFile = None,
    as_json: AsJson = False,
) -> None:
    """Append decisions to the log, all or none; those that are there already are not written again.

    Of Label Studio's tasks: the decisions that went out with them, then what was changed there.
    """
    from claimwright.exchange.conversion import Format
    from claimwright.exchange.foreign.review import Settings
    from claimwright.schema import load_declarations
    from claimwright.store import open_store
    from claimwright.store.transfer import import_decisions

    kind = None if from_ is None else Format(from_.value)
    settings = Settings(declarations=load_declarations(declarations))
    with open_store(store, create=True) as opened:
        new, known = import_decisions(opened, files, kind, settings, reviewer)
    if as_json:
        typer.echo(json.dumps({"new": new, "known": known}))
    else:
        typer.echo(f"{new:,} decisions are new, {known:,} were there")
