"""``claimwright corpora``: the labelled articles."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from claimwright.cli.messages import FAILED, say

if TYPE_CHECKING:
    from rich.table import Table

    from claimwright.corpora.stats import CorpusStats

__all__ = ["app"]

app = typer.Typer(no_args_is_help=True, help="The labelled articles that models are trained and tested on.")

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Texts = Annotated[
    Path | None,
    typer.Option("--texts", metavar="DIR", help="Where the texts are that the labels point into."),
]


@app.command("list")
def list_command(texts: Texts = None, as_json: AsJson = False) -> None:
    """Which collections there are, and whether their texts are here."""
    from rich.console import Console
    from rich.table import Table

    from claimwright.corpora.listing import list_collections

    listed = list_collections(texts)
    if as_json:
        typer.echo(json.dumps([asdict(one) for one in listed], indent=2, ensure_ascii=False))
        return
    table = Table("collection", "documents", "texts", "licence", "what")
    for one in listed:
        counts = ", ".join(f"{count} {split}" for split, count in one.splits.items())
        table.add_row(one.name, counts, "here" if one.here else "missing", one.licence, one.title)
    Console().print(table)


@app.command("check")
def check_command(texts: Texts = None, as_json: AsJson = False) -> None:
    """Check every label, digest and offset, the splits and the manifest; exit status 1 if anything is wrong."""
    from claimwright.corpora.check import check_corpora

    report = check_corpora(texts)
    if as_json:
        typer.echo(json.dumps(asdict(report), indent=2, ensure_ascii=False))
    else:
        for fault in report.faults:
            say(fault)
        for name, count in report.checked.items():
            missing = report.missing.get(name, 0)
            typer.echo(
                f"{name}: {count} documents checked" + (f", {missing} texts missing" if missing else "")
            )
        typer.echo(f"{len(report.faults)} faults")
    if report.faults:
        raise typer.Exit(FAILED)


@app.command("stats")
def stats_command(texts: Texts = None, as_json: AsJson = False) -> None:
    """How much there is, by collection, split, claim type and modality, and how far annotators agree."""
    from rich.console import Console

    from claimwright.corpora.stats import corpus_stats

    stats = corpus_stats(texts)
    if as_json:
        typer.echo(json.dumps(stats.as_dict(), indent=2, ensure_ascii=False))
        return
    console = Console()
    for table in _tables(stats):
        console.print(table)


def _tables(stats: CorpusStats) -> list[Table]:
    tables = [_counts(stats), _types(stats)]
    if stats.agreement:
        tables.append(_agreement(stats))
    if stats.diversity:
        tables.append(_diversity(stats))
    return tables


def _table(title: str, first: str, *others: str) -> Table:
    from rich.table import Table

    table = Table(title=title)
    table.add_column(first, no_wrap=True)
    for heading in others:
        table.add_column(heading, justify="right")
    return table


def _counts(stats: CorpusStats) -> Table:
    headings = ("documents", "with claims", "done twice", "firm claims", "optional", "mentions")
    table = _table("labelled documents", "split", *headings)
    for place, split in stats.splits.items():
        numbers = (
            split.documents,
            split.with_claims,
            split.twice,
            split.firm,
            split.optional,
            split.mentions,
        )
        table.add_row(place, *map(str, numbers))
    return table


def _types(stats: CorpusStats) -> Table:
    from claimwright.corpora.card import type_cell

    names = sorted({name for split in stats.splits.values() for name in split.claims_by_type})
    table = _table("documents with a firm claim of the type / with any (firm claims)", "split", *names)
    for place, split in stats.splits.items():
        table.add_row(place, *(type_cell(split, name) for name in names))
    return table


def _agreement(stats: CorpusStats) -> Table:
    from claimwright.evaluation.render import estimate_cell

    headings = ("both", "one only", "claim F1", "optional counted", "argument F1", "modality kappa")
    table = _table("agreement of two annotators, 95 % intervals over documents", "type", *headings)
    for name, found in (stats.agreement or {}).items():
        alone = found.first_only + found.second_only
        values = (found.claim_f1, found.all_claims_f1, found.argument_f1, found.modality_kappa)
        table.add_row(name, str(found.both), str(alone), *map(estimate_cell, values))
    return table


def _diversity(stats: CorpusStats) -> Table:
    found = stats.diversity
    table = _table("variety of the written articles", "measure", "value")
    if found is None:
        return table
    table.add_row("running words", f"{found.words:,}")
    for name, count in found.distinct_triggers.items():
        table.add_row(f"distinct triggers, {name}", str(count))
    for size, share in found.distinct_ngrams.items():
        table.add_row(f"distinct {size}-grams", f"{share:.1%}")
    table.add_row("five-word sequences shared with the nearest article, mean", f"{found.nearest_mean:.1%}")
    table.add_row("the same, most", f"{found.nearest_most:.1%}")
    table.add_row("rules exercised", str(len(stats.rules)))
    return table
