"""``python -m benchmarks.speed``: claimwright beside its own bare encoder and spaCy, in one run.

Every contender does the same articles on the same cores in alternating rounds; medians with the spread are printed
and written as JSON, with the machine, its load, the versions and the command. ``make bench`` calls it.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks.articles import Articles, gather
from benchmarks.cold_start import ColdStart, cold_start
from benchmarks.contenders import CONTENDERS, TheCommand, contenders, spacy_model
from benchmarks.figures import Target, rates, targets
from benchmarks.machine import Machine, busy_elsewhere, describe_machine, pin, verdict, versions
from benchmarks.memory import Memory, watch
from benchmarks.precision import Precision, compare
from benchmarks.rounds import Measured, alternate
from benchmarks.size import Size, size_of
from claimwright.corpora.collections import project_root
from claimwright.encoder.layout import load_layout
from claimwright.extractor import find_model

__all__ = ["Run", "main", "measure"]


@dataclass(frozen=True, slots=True)
class Run:
    """Everything one run measured; parts that were left out are None."""

    articles: Articles
    machine: Machine
    measured: Measured
    busy: tuple[float, ...]
    cold: ColdStart | None
    memory: Memory | None
    size: Size
    precision: Precision | None

    @property
    def targets(self) -> list[Target]:
        """The targets that something was measured for."""
        return targets(self.measured, self.cold, self.memory, self.size, self.precision)


def arguments_of(words: Sequence[str]) -> argparse.Namespace:
    """The parsed command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.speed", description=__doc__.split("\n")[0])
    parser.add_argument("--model", default="default", help="a name under models/ or a folder")
    parser.add_argument("--articles", type=int, default=200, metavar="N")
    parser.add_argument("--rounds", type=int, default=5, metavar="N")
    parser.add_argument("--cold-rounds", type=int, default=7, metavar="N", help="0 leaves the cold start out")
    parser.add_argument("--cores", type=int, default=2, metavar="N", help="everything is held to so many")
    parser.add_argument("--only", nargs="+", choices=CONTENDERS, metavar="NAME", help=", ".join(CONTENDERS))
    parser.add_argument("--no-memory", action="store_true", help="leave the memory run out")
    parser.add_argument(
        "--fp32", metavar="FOLDER", help="the same model without quantisation: compares claim F1"
    )
    parser.add_argument("--on", default="dev", metavar="SPLIT", help="labelled news for that comparison")
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="JSON with all figures")
    return parser.parse_args(words)


def measure(options: argparse.Namespace, scratch: Path) -> Run:
    """Measure what the options ask for.

    Args:
        options: as ``arguments_of`` gives them.
        scratch: an empty folder.
    """
    cores = pin(options.cores)
    machine, busy = describe_machine(cores), [busy_elsewhere(cores)]
    (scratch / "articles").mkdir()
    articles = gather(scratch / "articles", options.articles)
    _tell(
        f"{articles.count} {articles.origin}; cores {', '.join(map(str, cores))}; load {machine.load[0]:.1f}"
    )
    rivals = contenders(options.model, len(cores), options.only or _possible())
    measured = alternate(rivals, articles.folder, options.rounds, cores, _tell)
    cold = None
    if options.cold_rounds:
        cold = cold_start(options.model, _sample_article(), options.cold_rounds)
        _tell("cold start done")
    memory = None
    if not options.no_memory:
        memory = watch(
            [*TheCommand(options.model, 1).words(), str(articles.folder)], scratch / "claims.jsonl"
        )
        _tell("memory done")
    precision = compare(options.model, options.fp32, options.on) if options.fp32 else None
    busy += [*measured.busy, busy_elsewhere(cores)]
    size = size_of(find_model(options.model))
    return Run(articles, machine, measured, tuple(busy), cold, memory, size, precision)


def _possible() -> tuple[str, ...]:
    """All contenders, or those that need no spaCy pipeline where there is none."""
    if spacy_model() is not None:
        return CONTENDERS
    _tell('spaCy\'s small English pipeline is not installed (pip install -e ".[bench]"): measured without it')
    return tuple(name for name in CONTENDERS if not name.startswith("spacy"))


def _sample_article() -> Path:
    return project_root() / "corpora" / "sample" / "tessaly-labs-chief-scientist.md"


def _tell(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def as_dict(run: Run, options: argparse.Namespace) -> dict[str, Any]:
    """Everything as plain values for JSON."""
    layout = load_layout(find_model(options.model))
    return {
        "date": datetime.now(UTC).isoformat(timespec="seconds"),
        "command": f"python -m benchmarks.speed {' '.join(sys.argv[1:])}".strip(),
        "machine": asdict(run.machine),
        "versions": versions(),
        "model": {"name": layout.name, "version": layout.version, **asdict(run.size)},
        "articles": {
            "count": run.articles.count,
            "characters": run.articles.characters,
            "origin": run.articles.origin,
        },
        "verdict": verdict(run.busy),
        "busy_elsewhere": run.busy,
        "rates": {name: asdict(rate) for name, rate in rates(run.measured).items()},
        "rounds": {name: [asdict(s) for s in samples] for name, samples in run.measured.samples.items()},
        "cold_start": asdict(run.cold) if run.cold else None,
        "memory": asdict(run.memory) if run.memory else None,
        "precision": asdict(run.precision) if run.precision else None,
        "targets": [{**asdict(target), "met": target.met} for target in run.targets],
    }


def show(run: Run, options: argparse.Namespace) -> None:
    """Print the tables, and what they are worth."""
    from rich.console import Console

    from benchmarks.tables import rate_table, target_table

    console = Console(width=120)
    console.print(rate_table(rates(run.measured)))
    console.print(target_table(run.targets))
    if run.memory:
        console.print(
            f"Memory of the command, one worker: {run.memory.middle:.0f} MB in the second quarter of the run, "
            f"{run.memory.end:.0f} MB in the last, peak {run.memory.peak:.0f} MB"
        )
    machine = run.machine
    console.print(
        f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC, {machine.cpu}, cores {list(machine.cores)}, "
        f"{run.articles.count} {run.articles.origin}, {options.rounds} rounds"
    )
    console.print(verdict(run.busy))


def main(words: Sequence[str] | None = None) -> int:
    """Measure, print, write; returns 0 whatever the figures say: the gate of quality is elsewhere."""
    options = arguments_of(sys.argv[1:] if words is None else words)
    with tempfile.TemporaryDirectory() as scratch:
        run = measure(options, Path(scratch))
    show(run, options)
    if options.output:
        options.output.parent.mkdir(parents=True, exist_ok=True)
        options.output.write_text(json.dumps(as_dict(run, options), indent=1) + "\n", encoding="utf-8")
        _tell(f"wrote {options.output}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
