"""Caps against a queue that asks the same thing again and again."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from claimwright.review.queue.candidate import Candidate

__all__ = ["Caps", "spread"]

Wanted = TypeVar("Wanted")


@dataclass(frozen=True, slots=True)
class Caps:
    """How often something may come up among any ``window`` items in a row.

    Attributes:
        company, outlet, story: items that share it.
        window: items.
    """

    company: int = 2
    outlet: int = 5
    story: int = 1
    window: int = 12


def spread(candidates: Iterable[Candidate], caps: Caps | None = None) -> list[Candidate]:
    """The same candidates, each as early as its place and the caps allow; none is lost.

    Where the caps leave nothing, the first that is left comes next: a queue is never empty because it is narrow.
    """
    limits = caps or Caps()
    allowed = {"company": limits.company, "outlet": limits.outlet, "story": limits.story}
    return _spread(list(candidates), _marks, allowed, limits.window)


def _marks(candidate: Candidate) -> set[tuple[str, str]]:
    """What a candidate shares with others: (kind, value)."""
    marks = {("company", name) for name in candidate.companies}
    if candidate.outlet:
        marks.add(("outlet", candidate.outlet))
    if candidate.story:
        marks.add(("story", candidate.story))
    return marks


def _spread(
    left: Sequence[Wanted],
    marks_of: Callable[[Wanted], set[tuple[str, str]]],
    allowed: dict[str, int],
    window: int,
) -> list[Wanted]:
    waiting = [(item, marks_of(item)) for item in left]
    recent: deque[set[tuple[str, str]]] = deque(maxlen=max(window - 1, 0))
    counts: Counter[tuple[str, str]] = Counter()
    ordered: list[Wanted] = []
    while waiting:
        fits = (
            place
            for place, (_, marks) in enumerate(waiting)
            if all(counts[mark] < allowed[mark[0]] for mark in marks)
        )
        item, marks = waiting.pop(next(fits, 0))
        ordered.append(item)
        if recent.maxlen == 0:
            continue
        if len(recent) == recent.maxlen:
            counts.subtract(recent[0])
        recent.append(marks)
        counts.update(marks)
    return ordered
