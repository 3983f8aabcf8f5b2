"""What a review has shown so far, in numbers; accuracy from the random slice alone."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from sqlalchemy import func, select

from claimwright.records import Action, Verdict
from claimwright.review.agreement import Pair, agreement, read_answers
from claimwright.review.intervals import Share, wilson
from claimwright.review.settings import ReviewSettings
from claimwright.schema import Declarations
from claimwright.store import Store
from claimwright.store.tables import claims, complete, decisions, standings

__all__ = ["AuditRow", "Figures", "Level", "ReviewerRow", "TypeRow", "figures", "levels", "settle_audit"]

_LEVELS = 5  # of confidence: few enough that each is filled early


@dataclass(frozen=True, slots=True)
class TypeRow:
    """One claim type: claims answered and not, and the share of its random slice that is right as it stands."""

    name: str
    label: str
    decided: int
    left: int
    right: Share


@dataclass(frozen=True, slots=True)
class ReviewerRow:
    """One reviewer.

    Attributes:
        name: of the reviewer.
        by_type: claims answered, by type.
        decided: of all types.
        left: claims he has not answered.
        articles: articles in which he found nothing missed.
        per_hour: claims in an hour of looking; None if no time was taken.
        seconds: median look.
    """

    name: str
    by_type: dict[str, int]
    decided: int
    left: int
    articles: int
    per_hour: float | None
    seconds: float | None


@dataclass(frozen=True, slots=True)
class Level:
    """Claims of similar confidence: their mean confidence, and the share that is right."""

    low: float
    high: float
    confidence: float | None
    right: Share


@dataclass(frozen=True, slots=True)
class AuditRow:
    """One claim of the random slice that was settled; ``right`` says it was accepted as it stood."""

    type: str
    confidence: float
    right: bool


@dataclass(frozen=True, slots=True)
class Figures:
    """All figures.

    Attributes:
        types: a row a type.
        right: share of the random slice that was accepted as it stands.
        unsettled: claims of the slice that are unsure or disputed: they count neither way.
        reviewers: a row a reviewer.
        levels: confidence against verdicts, of the slice.
        missed: share of the randomly drawn articles without claims in which a claim was added.
        pairs: agreement of reviewers.
    """

    types: tuple[TypeRow, ...]
    right: Share
    unsettled: int
    reviewers: tuple[ReviewerRow, ...]
    levels: tuple[Level, ...]
    missed: Share
    pairs: tuple[Pair, ...]


def figures(store: Store, declarations: Declarations, settings: ReviewSettings) -> Figures:
    """The figures of a store as it stands now."""
    audit, unsettled = settle_audit(store)
    found = _by_type(store)
    names = [*declarations.claim_types, *sorted(set(found) - set(declarations.claim_types))]
    types = tuple(
        TypeRow(
            name=name,
            label=declarations.claim_types[name].label if name in declarations.claim_types else name,
            decided=found.get(name, (0, 0))[0],
            left=found.get(name, (0, 0))[1],
            right=_share(row for row in audit if row.type == name),
        )
        for name in names
    )
    return Figures(
        types=types,
        right=_share(audit),
        unsettled=unsettled,
        reviewers=tuple(_reviewers(store, settings, sum(row.decided + row.left for row in types))),
        levels=tuple(levels(audit)),
        missed=_missed(store),
        pairs=tuple(agreement(read_answers(store))),
    )


def levels(rows: Sequence[AuditRow], count: int = _LEVELS) -> list[Level]:
    """The slice by confidence, in ``count`` levels of equal width; also those that nobody fell into."""
    table = []
    for number in range(count):
        low, high = number / count, (number + 1) / count
        inside = [row for row in rows if low <= row.confidence < high or (high == 1 == row.confidence)]
        mean = sum(row.confidence for row in inside) / len(inside) if inside else None
        table.append(Level(low, high, mean, _share(inside)))
    return table


def settle_audit(store: Store) -> tuple[list[AuditRow], int]:
    """The claims of the random slice on which there is one word, and how many are unsure or disputed.

    A claim counts if it was answered from the slice, as the model at hand still has it.
    """
    query = (
        select(claims.c.key, claims.c.type, claims.c.confidence, standings.c.verdict, standings.c.final)
        .join(standings, standings.c.claim == claims.c.key)
        .join(decisions, decisions.c.id == standings.c.decision)
        .where(claims.c.latest)
        .order_by(claims.c.key, decisions.c.position)
    )
    drawn = (
        select(decisions.c.claim_id).where(decisions.c.audit, decisions.c.claim_id.is_not(None)).distinct()
    )
    groups: dict[int, list[tuple[str, float, Verdict, bool]]] = {}
    with store.database.read() as connection:
        for row in connection.execute(query.where(claims.c.id.in_(drawn))):
            entry = (row.type, row.confidence, Verdict(row.verdict), row.final)
            groups.setdefault(row.key, []).append(entry)
    settled: list[AuditRow] = []
    for group in groups.values():
        word = _word([(verdict, final) for _, _, verdict, final in group])
        if word is not None:
            settled.append(AuditRow(group[0][0], group[0][1], word is Verdict.ACCEPTED))
    return settled, len(groups) - len(settled)


def _word(answers: Sequence[tuple[Verdict, bool]]) -> Verdict | None:
    """The verdict that counts, or None: the last final one, else the one that all sure reviewers gave."""
    final = [verdict for verdict, is_final in answers if is_final]
    sure = {verdict for verdict, _ in answers} - {Verdict.UNSURE}
    word = final[-1] if final else (sure.pop() if len(sure) == 1 else None)
    return None if word is Verdict.UNSURE else word


def _share(rows: Iterable[AuditRow]) -> Share:
    found = list(rows)
    return wilson(sum(row.right for row in found), len(found))


def _by_type(store: Store) -> dict[str, tuple[int, int]]:
    """Claims answered and not, by type."""
    answered = (claims.c.answers > 0).label("answered")
    query = select(claims.c.type, answered, func.count().label("count"))
    query = query.where(claims.c.latest).group_by(claims.c.type, answered)
    counts: dict[str, list[int]] = {}
    with store.database.read() as connection:
        for row in connection.execute(query):
            counts.setdefault(row.type, [0, 0])[0 if row.answered else 1] += row._mapping["count"]
    return {name: (done, left) for name, (done, left) in counts.items()}


def _reviewers(store: Store, settings: ReviewSettings, total: int) -> list[ReviewerRow]:
    by_type = select(standings.c.reviewer, claims.c.type, func.count().label("count"))
    by_type = by_type.join(claims, claims.c.key == standings.c.claim).where(claims.c.latest)
    nothing = select(complete.c.reviewer, func.count().label("count")).group_by(complete.c.reviewer)
    found: dict[str, Counter[str]] = {}
    with store.database.read() as connection:
        for row in connection.execute(by_type.group_by(standings.c.reviewer, claims.c.type)):
            found.setdefault(row.reviewer, Counter())[row.type] += row._mapping["count"]
        articles = {row.reviewer: row._mapping["count"] for row in connection.execute(nothing)}
    looks = _looks(store)
    names = sorted({*found, *articles, *looks})
    rows = []
    for name in names:
        counts = found.get(name, Counter())
        times = [min(seconds, settings.longest_pause) for seconds in looks.get(name, [])]
        rows.append(
            ReviewerRow(
                name=name,
                by_type=dict(counts),
                decided=counts.total(),
                left=total - counts.total(),
                articles=articles.get(name, 0),
                per_hour=3600 * len(times) / sum(times) if sum(times) else None,
                seconds=median(times) if times else None,
            )
        )
    return rows


def _looks(store: Store) -> dict[str, list[float]]:
    """Seconds of each look at a claim, by reviewer."""
    query = select(decisions.c.reviewer, decisions.c.body).where(decisions.c.claim_id.is_not(None))
    found: dict[str, list[float]] = {}
    with store.database.read() as connection:
        for row in connection.execute(query):
            seconds = json.loads(row.body).get("seconds")
            if seconds is not None:
                found.setdefault(row.reviewer, []).append(seconds)
    return found


def _missed(store: Store) -> Share:
    """Of the articles drawn by lot that somebody read to the end, those in which a claim had been missed."""
    query = select(decisions.c.sha256, decisions.c.id, decisions.c.action, decisions.c.undoes)
    with store.database.read() as connection:
        drawn = (
            select(decisions.c.sha256)
            .where(decisions.c.audit, decisions.c.action.in_([Action.ADD, Action.NOTHING_MISSED]))
            .distinct()
        )
        rows = connection.execute(
            query.where(decisions.c.sha256.in_(drawn)).order_by(decisions.c.position.desc())
        ).all()
    void: set[str] = set()
    stands: dict[str, set[str]] = {}
    for row in rows:
        if row.id in void:
            continue
        if row.action == Action.UNDO:
            void.add(row.undoes)
        else:
            stands.setdefault(row.sha256, set()).add(row.action)
    read = [actions for actions in stands.values() if actions & {Action.ADD, Action.NOTHING_MISSED}]
    return wilson(sum(Action.ADD in actions for actions in read), len(read))
