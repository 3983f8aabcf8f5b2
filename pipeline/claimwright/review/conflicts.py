"""Claims that reviewers answer differently, until somebody settles it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from sqlalchemy import func, select

from claimwright.review.queue import Item
from claimwright.store import ClaimFilter, Store
from claimwright.store.tables import claims, standings
from claimwright.store.verdicts import settled

__all__ = ["conflicting"]


def conflicting(store: Store, wanted: ClaimFilter, limit: int) -> list[Item]:
    """The claims of the latest extractions on which answers differ and no decision is final."""
    return list(islice(_items(store, wanted), limit))


def _items(store: Store, wanted: ClaimFilter) -> Iterator[Item]:
    chosen = None
    if wanted != ClaimFilter():
        chosen = {row.claim.id for row in store.claims(replace(wanted, answered=True))}
    for claim_id in _candidates(store):
        if chosen is not None and claim_id not in chosen:
            continue
        stored = store.claim(claim_id)
        answers = store.answers(stored)
        if answers and settled(answers.values()) is None:
            names = " and ".join(answers)
            reason = f"{names} answered differently."
            yield Item(stored.claim.document.sha256, claim_id, "conflicts", reason)


def _candidates(store: Store) -> list[str]:
    """Ids of claims with two answers or more, none of them final, oldest first."""
    query = (
        select(claims.c.id)
        .join(standings, standings.c.claim == claims.c.key)
        .where(claims.c.latest, claims.c.answers > 1)
        .group_by(claims.c.key, claims.c.id)
        .having(func.count(standings.c.reviewer) > 1)
        .order_by(claims.c.key)
    )
    with store.database.read() as connection:
        return list(connection.execute(query).scalars())
