"""The labelled articles of the base: a sample to learn again, those to calibrate on, and those the gate measures on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from claimwright.corpora.reader import documents
from claimwright.errors import InputError
from claimwright.evaluation.measure import cleaned
from claimwright.records.gold import GoldDocument
from claimwright.retraining.config import Frozen
from claimwright.review.queue import draw
from claimwright.training.corpus import Labelled, is_held

__all__ = ["COLLECTIONS", "Base", "FrozenTest", "frozen_test", "read_base"]

COLLECTIONS = ("news", "press", "written")


@dataclass(frozen=True, slots=True)
class Base:
    """What the base gives to a retraining.

    Attributes:
        replay: to learn again.
        hold: news to calibrate on, which no training has learnt from.
        available: how many articles there are to learn again, by collection; 0 where the texts are not here.
    """

    replay: tuple[Labelled, ...]
    hold: tuple[Labelled, ...]
    available: dict[str, int]

    @property
    def missing(self) -> tuple[str, ...]:
        """The collections whose texts are not here."""
        return tuple(name for name, count in self.available.items() if not count)


@dataclass(frozen=True, slots=True)
class FrozenTest:
    """Labelled articles that nothing was trained on.

    Attributes:
        name: what they are, for people.
        documents: with their labels; none where there are no texts.
    """

    name: str
    documents: tuple[GoldDocument, ...]


def read_base(count: int, hold: float, seed: int, reviewed: Iterable[str]) -> Base:
    """A sample of the base.

    Args:
        count: articles to learn again, drawn by the seed from all that are here.
        hold: share of the news that the current model was calibrated on; they are never learnt.
        seed: of the sample.
        reviewed: digests of articles that people decided on: their decisions count instead.
    """
    left = set(reviewed)
    learn: list[GoldDocument] = []
    kept: list[GoldDocument] = []
    available: dict[str, int] = {}
    for name in COLLECTIONS:
        found = [gold for gold in _here(name, "train") if gold.sha256 not in left]
        apart = [gold for gold in found if is_held(gold, hold)]
        known = {id(gold) for gold in apart}
        rest = [gold for gold in found if id(gold) not in known]
        available[name] = len(rest)
        learn += rest
        kept += apart
    chosen = sorted(learn, key=lambda gold: draw(f"replay {seed}", f"{gold.source} {gold.path}"))[:count]
    return Base(_cleaned(chosen), _cleaned(kept), available)


def frozen_test(wanted: Frozen, reviewed: Iterable[str]) -> FrozenTest:
    """The articles that the gate measures on: news if their texts are here, else the written hold-out.

    Args:
        wanted: which of them.
        reviewed: digests of articles that people decided on: what is learnt from is no test.
    """
    left = set(reviewed)
    if wanted is not Frozen.WRITTEN:
        news = tuple(gold for gold in _here("news", "test") if gold.sha256 not in left)
        if news or wanted is Frozen.NEWS:
            return FrozenTest("the test split of the news", news)
    written = tuple(gold for gold in _here("written", "test") if gold.sha256 not in left)
    return FrozenTest("the hold-out of the written articles", written)


def _here(name: str, split: str) -> list[GoldDocument]:
    """The documents whose texts are here; none where the labels themselves are not (an installed package)."""
    try:
        return documents(name, split, missing="skip")
    except InputError as error:
        if error.code in ("E101", "E502"):
            return []
        raise


def _cleaned(chosen: Sequence[GoldDocument]) -> tuple[Labelled, ...]:
    return tuple(Labelled(cleaned(gold), gold) for gold in chosen)
