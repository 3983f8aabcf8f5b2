"""Rates and ratios of the rounds, and the project's targets beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from benchmarks.cold_start import ColdStart
from benchmarks.memory import Memory
from benchmarks.precision import Precision
from benchmarks.rounds import Measured, Sample
from benchmarks.size import Size

__all__ = ["Rate", "Spread", "Target", "rates", "speed_targets", "targets"]


@dataclass(frozen=True, slots=True)
class Spread:
    """Median, least and most of some values."""

    median: float
    least: float
    most: float

    @classmethod
    def of(cls, values: Sequence[float]) -> Spread:
        """The spread of at least one value."""
        return cls(median(values), min(values), max(values))


@dataclass(frozen=True, slots=True)
class Rate:
    """What one contender did.

    Attributes:
        seconds: of a round.
        articles: a second.
        cpu_articles: articles a second of processor time, all its processes together.
        pieces: word pieces a second; None where there are none.
        claims: of a round; None where none are looked for.
    """

    seconds: Spread
    articles: Spread
    cpu_articles: Spread
    pieces: Spread | None
    claims: int | None


@dataclass(frozen=True, slots=True)
class Target:
    """A target of the project, and what was measured.

    Attributes:
        name: what it is about.
        value: what was measured: a median, with the spread of the rounds if it has one.
        bound: what is asked for.
        at_least: whether ``bound`` is a lower bound.
        unit: of both.
    """

    name: str
    value: Spread
    bound: float
    at_least: bool
    unit: str

    @property
    def met(self) -> bool:
        """Whether the median meets the bound."""
        return self.value.median >= self.bound if self.at_least else self.value.median <= self.bound


def rates(measured: Measured) -> dict[str, Rate]:
    """The rates of every contender."""
    return {name: _rate(samples) for name, samples in measured.samples.items()}


def _rate(samples: Sequence[Sample]) -> Rate:
    pieces = [s.done.pieces / s.seconds for s in samples]
    return Rate(
        seconds=Spread.of([s.seconds for s in samples]),
        articles=Spread.of([s.done.articles / s.seconds for s in samples]),
        cpu_articles=Spread.of([s.done.articles / max(s.cpu_seconds, 1e-9) for s in samples]),
        pieces=Spread.of(pieces) if samples[0].done.pieces else None,
        claims=samples[0].done.claims,
    )


def speed_targets(measured: Measured) -> list[Target]:
    """Ratios, formed round by round so that a machine that slows down does so for both sides."""
    found = rates(measured)
    ours = _fastest(found, ("pipeline", "command"))
    theirs = _fastest(found, ("spacy-1", "spacy-2"))
    targets = []
    if ours and theirs:
        pairs = zip(measured.samples[ours], measured.samples[theirs], strict=True)
        ratios = [(a.done.articles / a.seconds) / (b.done.articles / b.seconds) for a, b in pairs]
        targets.append(Target(f"articles/s, {ours} : {theirs}", Spread.of(ratios), 3.0, True, "times"))
    if {"pipeline", "encoder"} <= found.keys():
        pairs = zip(measured.samples["pipeline"], measured.samples["encoder"], strict=True)
        shares = [(a.done.pieces / a.seconds) / (b.done.pieces / b.seconds) for a, b in pairs]
        targets.append(Target("token rate, pipeline : encoder", Spread.of(shares), 0.7, True, "times"))
    return targets


def _fastest(found: dict[str, Rate], names: Sequence[str]) -> str | None:
    known = [name for name in names if name in found]
    return max(known, key=lambda name: found[name].articles.median, default=None)


def targets(
    measured: Measured, cold: ColdStart | None, memory: Memory | None, size: Size, precision: Precision | None
) -> list[Target]:
    """Every target that something was measured for."""
    found = speed_targets(measured)
    if cold is not None:
        ratios = [a / b for a, b in zip(cold.first_claim, cold.import_spacy, strict=True)]
        found.append(Target("first claim, cold", Spread.of(cold.first_claim), 2.5, False, "s"))
        found.append(Target("first claim : import spacy", Spread.of(ratios), 3.0, False, "times"))
    if memory is not None:
        found.append(Target("peak memory", _one(memory.peak), 500, False, "MB"))
    found.append(Target("model on disk", _one(size.running), 30, False, "MB"))
    if precision is not None:
        found.append(Target("claim F1 lost by int8", _one(precision.points_lost), 0.5, False, "points"))
    return found


def _one(value: float) -> Spread:
    return Spread(value, value, value)
