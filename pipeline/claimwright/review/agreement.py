"""How far reviewers agree who were asked the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations

from sqlalchemy import select

from claimwright.evaluation.agreement import cohens_kappa
from claimwright.records import Claim, Verdict
from claimwright.store import Store
from claimwright.store.decision_json import decision_from_line
from claimwright.store.tables import claims, decisions, standings
from claimwright.store.verdicts import Answer

__all__ = ["Pair", "agreement", "read_answers"]

_Places = set[tuple[str, str, int, int]]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two reviewers over the claims that both answered.

    Attributes:
        first, second: names.
        claims: how many both answered.
        same: how many with the same verdict.
        kappa: Cohen's kappa on the verdicts; None without claims.
        span_f1: F1 between the spans that each holds to be right (claim, role, edges in the source); None if neither
            holds any to be right.
    """

    first: str
    second: str
    claims: int
    same: int
    kappa: float | None
    span_f1: float | None


def agreement(answers: Iterable[Mapping[str, Answer]]) -> list[Pair]:
    """Every two reviewers who answered a claim in common, by name.

    Args:
        answers: of each claim, by reviewer. Adjudications are no independent answers and do not count.
    """
    found: dict[tuple[str, str], list[tuple[Answer, Answer]]] = {}
    for given in answers:
        own = {name: one for name, one in sorted(given.items()) if not one.decision.final}
        for first, second in combinations(own, 2):
            found.setdefault((first, second), []).append((own[first], own[second]))
    return [_pair(*names, both) for names, both in sorted(found.items())]


def read_answers(store: Store) -> list[dict[str, Answer]]:
    """The answers to the claims of the latest extractions that several reviewers answered."""
    query = (
        select(claims.c.key, standings.c.reviewer, standings.c.verdict, decisions.c.body)
        .join(standings, standings.c.claim == claims.c.key)
        .join(decisions, decisions.c.id == standings.c.decision)
        .where(claims.c.latest, claims.c.answers > 1)
        .order_by(claims.c.key, decisions.c.position)
    )
    found: dict[int, dict[str, Answer]] = {}
    with store.database.read() as connection:
        for row in connection.execute(query):
            decision = decision_from_line(row.body)
            shown = (decision.targets or decision.results)[0]
            found.setdefault(row.key, {})[row.reviewer] = Answer(Verdict(row.verdict), decision, shown)
    return list(found.values())


def _pair(first: str, second: str, both: list[tuple[Answer, Answer]]) -> Pair:
    verdicts = [(one.verdict.value, other.verdict.value) for one, other in both]
    shared = ours = theirs = 0
    for one, other in both:
        left, right = _places(one), _places(other)
        shared, ours, theirs = shared + len(left & right), ours + len(left), theirs + len(right)
    return Pair(
        first=first,
        second=second,
        claims=len(both),
        same=sum(one == other for one, other in verdicts),
        kappa=cohens_kappa(verdicts),
        span_f1=2 * shared / (ours + theirs) if ours + theirs else None,
    )


def _places(answer: Answer) -> _Places:
    """The spans that an answer holds to be right."""
    if answer.decision.results:
        right: tuple[Claim, ...] = answer.decision.results
    else:
        right = (answer.claim,) if answer.verdict is Verdict.ACCEPTED else ()
    places: _Places = set()
    for claim in right:
        for argument in claim.arguments:
            places.add((claim.type, argument.role, argument.span.source_start, argument.span.source_end))
        for mention in claim.mentions:
            places.add((claim.type, "trigger", mention.trigger.source_start, mention.trigger.source_end))
    return places
