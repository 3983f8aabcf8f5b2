"""``python -m benchmarks.active_learning``: does the queue's choice pay? Claim F1 after 50 to 400 reviewed claims.

A start model that has learnt from a share of the base reads the rest of its news; hidden labels answer what the
queue asks; after each budget the start model is retrained on all answers and measured on the test split. For each seed
and order (doubt: uncertainty with diversity; random; mixed: the default of the page). Needs the texts of the news.

    python -m benchmarks.active_learning run FOLDER [--start MODEL] [--seeds 3]
    python -m benchmarks.active_learning plot FOLDER -o docs/active-learning.svg

A run that was broken off goes on where it was; every point is a line of FOLDER/points.jsonl.
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "pipeline"))

from benchmarks.curves import Band, bands, write_plot
from benchmarks.simulation import ORDERS, Ground, Points, episodes, run_episode
from claimwright.corpora.reader import documents
from claimwright.retraining.config import read_retrain_config
from claimwright.training.corpus import divide, in_part, labelled_documents, part
from claimwright.training.fit import fit, read_config

__all__ = ["main", "make_ground"]

BUDGETS = (50, 100, 200, 400)
COLLECTIONS = ("news", "press", "written")


def make_ground(folder: Path, start: Path | None, config: Path, share: float) -> Ground:
    """The start model and what it has not seen.

    Args:
        folder: where the start model is trained, if none is given.
        start: a model whose manifest says which share it has learnt from (``benchmarks.learning_curve`` makes such).
        config: of the training.
        share: of the base to learn from, if it is trained here.
    """
    if start is None:
        start = folder / "start"
        if not (start / "training.json").is_file():
            settings = replace(read_config(config), share=share, output=str(start))
            fit(settings, lambda line: print(line, file=sys.stderr, flush=True))
    learnt = json.loads((start / "training.json").read_text(encoding="utf-8"))["config"]
    rest, hold = divide(labelled_documents(COLLECTIONS, "train"), learnt["hold"])
    if learnt["share"] >= 1.0:
        raise SystemExit(f"{start} has learnt from all labels: nothing is left to review")
    pool = [item for item in rest if item.gold.source == "news" and not in_part(item.gold, learnt["share"])]
    tests = {"test": documents("news", "test")}
    return Ground(start, tuple(part(rest, learnt["share"])), tuple(hold), tuple(pool), tests)


def main(words: list[str] | None = None) -> int:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.active_learning")
    commands = parser.add_subparsers(dest="command", required=True)
    run = commands.add_parser("run", help="simulate, or go on simulating")
    run.add_argument("folder", type=Path)
    run.add_argument("--start", type=Path, default=None, metavar="MODEL")
    run.add_argument("--config", type=Path, default=Path("models/configs/default.toml"), metavar="FILE")
    run.add_argument("--share", type=float, default=0.25, help="of the base that the start learns from")
    run.add_argument("--retrain-config", type=Path, default=None, metavar="FILE")
    run.add_argument("--orders", nargs="+", choices=list(ORDERS), default=list(ORDERS))
    run.add_argument("--budgets", type=int, nargs="+", default=list(BUDGETS))
    run.add_argument("--seeds", type=int, default=3)
    plot = commands.add_parser("plot", help="draw what was measured")
    plot.add_argument("folder", type=Path)
    plot.add_argument("-o", "--output", type=Path, required=True)
    chosen = parser.parse_args(words)
    if chosen.command == "plot":
        found = bands(Points(chosen.folder / "points.jsonl").read(), "test", "f1")
        write_plot(chosen.output, found, "reviewed claims", "claim F1 on the test split")
        print(_table(found))
        return 0
    ground = make_ground(chosen.folder, chosen.start, chosen.config, chosen.share)
    settings = read_retrain_config(chosen.retrain_config)
    for episode in episodes(chosen.orders, chosen.seeds, chosen.budgets):
        print(f"{episode.order}, seed {episode.seed}", file=sys.stderr, flush=True)
        run_episode(ground, episode, settings, chosen.folder)
    return 0


def _table(found: list[Band]) -> str:
    """The curves as a Markdown table: mean and 95 % interval over seeds."""
    budgets = sorted({point.x for band in found for point in band.points})
    rows = [f"| reviewed | {' | '.join(band.name for band in found)} |", "|--:|" + "--:|" * len(found)]
    for budget in budgets:
        cells = []
        for band in found:
            at = [point for point in band.points if point.x == budget]
            cells.append(f"{at[0].y:.3f} [{at[0].low:.3f}, {at[0].high:.3f}]" if at else "")
        rows.append(f"| {budget:.0f} | {' | '.join(cells)} |")
    return "\n".join(rows)


if __name__ == "__main__":
    raise SystemExit(main())
