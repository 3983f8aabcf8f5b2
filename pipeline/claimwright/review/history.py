"""What a reviewer did, and what there is to take back or to do again: from the log, so without a limit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import select

from claimwright.records import Action, Decision
from claimwright.store import Logged, Store
from claimwright.store.decision_json import decision_from_line
from claimwright.store.tables import decisions

__all__ = ["Past", "decided_as", "own_decisions", "to_redo", "to_undo"]


@dataclass(frozen=True, slots=True)
class Past:
    """One entry of a reviewer's history; ``void`` says that it was taken back."""

    decision: Decision
    void: bool


def to_undo(store: Store, reviewer: str) -> Decision | None:
    """The reviewer's last decision that stands."""
    void: set[str] = set()
    for row in _rows(store, reviewer):
        if row.id in void:
            continue
        if row.action != Action.UNDO:
            return _decision(store, row.id)
        void.add(row.undoes)
    return None


def to_redo(store: Store, reviewer: str) -> Decision | None:
    """The undo that the reviewer would take back next; None once something new was decided after it."""
    void: set[str] = set()
    for row in _rows(store, reviewer):
        if row.id in void:
            continue
        if row.action != Action.UNDO:
            return None
        if row.undone != Action.UNDO:
            return _decision(store, row.id)
        void.add(row.undoes)
    return None


def own_decisions(store: Store, reviewer: str, limit: int) -> list[Past]:
    """The reviewer's decisions, the last first, undos left out."""
    void: set[str] = set()
    found: list[Past] = []
    for row in _rows(store, reviewer):
        if row.action == Action.UNDO:
            if row.id not in void:
                void.add(row.undoes)
            continue
        decision = _decision(store, row.id)
        if decision is not None:
            found.append(Past(decision, row.id in void))
        if len(found) == limit:
            break
    return found


def decided_as(store: Store, client_id: str) -> Logged | None:
    """The log entry of a client id, if what was sent arrived before."""
    query = select(decisions.c.position, decisions.c.body).where(decisions.c.client_id == client_id)
    with store.database.read() as connection:
        row = connection.execute(query).first()
    return None if row is None else Logged(row.position, decision_from_line(row.body))


@dataclass(frozen=True, slots=True)
class _Row:
    id: str
    action: str
    undoes: str
    undone: str


def _rows(store: Store, reviewer: str) -> Iterator[_Row]:
    """The reviewer's log entries, the last first; ``undone`` is the action that an undo takes back."""
    target = decisions.alias("target")
    query = (
        select(decisions.c.id, decisions.c.action, decisions.c.undoes, target.c.action.label("undone"))
        .select_from(decisions.outerjoin(target, target.c.id == decisions.c.undoes))
        .where(decisions.c.reviewer == reviewer)
        .order_by(decisions.c.position.desc())
    )
    with store.database.read() as connection:
        for row in connection.execution_options(yield_per=100).execute(query):
            yield _Row(row.id, row.action, row.undoes or "", row.undone or "")


def _decision(store: Store, decision_id: str) -> Decision | None:
    query = select(decisions.c.body).where(decisions.c.id == decision_id)
    with store.database.read() as connection:
        body = connection.execute(query).scalar()
    return None if body is None else decision_from_line(body)
