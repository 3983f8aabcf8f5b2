"""Reviewing simulated: hidden labels answer as reviewers, a model is retrained on their answers and measured.

Everything goes through what a user has: a store, the queue of the review page, the decision log, the retraining. A
simulation writes a JSON line a point and goes on where it was broken off.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from benchmarks.reviewing import answers, decision, missed_claims
from claimwright.evaluation.measure import measure
from claimwright.extractor import Extractor
from claimwright.records import Action, Decision, ModelReference
from claimwright.records.gold import GoldDocument
from claimwright.retraining.base import Base
from claimwright.retraining.config import RetrainConfig
from claimwright.retraining.decisions import Part, read_decisions
from claimwright.retraining.learn import calibrate, learn
from claimwright.retraining.parent import parent_of_folder
from claimwright.retraining.watch import Silent
from claimwright.review.desk import Desk, Outlook
from claimwright.review.orders import OrderName
from claimwright.review.queue import Item, draw
from claimwright.review.settings import ReviewSettings
from claimwright.schema import load_declarations
from claimwright.store import Store, open_store
from claimwright.store.snapshot import take_snapshot
from claimwright.training.checkpoint import Checkpoint
from claimwright.training.corpus import Labelled

__all__ = ["ORDERS", "Episode", "Ground", "Points", "episodes", "run_episode"]

ORDERS: Mapping[str, OrderName] = {
    "doubt": OrderName.DOUBT,
    "random": OrderName.AUDIT,
    "mixed": OrderName.MIXED,
}
"""What the queues of the review page are called here: uncertainty with diversity, by lot, and the default."""
REVIEWER = "labels"
SCORES = ("f1", "precision", "recall", "argument_f1", "modality_accuracy", "ece", "tp", "fp", "fn")


@dataclass(frozen=True, slots=True)
class Ground:
    """Where a simulation plays.

    Attributes:
        start: folder of the model that has seen nothing of the pool.
        learnt: what it was trained on: learnt again beside the answers.
        hold: what confidence is fitted on.
        pool: what is reviewed; its labels are hidden and answer.
        tests: what is measured on, by name.
    """

    start: Path
    learnt: tuple[Labelled, ...]
    hold: tuple[Labelled, ...]
    pool: tuple[Labelled, ...]
    tests: Mapping[str, Sequence[GoldDocument]]


@dataclass(frozen=True, slots=True)
class Episode:
    """One reviewer's way through the pool: in an order, by a seed, measured after so many reviewed claims."""

    order: str
    seed: int
    budgets: tuple[int, ...]

    @property
    def name(self) -> str:
        """Of its files."""
        return f"{self.order}-{self.seed}"


class Points:
    """The points that were measured, a JSON line each.

    Args:
        path: of the file; it need not exist.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    def read(self) -> list[dict[str, Any]]:
        """All points; a line that was cut off is left out."""
        found = []
        for line in self.path.read_text(encoding="utf-8").splitlines() if self.path.is_file() else ():
            try:
                found.append(json.loads(line))
            except ValueError:
                continue
        return found

    def has(self, order: str, seed: int, reviewed: int) -> bool:
        """Whether that point was measured."""
        wanted = (order, seed, reviewed)
        return any((one["order"], one["seed"], one["reviewed"]) == wanted for one in self.read())

    def add(self, point: Mapping[str, Any]) -> None:
        """Append a point."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self.path.open("a", encoding="utf-8") as lines:
            lines.write(json.dumps(point) + "\n")


def run_episode(
    ground: Ground, episode: Episode, config: RetrainConfig, folder: Path, share: float = 0.8
) -> None:
    """Reviews, retrains and measures until every point of an episode stands in ``folder/points.jsonl``.

    Args:
        ground: where.
        episode: how.
        config: of the retrainings.
        folder: for points, stores and models.
        share: of the pool that this seed sees, so that seeds differ in what there is to review, too.
    """
    points, config = Points(folder / "points.jsonl"), config.with_seed(episode.seed)
    if not points.has(episode.order, episode.seed, 0):
        points.add(_point(ground, episode, ground.start, 0, {}))
    pool = [item for item in ground.pool if draw(f"pool {episode.seed}", item.gold.path) < share]
    random.Random(episode.seed).shuffle(pool)
    model = ground.start
    with open_store(folder / f"{episode.name}.db", create=True) as store:
        for budget in episode.budgets:
            made = folder / f"{episode.name}-{budget}"
            if not points.has(episode.order, episode.seed, budget):
                _read(store, model, pool)
                _review(store, episode, pool, budget)
                counts = _retrain(ground, store, config, made)
                points.add(_point(ground, episode, made, budget, counts))
            model = made


