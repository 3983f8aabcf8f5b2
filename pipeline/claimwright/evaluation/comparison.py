"""Two systems on the same documents: by how much the scores differ, and which claims changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from claimwright.evaluation.bootstrap import draws, interval
from claimwright.evaluation.calibration import Pair, expected_calibration_error
from claimwright.evaluation.matching import Pairing, Prediction
from claimwright.evaluation.scores import COUNTED, Counts, confident_pairs, count_pairing
from claimwright.records.gold import GoldClaim

__all__ = ["COMPARED", "ChangeKind", "ChangedClaim", "Comparison", "Difference", "compare"]

COMPARED = ("f1", "precision", "recall", "argument_f1", "modality_accuracy")
"""The metrics that are compared over all types, beside the calibration error."""

_Value = Callable[[Counts], float | None]


@dataclass(frozen=True, slots=True)
class Difference:
    """A metric of both systems; ``low`` to ``high`` is the paired 95 % interval of new minus old.

    ``better`` is the share of draws in which the new one is greater. None where there is nothing to count.
    """

    old: float | None
    new: float | None
    low: float | None = None
    high: float | None = None
    better: float | None = None

    @property
    def change(self) -> float | None:
        """New minus old."""
        return None if self.old is None or self.new is None else self.new - self.old


class ChangeKind(StrEnum):
    """What became of a claim."""

    NEWLY_RIGHT = "newly right"
    NO_LONGER_WRONG = "no longer wrong"
    NEWLY_MISSED = "newly missed"
    NEWLY_WRONG = "newly wrong"


@dataclass(frozen=True, slots=True)
class ChangedClaim:
    """A claim that one system gets and the other does not.

    Attributes:
        path: of the document.
        kind: what became of it.
        label: the labelled claim that was won or lost, else None.
        given: the prediction, of whichever system made it.
    """

    path: str
    kind: ChangeKind
    label: GoldClaim | None
    given: Prediction | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """How two systems differ on the same documents.

    Attributes:
        documents: how many.
        overall: metrics of ``COMPARED`` and ``ece``.
        by_type: claim F1 of each type.
        support: firm labels of each type.
        changes: the claims that changed.
    """

    documents: int
    overall: Mapping[str, Difference]
    by_type: Mapping[str, Difference]
    support: Mapping[str, int]
    changes: tuple[ChangedClaim, ...]


def compare(old: Mapping[str, Pairing], new: Mapping[str, Pairing], claim_types: Sequence[str]) -> Comparison:
    """Compare two systems by a paired bootstrap over documents.

    Args:
        old: document path to what became of its claims.
        new: the same of the other system.
        claim_types: the types to compare one by one.

    Raises:
        ValueError: if the documents differ.
    """
    if set(old) != set(new):
        raise ValueError("the two systems were not measured on the same documents")
    lefts, rights = list(old.values()), [new[path] for path in old]
    times = _times(len(lefts))
    overall = {name: _difference(lefts, rights, COUNTED[name], None, times) for name in COMPARED}
    overall["ece"] = _calibration(lefts, rights, times)
    by_type = {name: _difference(lefts, rights, COUNTED["f1"], name, times) for name in claim_types}
    totals = {name: _sum([count_pairing(one, name) for one in lefts]) for name in claim_types}
    changes = tuple(change for path in old for change in _changes(path, old[path], new[path]))
    support = {name: counts.hits + counts.missed for name, counts in totals.items()}
    return Comparison(len(lefts), overall, by_type, support, changes)


def _times(size: int) -> npt.NDArray[np.int64]:
    """How often each document is in each draw, ``(draws, documents)``."""
    if not size:
        return np.zeros((0, 0), dtype=np.int64)
    return np.stack([np.bincount(sample, minlength=size) for sample in draws(size)])


def _difference(
    old: Sequence[Pairing],
    new: Sequence[Pairing],
    value: _Value,
    claim_type: str | None,
    times: npt.NDArray[np.int64],
) -> Difference:
    left, right = ([count_pairing(one, claim_type) for one in side] for side in (old, new))
    drawn = [
        (value(Counts(*one)), value(Counts(*other)))
        for one, other in zip(_drawn(left, times), _drawn(right, times), strict=True)
    ]
    return _made(value(_sum(left)), value(_sum(right)), drawn)


def _drawn(counts: Sequence[Counts], times: npt.NDArray[np.int64]) -> list[list[int]]:
    totals: list[list[int]] = (times @ np.array(counts, dtype=np.int64)).tolist() if counts else []
    return totals


def _sum(counts: Sequence[Counts]) -> Counts:
    total = Counts()
    for one in counts:
        total = total.plus(one)
    return total


def _calibration(old: Sequence[Pairing], new: Sequence[Pairing], times: npt.NDArray[np.int64]) -> Difference:
    left, right = ([confident_pairs([one]) for one in side] for side in (old, new))

    def error(pairs: Sequence[Sequence[Pair]], row: npt.NDArray[np.int64] | None = None) -> float | None:
        counts = [1] * len(pairs) if row is None else row.tolist()
        return expected_calibration_error(
            [pair for several, count in zip(pairs, counts, strict=True) for pair in several * count]
        )

    drawn = [(error(left, row), error(right, row)) for row in times]
    return _made(error(left), error(right), drawn)


def _made(
    old: float | None, new: float | None, drawn: Sequence[tuple[float | None, float | None]]
) -> Difference:
    changes = [after - before for before, after in drawn if before is not None and after is not None]
    if not changes:
        return Difference(old, new)
    return Difference(old, new, *interval(changes), sum(change > 0 for change in changes) / len(changes))


def _changes(path: str, old: Pairing, new: Pairing) -> Iterator[ChangedClaim]:
    before, after = dict(_found(old)), dict(_found(new))
    for number, (label, given) in after.items():
        if number not in before:
            yield ChangedClaim(path, ChangeKind.NEWLY_RIGHT, label, given)
    for number, (label, given) in before.items():
        if number not in after:
            yield ChangedClaim(path, ChangeKind.NEWLY_MISSED, label, given)
    for given in _without(old.spurious, new.spurious):
        yield ChangedClaim(path, ChangeKind.NO_LONGER_WRONG, None, given)
    for given in _without(new.spurious, old.spurious):
        yield ChangedClaim(path, ChangeKind.NEWLY_WRONG, None, given)


def _found(pairing: Pairing) -> Iterator[tuple[str, tuple[GoldClaim, Prediction]]]:
    """The labels that were found, by what they say: the two systems may hold copies of one label."""
    for label, given in pairing.hits:
        yield repr((label.type, label.modality, label.arguments, label.evidence)), (label, given)


_Item = TypeVar("_Item", bound=Prediction)


def _without(some: Sequence[_Item], others: Sequence[_Item]) -> list[_Item]:
    """Those that none of the others equals but for confidence and places."""
    known = {repr((one.type, one.modality, one.arguments)) for one in others}
    return [one for one in some if repr((one.type, one.modality, one.arguments)) not in known]
