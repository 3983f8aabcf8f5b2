"""``claimwright store``: documents, claims and decisions in a database."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from claimwright.cli.messages import FAILED, say

if TYPE_CHECKING:
    from claimwright.batch.output import Target

__all__ = ["app", "target_of"]

app = typer.Typer(no_args_is_help=True, help="Documents, claims and decisions in a database.")
_LISTED = 20  # failures named one by one

Name = Annotated[
    str,
    typer.Argument(metavar="STORE", help="A file, or postgresql://user@host/database.", show_default=False),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Texts = Annotated[
    list[str] | None,
    typer.Option(
        metavar="INPUT",
        help="The articles; may be repeated. By default where the claims say they were.",
        show_default=False,
    ),
]
To = Annotated[
    str,
    typer.Option("-o", "--output", metavar="FILE", help="Where to write; - for standard output."),
]


class What(StrEnum):
    """What an export holds."""

    CLAIMS = "claims"
    DOCUMENTS = "documents"


class Kind(StrEnum):
    """How an export is written."""

    JSONL = "jsonl"
    PARQUET = "parquet"


class By(StrEnum):
    """How fine the partitions of a Parquet export are."""

    YEAR = "year"
    MONTH = "month"
    DAY = "day"


@app.command("init")
def init(store: Name) -> None:
    """Make a store, or bring an older one up to date; nothing in it is changed otherwise."""
    from claimwright.store import open_store
    from claimwright.store.migrations import newest

    with open_store(store, create=True) as opened:
        say(f"claimwright: {opened.database.name} is ready (step {newest()})")


@app.command("load")
def load_command(
    store: Name,
    claims: Annotated[
        list[str], typer.Argument(metavar="CLAIMS...", help="Written by extract: JSON Lines or Parquet.")
    ],
    texts: Texts = None,
    as_json: AsJson = False,
) -> None:
    """Put claims and their articles into a store; loading twice changes nothing.

    Exit status 1 if some documents could not be loaded; the rest is.
    """
    from claimwright.batch.interrupts import Interrupts
    from claimwright.store import open_store
    from claimwright.store.load import LoadReport, load

    report = LoadReport()
    with open_store(store, create=True) as opened, Interrupts() as interrupts:
        try:
            for report in load(opened, claims, texts or []):  # noqa: B007 - the last one is told
                pass
        except KeyboardInterrupt:
            say("claimwright: interrupted; what was loaded is whole, the same call goes on")
            raise typer.Exit(interrupts.status) from None
    for error in report.failed[:_LISTED]:
        say(str(error))
    if len(report.failed) > _LISTED:
        say(f"and {len(report.failed) - _LISTED:,} more")
    if as_json:
        typer.echo(json.dumps(report.as_dict(), indent=2))
    else:
        typer.echo(
            f"{report.documents:,} documents and {report.claims:,} claims are new, "
            f"{report.known_documents:,} and {report.known_claims:,} were there, {len(report.failed):,} failed"
        )
    if report.failed:
        raise typer.Exit(FAILED)


@app.command("stats")
def stats(store: Name, as_json: AsJson = False) -> None:
    """What is in a store, in numbers."""
    from claimwright.store import open_store
    from claimwright.store.figures import figures

    with open_store(store) as opened:
        found = figures(opened)
    if as_json:
        typer.echo(json.dumps(found, indent=2, ensure_ascii=False))
        return
    _print_table(found)


@app.command("export")
def export(
    store: Name,
    output: To = "-",
    what: Annotated[What, typer.Option(help="Claims, or documents whole.")] = What.CLAIMS,
    format: Annotated[  # noqa: A002 - the name of the option
        Kind | None,
        typer.Option(help="JSON Lines, or a folder of partitioned Parquet files.", show_default=False),
    ] = None,
    by: Annotated[By, typer.Option(help="Partitions of Parquet.")] = By.MONTH,
    min_confidence: Annotated[float, typer.Option(min=0, max=1, metavar="P")] = 0,
    all_extractions: Annotated[
        bool, typer.Option("--all-extractions", help="Also what earlier models found in the same articles.")
    ] = False,
) -> None:
    """Write what the latest model found, as extract writes it, or as Parquet by date and type."""
    from claimwright.store import ClaimFilter, open_store
    from claimwright.store import export as exports

    wanted = ClaimFilter(least=min_confidence or None, latest=not all_extractions)
    kind = format or (Kind.PARQUET if output.endswith((".parquet", "/")) else Kind.JSONL)
    if kind is Kind.PARQUET and (output == "-" or what is What.DOCUMENTS):
        raise typer.BadParameter("Parquet is written to a folder, and holds claims: -o FOLDER --what claims")
    with open_store(store) as opened:
        if kind is Kind.PARQUET:
            count = exports.export_parquet(opened, Path(output), wanted, exports.Precision(by.value))
        else:
            with target_of(output) as target:
                if what is What.CLAIMS:
                    count = exports.export_claims(opened, target, wanted)
                else:
                    count = exports.export_documents(opened, target)
    say(f"claimwright: {count:,} {what.value}")


@app.command("check")
def check_command(store: Name, as_json: AsJson = False) -> None:
    """Prove every span, reference and derived row of a store, and that its log is guarded; exit status 1 if not."""
    from claimwright.store import open_store
    from claimwright.store.check import Checked, check

    checked = Checked()
    with open_store(store) as opened:
        for fault in check(opened, checked):
            say(f"{fault.place}: {fault.what}")
    if as_json:
        typer.echo(json.dumps(asdict(checked), indent=2))
    else:
        typer.echo(
            f"{checked.documents:,} documents, {checked.claims:,} claims, {checked.spans:,} spans and "
            f"{checked.decisions:,} decisions checked, {checked.faults:,} faults"
        )
    if checked.faults:
        raise typer.Exit(FAILED)


@contextmanager
def target_of(output: str) -> Iterator[Target]:
    """The output: a file that appears when all of it is written."""
    from claimwright.batch.output import open_target

    target = open_target(output)
    try:
        yield target
    except BaseException:
        target.drop()
        raise
    target.mark()
    target.keep()


def _print_table(found: dict[str, Any]) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from claimwright.exchange.printable import printable

    table = Table(box=box.SIMPLE_HEAD, show_header=False)
    table.add_column(style="dim")
    table.add_column()
    for name, value in found.items():
        if isinstance(value, dict):
            shown = ", ".join(f"{key} {count:,}" for key, count in value.items())
        elif isinstance(value, list):
            shown = " to ".join(str(item) for item in value if item is not None)
        else:
            shown = f"{value:,}" if isinstance(value, int) else str(value or "")
        table.add_row(name.replace("_", " "), Text(printable(shown, one_line=True)))
    Console().print(table)
