"""From paired claims to scores: claim F1, argument F1, modality, evidence, calibration (CLAIMS.md, section 4)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import add
from typing import NamedTuple

from claimwright.evaluation.bootstrap import Estimate, draws, interval
from claimwright.evaluation.calibration import (
    Pair,
    area_under_risk_coverage,
    brier_score,
    expected_calibration_error,
    precision_at_coverage,
)
from claimwright.evaluation.matching import Pairing, Prediction, role_matches
from claimwright.records.gold import GoldClaim

__all__ = ["COUNTED", "METRICS", "Counts", "Scores", "confident_pairs", "count_pairing", "score"]


class Counts(NamedTuple):
    """What is counted of documents; counts of several documents add up field by field.

    ``hits``, ``spurious`` and ``missed`` are claims, the ``roles_`` fields their (role, value) pairs; ``told_right``
    are hits with an accepted modality, ``shown`` hits whose evidence overlaps a labelled quote, ``showable`` hits with
    such a quote.
    """

    hits: int = 0
    spurious: int = 0
    missed: int = 0
    roles_hit: int = 0
    roles_spurious: int = 0
    roles_missed: int = 0
    told_right: int = 0
    shown: int = 0
    showable: int = 0

    def plus(self, other: Counts) -> Counts:
        """The counts of both."""
        return Counts(*map(add, self, other))


@dataclass(frozen=True, slots=True)
class Scores:
    """The scores of one claim type, or of all together.

    Attributes:
        counts: what they are made of.
        values: metric name (``METRICS``) to value and interval.
    """

    counts: Counts
    values: Mapping[str, Estimate]

    @property
    def support(self) -> int:
        """How many firm labels there are."""
        return self.counts.hits + self.counts.missed


@dataclass(frozen=True, slots=True)
class _Tally:
    """One document: its counts, and confidence against outcome."""

    counts: Counts
    hits: tuple[Pair, ...]
    spurious: tuple[Pair, ...]


def _share(part: int, rest: int) -> float:
    return part / (part + rest) if part + rest else 0.0


def _f1(hits: int, spurious: int, missed: int) -> float:
    precision, recall = _share(hits, spurious), _share(hits, missed)
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


COUNTED: Mapping[str, Callable[[Counts], float | None]] = {
    "precision": lambda c: _share(c.hits, c.spurious),
    "recall": lambda c: _share(c.hits, c.missed),
    "f1": lambda c: _f1(c.hits, c.spurious, c.missed),
    "argument_f1": lambda c: _f1(c.roles_hit, c.roles_spurious, c.roles_missed),
    "modality_accuracy": lambda c: c.told_right / c.hits if c.hits else None,
    "evidence_overlap": lambda c: c.shown / c.showable if c.showable else None,
}
"""The metrics that follow from counts, by name."""
_CONFIDENT: Mapping[str, Callable[[Sequence[Pair]], float | None]] = {
    "ece": expected_calibration_error,
    "brier": brier_score,
    "precision_top_half": precision_at_coverage,
    "aurc": area_under_risk_coverage,
}
METRICS = (*COUNTED, *_CONFIDENT)
"""The names of all metrics; ``ece``, ``brier`` and ``aurc`` are the better the smaller they are."""


def score(pairings: Sequence[Pairing], claim_type: str | None = None) -> Scores:
    """Scores with 95 % bootstrap intervals over documents.

    Args:
        pairings: one a document.
        claim_type: count claims of this type only.
    """
    tallies = [_tally(pairing, claim_type) for pairing in pairings]
    counts = _total(tally.counts for tally in tallies)
    values = {name: measure(counts) for name, measure in COUNTED.items()}
    pairs = _pairs(tallies)
    values |= {name: measure(pairs) for name, measure in _CONFIDENT.items()}
    intervals = _intervals(tallies)
    return Scores(counts, {name: Estimate(values[name], *intervals[name]) for name in METRICS})


def count_pairing(pairing: Pairing, claim_type: str | None = None) -> Counts:
    """The counts of one document."""
    return _tally(pairing, claim_type).counts


def confident_pairs(pairings: Sequence[Pairing], claim_type: str | None = None) -> list[Pair]:
    """Confidence and outcome (1 or 0) of every claim that counts, as calibration is measured on them."""
    return _pairs([_tally(pairing, claim_type) for pairing in pairings])


def _pairs(tallies: Sequence[_Tally]) -> list[Pair]:
    # Hits of all documents first: floating-point sums depend on the order, and the reference adds in this one.
    hits = [pair for tally in tallies for pair in tally.hits]
    return hits + [pair for tally in tallies for pair in tally.spurious]


def _total(counts: Iterable[Counts]) -> Counts:
    total = Counts()
    for one in counts:
        total = total.plus(one)
    return total


def _tally(pairing: Pairing, claim_type: str | None) -> _Tally:
    hits = [(gold, given) for gold, given in pairing.hits if claim_type in (None, gold.type)]
    spurious = [given for given in pairing.spurious if claim_type in (None, given.type)]
    missed = [gold for gold in pairing.missed if claim_type in (None, gold.type)]
    matched = [_count_hit(gold, given) for gold, given in hits]
    counts = _total(matched).plus(
        Counts(
            spurious=len(spurious),
            missed=len(missed),
            roles_spurious=sum(len(given.arguments) for given in spurious),
            roles_missed=sum(len(gold.arguments) for gold in missed),
        )
    )
    return _Tally(
        counts,
        tuple((given.confidence, 1) for _, given in hits),
        tuple((given.confidence, 0) for given in spurious),
    )


def _count_hit(gold: GoldClaim, given: Prediction) -> Counts:
    right = {role for role in gold.arguments if role_matches(gold, given, role)}
    overlaps = any(place.overlaps(quote) for place in given.evidence for quote in gold.evidence)
    return Counts(
        hits=1,
        roles_hit=len(right),
        roles_missed=len(gold.arguments) - len(right),
        roles_spurious=sum(role not in gold.soft and role not in right for role in given.arguments),
        told_right=int(given.modality in gold.accepted_modalities),
        shown=int(overlaps),
        showable=int(bool(gold.evidence)),
    )


def _intervals(tallies: Sequence[_Tally]) -> dict[str, tuple[float | None, float | None]]:
    if not tallies:
        return dict.fromkeys(METRICS, (None, None))
    ordered = sorted(
        (pair, number) for number, tally in enumerate(tallies) for pair in (*tally.hits, *tally.spurious)
    )
    drawn: dict[str, list[float | None]] = {name: [] for name in METRICS}
    for sample in draws(len(tallies)):
        counts = _total(tallies[number].counts for number in sample)
        for name, measure in COUNTED.items():
            drawn[name].append(measure(counts))
        times = [0] * len(tallies)
        for number in sample:
            times[number] += 1
        pairs = [pair for pair, number in ordered for _ in range(times[number])]
        for name, rate in _CONFIDENT.items():
            drawn[name].append(rate(pairs))
    return {name: interval(values) for name, values in drawn.items()}
