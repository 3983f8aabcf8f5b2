"""The results as tables for a terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from benchmarks.figures import Rate, Spread, Target

if TYPE_CHECKING:
    from rich.table import Table

__all__ = ["rate_table", "target_table"]


def rate_table(found: Mapping[str, Rate]) -> Table:
    """One line a contender: medians over the rounds, least and most in brackets."""
    from rich.table import Table

    table = Table(title="Same articles, same cores, in turns: median [least-most]", title_justify="left")
    for head in ("", "seconds", "articles/s", "articles/CPU s", "word pieces/s", "claims"):
        table.add_column(head, justify="right" if head else "left")
    for name, rate in found.items():
        table.add_row(
            name,
            _shown(rate.seconds, 1),
            _shown(rate.articles, 2),
            _shown(rate.cpu_articles, 2),
            _shown(rate.pieces, 0) if rate.pieces else "",
            "" if rate.claims is None else str(rate.claims),
        )
    return table


def target_table(targets: Sequence[Target]) -> Table:
    """One line a target."""
    from rich.table import Table

    table = Table(title="Targets", title_justify="left")
    for head in ("", "measured", "target", "met"):
        table.add_column(head, justify="right" if head in ("measured", "target") else "left")
    for target in targets:
        bound = f"{'at least' if target.at_least else 'at most'} {target.bound:g} {target.unit}"
        table.add_row(target.name, f"{_shown(target.value, 2)}", bound, "yes" if target.met else "NO")
    return table


def _shown(spread: Spread, digits: int) -> str:
    if spread.least == spread.most:
        return f"{spread.median:,.{digits}f}"
    return f"{spread.median:,.{digits}f} [{spread.least:,.{digits}f}-{spread.most:,.{digits}f}]"