def _read(store: Store, folder: Path, pool: Sequence[Labelled]) -> None:
    """Puts what a model finds in the pool into the store."""
    extractor = Extractor(folder)
    model = ModelReference(extractor.name, extractor.version)
    known = store.known((item.document.sha256 for item in pool), model)
    new = [item.document for item in pool if item.document.sha256 not in known]
    run = store.start_run(model)
    for document, claims in extractor.extract(new):
        store.add(run, document, claims)


def _review(store: Store, episode: Episode, pool: Sequence[Labelled], budget: int) -> None:
    """Answers what the queue asks until so many screens were answered."""
    labelled = {item.document.sha256: item for item in pool}
    settings = ReviewSettings(audit_seed=f"simulation {episode.seed}")
    share = {"random": 1.0, "doubt": 0.0}.get(episode.order, settings.audit_share)
    desk = Desk(store, load_declarations(), replace(settings, audit_share=share))
    outlook = Outlook(REVIEWER, ORDERS[episode.order])
    item: Item | None = None
    for _ in range(_screens(store), budget):
        item = desk.next_item(outlook, item.key if item else None)
        if item is None:
            return
        store.append_decisions(_answer(store, desk, item, labelled[item.sha256]))


def _answer(store: Store, desk: Desk, item: Item, labelled: Labelled) -> list[Decision]:
    claims = desk.claims_of(item.sha256)
    if item.claim_id is None:
        given = missed_claims(labelled.gold, labelled.document, claims)
        return given or [decision(Action.NOTHING_MISSED, labelled.document)]
    if all(claim.id != item.claim_id for claim in claims):  # a claim that the newer model no longer finds
        claims.append(store.claim(item.claim_id).claim)
    return [answers(labelled.gold, labelled.document, claims)[item.claim_id]]


def _screens(store: Store) -> int:
    """How many screens were answered: claims, and articles without claims."""
    claims, articles = set(), set()
    for logged in store.decisions():
        one = logged.decision
        if one.targets:
            claims.add(one.targets[0].id)
        else:
            articles.add(one.document_sha256)
    return len(claims) + len(articles)


def _retrain(ground: Ground, store: Store, config: RetrainConfig, folder: Path) -> dict[str, int]:
    """A model from the start and all answers so far; nothing is held back, as the tests are the proof."""
    parent = parent_of_folder(ground.start)
    types = parent.layout.claim_types
    decisions = read_decisions(store, take_snapshot(store), types, 0.0, 0.0)
    order = sorted(ground.learnt, key=lambda item: draw(f"replay {config.train.seed}", item.gold.path))
    base = Base(tuple(order[: config.replay]), ground.hold, {"learnt": len(ground.learnt)})
    layout = replace(parent.layout, version=f"{parent.root}+{folder.name}")
    key = f"{decisions.snapshot.digest} {json.dumps(asdict(config.train))} {config.replay}"
    made = (folder, layout, Checkpoint(folder / "training.ckpt", key))
    learn(parent, decisions.part(Part.LEARN), base, config, made, Silent())
    calibrate(folder, parent, layout, base, decisions)
    made[2].remove()
    return decisions.actions(Part.LEARN)


def _point(
    ground: Ground, episode: Episode, model: Path, reviewed: int, counts: Mapping[str, int]
) -> dict[str, Any]:
    scores = {}
    for name, documents in ground.tests.items():
        found = measure(model, documents).evaluation.as_dict()
        scores[name] = {score: found[score] for score in SCORES}
    return {
        "order": episode.order,
        "seed": episode.seed,
        "reviewed": reviewed,
        "decisions": dict(counts),
        **scores,
    }


def episodes(orders: Sequence[str], seeds: int, budgets: Sequence[int]) -> Iterator[Episode]:
    """All episodes, a seed after the other, so that a run that is broken off has all orders of its seeds."""
    for seed in range(1, seeds + 1):
        for order in orders:
            yield Episode(order, seed, tuple(budgets))
