"""The decision log in the database, and what is derived from it for queries.

``standings`` and ``complete`` are a pure function of the log and the claims: whoever adds to either calls ``refresh``
for the document in the same transaction.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from sqlalchemy import Connection, delete, func, insert, select, update

from claimwright.errors import StoreError
from claimwright.records import Action, Decision
from claimwright.store.attach import attach
from claimwright.store.decision_json import decision_from_line, decision_line
from claimwright.store.extractions import claim_of
from claimwright.store.storable import storable
from claimwright.store.tables import claims, complete, decisions, standings
from claimwright.store.verdicts import fold

__all__ = [
    "Logged",
    "append",
    "derived",
    "document_log",
    "is_decided",
    "kept",
    "last_position",
    "read_log",
    "refresh",
    "row_of",
]


_STANDING = ("claim", "reviewer", "verdict", "decision", "final")
_Answered = tuple[int, str, str, str, bool]


@dataclass(frozen=True, slots=True)
class Logged:
    """A decision as it stands in the log.

    Attributes:
        position: its place, growing in the order decisions were written; gaps mean nothing.
        decision: what was decided.
        new: whether this call wrote it, or an earlier one with the same client id had.
    """

    position: int
    decision: Decision
    new: bool = False


def append(connection: Connection, given: Sequence[Decision], seen: int | None) -> list[Logged]:
    """Write decisions, all or none, in their order.

    Raises:
        StoreError: E805 if an id is used for something else, or an undo names nothing in the log; E806 if ``seen``
            is given and someone decided on one of the same claims after that position.
    """
    logged: list[Logged] = []
    until = last_position(connection)
    for decision in given:
        earlier = _earlier(connection, decision)
        if earlier is not None:
            logged.append(earlier)
            continue
        _check(connection, decision)
        if seen is not None:
            _check_unseen(connection, decision, seen, until)
        row = insert(decisions).values(row_of(decision)).returning(decisions.c.position)
        logged.append(Logged(connection.execute(row).scalar_one(), decision, new=True))
    for sha256 in dict.fromkeys(one.decision.document_sha256 for one in logged if one.new):
        refresh(connection, sha256)
    return logged


def read_log(connection: Connection, after: int = 0, reviewer: str | None = None) -> Iterator[Logged]:
    """The log in its order, from after a position on."""
    query = select(decisions.c.position, decisions.c.body).where(decisions.c.position > after)
    if reviewer is not None:
        query = query.where(decisions.c.reviewer == reviewer)
    for row in connection.execute(query.order_by(decisions.c.position)):
        yield Logged(row.position, decision_from_line(row.body, f"decision {row.position}"))


def document_log(connection: Connection, sha256: str) -> list[Logged]:
    """What was decided on one document, in log order."""
    query = select(decisions.c.position, decisions.c.body).where(decisions.c.sha256 == sha256)
    rows = connection.execute(query.order_by(decisions.c.position))
    return [Logged(row.position, decision_from_line(row.body, f"decision {row.position}")) for row in rows]


def last_position(connection: Connection) -> int:
    """The position of the last decision, 0 for an empty log."""
    return int(connection.execute(select(func.coalesce(func.max(decisions.c.position), 0))).scalar_one())


def is_decided(connection: Connection, sha256: str) -> bool:
    """Whether anything was ever decided on a document."""
    query = select(decisions.c.position).where(decisions.c.sha256 == sha256).limit(1)
    return connection.execute(query).scalar() is not None


def refresh(connection: Connection, sha256: str) -> None:
    """Derive anew what stands of one document: for every claim of every run, and for the document itself."""
    answered, missed = derived(connection, sha256)
    ours = select(claims.c.key).where(claims.c.sha256 == sha256)
    connection.execute(delete(standings).where(standings.c.claim.in_(ours)))
    connection.execute(delete(complete).where(complete.c.sha256 == sha256))
    if answered:
        connection.execute(insert(standings), [dict(zip(_STANDING, row, strict=True)) for row in answered])
    if missed:
        rows = [{"sha256": sha256, "reviewer": reviewer, "decision": key} for reviewer, key in missed]
        connection.execute(insert(complete), rows)
    _count_answers(connection, sha256)


def derived(connection: Connection, sha256: str) -> tuple[list[_Answered], list[tuple[str, str]]]:
    """What the log says of a document: rows of ``standings``, and (reviewer, decision) of ``complete``; sorted."""
    rulings = fold([logged.decision for logged in document_log(connection, sha256)])
    if not rulings.decisions:
        return [], []
    query = select(claims.c.key, claims.c.extraction, claims.c.body).where(claims.c.sha256 == sha256)
    rows = connection.execute(query.order_by(claims.c.extraction, claims.c.number)).all()
    found: list[_Answered] = []
    for _, group in groupby(rows, key=lambda row: row.extraction):  # a decision goes to one claim of each
        ours = list(group)
        for row, answers in zip(ours, attach([claim_of(row.body) for row in ours], rulings), strict=True):
            found += [
                (
                    row.key,
                    storable(reviewer),
                    answer.verdict.value,
                    storable(answer.decision.id),
                    answer.decision.final,
                )
                for reviewer, answer in answers.items()
            ]
    missed = rulings.complete.get(sha256, {})
    return sorted(found), sorted((storable(name), storable(one.id)) for name, one in missed.items())


def kept(connection: Connection, sha256: str) -> tuple[list[_Answered], list[tuple[str, str]]]:
    """What ``refresh`` left of a document, in the form of ``derived``."""
    columns = [standings.c[name] for name in _STANDING]
    ours = select(*columns).join(claims, claims.c.key == standings.c.claim).where(claims.c.sha256 == sha256)
    missed = select(complete.c.reviewer, complete.c.decision).where(complete.c.sha256 == sha256)
    return sorted(map(tuple, connection.execute(ours))), sorted(map(tuple, connection.execute(missed)))


def _count_answers(connection: Connection, sha256: str) -> None:
    count = select(func.count()).where(standings.c.claim == claims.c.key).scalar_subquery()
    connection.execute(update(claims).where(claims.c.sha256 == sha256).values(answers=count))


def _earlier(connection: Connection, decision: Decision) -> Logged | None:
    """The entry that this decision already has, if it was sent before.

    A client that sends again may have let a new id, time and duration be set; everything else must be the same.
    """
    same = (decisions.c.client_id == decision.client_id) | (decisions.c.id == decision.id)
    row = connection.execute(select(decisions.c.position, decisions.c.body).where(same)).first()
    if row is None:
        return None
    before = decision_from_line(row.body, f"decision {row.position}")
    again = replace(decision, id=before.id, at=before.at, seconds=before.seconds)
    if before.client_id != decision.client_id or decision_line(again) != decision_line(before):
        raise StoreError("E805", f"decision {decision.id}", f"{decision.client_id} names another decision")
    return Logged(row.position, before)


def _check(connection: Connection, decision: Decision) -> None:
    if decision.action is Action.UNDO:
        query = select(decisions.c.sha256).where(decisions.c.id == decision.undoes)
        undone = connection.execute(query).scalar()
        if undone != decision.document_sha256:
            what = "nothing in the log" if undone is None else "a decision on another document"
            raise StoreError("E805", f"decision {decision.id}", f"it undoes {what}: {decision.undoes}")


def _check_unseen(connection: Connection, decision: Decision, seen: int, until: int) -> None:
    """Two tabs or two people do not overwrite each other unseen."""
    mine = _subjects(connection, decision)
    query = select(decisions.c.position, decisions.c.body).where(
        decisions.c.sha256 == decision.document_sha256,
        decisions.c.position > seen,
        decisions.c.position <= until,
    )
    for row in connection.execute(query.order_by(decisions.c.position)).all():
        other = decision_from_line(row.body, f"decision {row.position}")
        if mine & _subjects(connection, other):
            detail = f"{other.reviewer}: {other.action} at {other.at}"
            raise StoreError("E806", f"claim {decision.claim_id or decision.document_sha256}", detail)


def _subjects(connection: Connection, decision: Decision) -> set[str]:
    """Ids of the claims that a decision is about; of an undo, those of what it takes back."""
    while decision.action is Action.UNDO:
        query = select(decisions.c.body).where(decisions.c.id == decision.undoes)
        decision = decision_from_line(connection.execute(query).scalar_one(), f"decision {decision.undoes}")
    claims_of = {claim.id for claim in (*decision.targets, *decision.results)}
    return claims_of or {decision.document_sha256}


def row_of(decision: Decision) -> dict[str, object]:
    """The columns of a decision, its place in the log left out."""
    names = {
        "id": decision.id,
        "client_id": decision.client_id,
        "reviewer": decision.reviewer,
        "at": decision.at,
        "sha256": decision.document_sha256,
        "action": decision.action.value,
        "claim_id": decision.claim_id,
        "claim_type": decision.claim_type,
        "undoes": decision.undoes,
    }
    return {name: None if value is None else storable(value) for name, value in names.items()} | {
        "audit": decision.shown is not None and decision.shown.audit,
        "body": decision_line(decision),
    }
