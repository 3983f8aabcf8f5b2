"""``python -m benchmarks.plan FIGURES.json``: what a batch of any size takes, from what ``batch_many`` measured.

Prints the table of ``docs/billion.md``; with ``--page`` it is put there.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

__all__ = ["main", "plan", "put_into"]

_BEGIN, _END = "<!-- plan: made by benchmarks/plan.py -->\n", "<!-- end of plan -->\n"
_HOUR = 3600.0


def plan(figures: Mapping[str, Any], articles: int, price: float) -> str:
    """The table, in Markdown.

    Args:
        figures: as ``batch_many`` writes them; the run with most workers is taken.
        articles: how many are planned for.
        price: of an hour of one core, US dollars.
    """
    run = max(figures["runs"], key=lambda each: each["workers"])
    count = run["account"]["inputs"]
    worker, parent = (run["processor"][kind] / count for kind in ("worker", "parent"))
    claims = run["account"]["claims"] / count
    hours = articles * (worker + parent) / _HOUR
    rows = [
        ("", "an article", f"{articles:,} articles"),
        ("---", "---", "---"),
        ("processor time of the workers", f"{worker:.3f} s", f"{articles * worker / _HOUR:,.0f} core-hours"),
        (
            "processor time of the process that reads, finds copies and writes",
            f"{1000 * parent:.1f} ms",
            f"{articles * parent / _HOUR:,.0f} core-hours",
        ),
        (f"price at ${price:g} a core-hour", f"${1e6 * price * (worker + parent) / _HOUR:,.2f} a million",
         f"${price * hours:,.0f}"),
        ("time on 1,000 cores", "", f"{hours / 1000 / 24:,.1f} days"),
        ("workers that one reading process can feed", f"{worker / parent:.0f}", ""),
        ("claims", f"{claims:.2f}", f"{articles * claims:,.0f}"),
        *(
            (f"`{name}/`", f"{size / count:,.0f} bytes", _large(articles * size / count))
            for name, size in run["bytes"].items()
        ),
        (
            "index of copies (temporary)",
            f"{figures['remembering']['bytes']:,.0f} bytes",
            _large(articles * figures["remembering"]["bytes"]),
        ),
        ("memory of the reading process, of a worker", "", f"{_last(run, 'parent')}, {_last(run, 'worker')}"),
    ]  # fmt: skip
    where = figures["machine"]
    told = (
        f"Measured on {figures['date']} over {count:,} articles ({figures['articles']['different']:,} different ones, "
        f"renamed), workers times threads: {run['workers']} x {run['threads']}, on {len(where['cores'])} cores of "
        f"{where['cpu']}. {figures['verdict']}."
    )
    return "\n".join([told, "", *(f"| {' | '.join(row)} |" for row in rows), ""])


def put_into(page: str, table: str) -> str:
    """The page with the table between its marks.

    Raises:
        ValueError: if the page has no marks.
    """
    before, found, rest = page.partition(_BEGIN)
    _, closed, after = rest.partition(_END)
    if not (found and closed):
        raise ValueError(f"the page needs the lines {_BEGIN.strip()!r} and {_END.strip()!r}")
    return f"{before}{_BEGIN}{table}{_END}{after}"


def _large(size: float) -> str:
    return f"{size / 1e12:,.2f} TB" if size >= 1e12 else f"{size / 1e9:,.1f} GB"


def _last(run: Mapping[str, Any], kind: str) -> str:
    return f"{run['memory'][kind][-1]:,.0f} MB"


def main(words: Iterable[str] | None = None) -> int:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.plan", description=__doc__.split("\n")[0])
    parser.add_argument("figures", type=Path, metavar="FIGURES.json", help="of benchmarks.batch_many")
    parser.add_argument("--articles", type=int, default=10**9, metavar="N")
    parser.add_argument("--price", type=float, default=0.04, metavar="DOLLARS", help="of a core-hour")
    parser.add_argument(
        "--page", type=Path, metavar="FILE", help="put the table between the marks of this page"
    )
    chosen = parser.parse_args(None if words is None else list(words))
    table = plan(json.loads(chosen.figures.read_text(encoding="utf-8")), chosen.articles, chosen.price)
    if chosen.page is None:
        sys.stdout.write(table)
    else:
        page = chosen.page.read_text(encoding="utf-8")
        chosen.page.write_text(put_into(page, table), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
