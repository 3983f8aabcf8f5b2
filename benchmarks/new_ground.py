"""``python -m benchmarks.new_ground``: a domain that the model has never seen, and what reviewing in it brings.

The start model learns from everything but the domain (games trade press, or press releases). Hidden labels answer what
the default queue asks in the domain's training articles; after each budget the model is retrained and measured on the
domain's own held-out articles and on the old ones. Needs the texts of the news and of the press releases.

    python -m benchmarks.new_ground run FOLDER --domain games|press [--share 1.0] [--seeds 3]
    python -m benchmarks.new_ground plot FOLDER -o docs/new-ground-games.svg

A run that was broken off goes on where it was; every point is a line of FOLDER/points.jsonl.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "pipeline"))

from benchmarks.curves import Band, bands, write_plot
from benchmarks.simulation import Ground, Points, episodes, run_episode
from claimwright.corpora.reader import documents
from claimwright.records.gold import GoldDocument
from claimwright.retraining.config import read_retrain_config
from claimwright.review.queue import draw
from claimwright.training.corpus import Labelled, divide, labelled_documents, part
from claimwright.training.fit import fit_on, read_config

__all__ = ["is_games", "is_press", "main", "make_ground"]

BUDGETS = (100, 300)
COLLECTIONS = ("news", "press", "written")
_HOST = re.compile(r"^url: *\"?https?://(?:www\.)?([^/\"\s]+)", re.MULTILINE)
_GAMES = ("gamesindustry.biz", "ign.com", "polygon.com", "kotaku.com", "eurogamer.net", "gamedeveloper.com")
_APART = 0.4
"""Share of the press releases that is measured on: they have no test split of their own."""


def is_games(gold: GoldDocument) -> bool:
    """Whether an article is of the games trade press, or written in its manner."""
    host = _HOST.search(gold.text[:2000])
    return (host is not None and host[1] in _GAMES) or (gold.source, gold.tag) == ("written", "games")


def is_press(gold: GoldDocument) -> bool:
    """Whether an article is a press release, or written as one."""
    return gold.source == "press" or (gold.source, gold.tag) == ("written", "press")


DOMAINS = {"games": is_games, "press": is_press}


def make_ground(folder: Path, domain: str, config: Path, share: float) -> Ground:
    """The start model, trained here if it is not there, the domain's articles to review, and both tests."""
    inside = DOMAINS[domain]
    base, hold = divide(labelled_documents(COLLECTIONS, "train"), read_config(config).hold)
    old = part([item for item in base if not inside(item.gold)], share)
    hold = [item for item in hold if not inside(item.gold)]
    start = folder / "start"
    if not (start / "training.json").is_file():
        settings = replace(read_config(config), share=share, output=str(start))
        fit_on(settings, old, hold, lambda line: print(line, file=sys.stderr, flush=True))
    real = [item for item in base if inside(item.gold) and item.gold.source != "written"]
    pool, tests = _tests(domain, real)
    return Ground(start, tuple(old), tuple(hold), tuple(pool), tests)


def _tests(domain: str, real: Sequence[Labelled]) -> tuple[list[Labelled], dict[str, Sequence[GoldDocument]]]:
    """What is left to review, and the held-out articles of the domain and of the old ground."""
    held_out = [*documents("news", "test"), *documents("news", "dev")]
    outside = [gold for gold in held_out if not DOMAINS[domain](gold)]
    if domain == "games":
        return list(real), {"domain": [gold for gold in held_out if is_games(gold)], "old": outside}
    apart = [item for item in real if draw("press apart", item.gold.path) < _APART]
    known = {item.gold.path for item in apart}
    pool = [item for item in real if item.gold.path not in known]
    return pool, {"domain": [item.gold for item in apart], "old": outside}


def main(words: list[str] | None = None) -> int:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.new_ground")
    commands = parser.add_subparsers(dest="command", required=True)
    run = commands.add_parser("run", help="simulate, or go on simulating")
    run.add_argument("folder", type=Path)
    run.add_argument("--domain", choices=list(DOMAINS), required=True)
    run.add_argument("--config", type=Path, default=Path("models/configs/default.toml"), metavar="FILE")
    run.add_argument("--share", type=float, default=1.0, help="of the old ground that the start learns from")
    run.add_argument("--retrain-config", type=Path, default=None, metavar="FILE")
    run.add_argument("--budgets", type=int, nargs="+", default=list(BUDGETS))
    run.add_argument("--seeds", type=int, default=3)
    plot = commands.add_parser("plot", help="draw what was measured")
    plot.add_argument("folder", type=Path)
    plot.add_argument("-o", "--output", type=Path, required=True)
    chosen = parser.parse_args(words)
    if chosen.command == "plot":
        points = Points(chosen.folder / "points.jsonl").read()
        found = [Band(name, band.points) for name in ("domain", "old") for band in bands(points, name, "f1")]
        write_plot(chosen.output, found, "reviewed claims", "claim F1")
        return 0
    ground = make_ground(chosen.folder, chosen.domain, chosen.config, chosen.share)
    settings = read_retrain_config(chosen.retrain_config)
    for episode in episodes(["mixed"], chosen.seeds, chosen.budgets):
        print(f"seed {episode.seed}", file=sys.stderr, flush=True)
        run_episode(ground, episode, settings, chosen.folder, share=1.0)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
