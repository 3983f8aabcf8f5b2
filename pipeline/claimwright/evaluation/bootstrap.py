"""Intervals by drawing documents again and again."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

__all__ = ["Estimate", "draws", "estimate", "interval"]

DRAWS = 1000
_SEED = 0

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Estimate:
    """A value with its 95 % interval; each is None where there is nothing to count."""

    value: float | None
    low: float | None = None
    high: float | None = None


def draws(size: int, times: int = DRAWS) -> Iterator[list[int]]:
    """Samples of ``size`` document numbers with replacement, the same in every run."""
    generator = random.Random(_SEED)
    for _ in range(times):
        yield [generator.randrange(size) for _ in range(size)]


def interval(values: Sequence[float | None]) -> tuple[float | None, float | None]:
    """The middle 95 % of values drawn; draws without a value do not count."""
    ordered = sorted(value for value in values if value is not None)
    if not ordered:
        return None, None
    return ordered[int(0.025 * len(ordered))], ordered[max(int(0.975 * len(ordered)) - 1, 0)]


def estimate(items: Sequence[Item], measure: Callable[[Sequence[Item]], float | None]) -> Estimate:
    """A measure over documents with its interval.

    Args:
        items: one entry a document.
        measure: from any number of entries to the value.
    """
    if not items:
        return Estimate(measure(items))
    drawn = [measure([items[index] for index in sample]) for sample in draws(len(items))]
    return Estimate(measure(items), *interval(drawn))
