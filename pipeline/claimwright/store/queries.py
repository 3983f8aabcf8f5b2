"""Claims by what they are and by what was said of them, in an order, a few at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, exists, func, select

from claimwright.records import Claim, Verdict
from claimwright.store.decision_json import decision_from_line
from claimwright.store.documents import StoredDocument, described, stored_documents
from claimwright.store.extractions import claim_of, name_key
from claimwright.store.storable import storable
from claimwright.store.tables import (
    arguments,
    claims,
    complete,
    decisions,
    documents,
    extractions,
    standings,
    words,
)
from claimwright.store.verdicts import Answer

__all__ = [
    "ClaimFilter",
    "ClaimOrder",
    "StoredClaim",
    "claim_answers",
    "claim_by_id",
    "claim_rows",
    "count_claims",
    "empty_documents",
    "iterate_claims",
]

_AT_ONCE = 1000


class ClaimOrder(StrEnum):
    """Orders that an index serves."""

    DOUBT = "doubt"
    CONFIDENCE = "confidence"
    PUBLISHED = "published"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class ClaimFilter:
    """Which claims; what is None or empty does not restrict.

    Attributes:
        types, modalities, outlets: one of these.
        published_from, published_to: ISO 8601, as precise as wanted; both ends belong to it.
        least, most: confidence.
        text: words of a value or of the evidence, without regard to case.
        name: a value, compared as names are (case, determiners and possessives do not count).
        sha256: of one document.
        answered: False for those nobody answered yet, True for the others.
        not_by: those this reviewer has not answered.
        verdict: those some reviewer gave this verdict.
        latest: only what the latest extraction of each document found.
        model_key: only what that model found.
    """

    types: tuple[str, ...] = ()
    modalities: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    published_from: str | None = None
    published_to: str | None = None
    least: float | None = None
    most: float | None = None
    text: str | None = None
    name: str | None = None
    sha256: str | None = None
    answered: bool | None = None
    not_by: str | None = None
    verdict: Verdict | None = None
    latest: bool = True
    model_key: int | None = None


@dataclass(frozen=True, slots=True)
class StoredClaim:
    """A claim with where it stands in the store.

    Attributes:
        key: its number in the store; grows as claims are added.
        claim: as it was written out.
        outlet, story: of its document.
        model_key: of the model that found it.
        text_key: of the text its offsets point into.
        answers: how many reviewers answered it.
    """

    key: int
    claim: Claim
    outlet: str | None
    story: str
    model_key: int
    text_key: int
    answers: int


def claim_rows(
    connection: Connection,
    wanted: ClaimFilter = ClaimFilter(),
    order: ClaimOrder = ClaimOrder.ADDED,
    limit: int = 50,
    after: int = 0,
) -> list[StoredClaim]:
    """The first claims of an order; ties by age.

    Args:
        connection: to read from.
        wanted: which claims.
        order: ``doubt`` puts confidence near 0.5 first, ``confidence`` the least sure, ``published`` the newest.
        limit: how many.
        after: in the order ``added``, the key to go on from.
    """
    by: dict[ClaimOrder, tuple[ColumnElement[Any], ...]] = {
        ClaimOrder.DOUBT: (claims.c.doubt, claims.c.key),
        ClaimOrder.CONFIDENCE: (claims.c.confidence, claims.c.key),
        ClaimOrder.PUBLISHED: (claims.c.published.desc(), claims.c.key),
        ClaimOrder.ADDED: (claims.c.key,),
    }
    chosen = select(claims.c.key).where(*_conditions(wanted)).order_by(*by[order]).limit(limit)
    if after:
        chosen = chosen.where(claims.c.key > after)
    keys = list(connection.execute(chosen).scalars())
    found = {row.key: _stored(row) for row in connection.execute(_whole().where(claims.c.key.in_(keys)))}
    return [found[key] for key in keys]


def claim_by_id(connection: Connection, claim_id: str) -> StoredClaim | None:
    """The newest claim with that id: of the latest extraction, if it is in it."""
    query = _whole().where(claims.c.id == claim_id)
    row = connection.execute(query.order_by(claims.c.latest.desc(), claims.c.key.desc()).limit(1)).first()
    return None if row is None else _stored(row)


def claim_answers(connection: Connection, stored: StoredClaim) -> dict[str, Answer]:
    """What each reviewer says of a claim, in log order."""
    query = (
        select(standings.c.reviewer, standings.c.verdict, decisions.c.body)
        .join(decisions, decisions.c.id == standings.c.decision)
        .where(standings.c.claim == stored.key)
        .order_by(decisions.c.position)
    )
    return {
        row.reviewer: Answer(Verdict(row.verdict), decision_from_line(row.body), stored.claim)
        for row in connection.execute(query)
    }


def iterate_claims(connection: Connection, wanted: ClaimFilter = ClaimFilter()) -> Iterator[StoredClaim]:
    """All such claims in the order they were added, a thousand in memory at a time."""
    after = 0
    while some := claim_rows(connection, wanted, ClaimOrder.ADDED, _AT_ONCE, after):
        yield from some
        after = some[-1].key


def count_claims(connection: Connection, wanted: ClaimFilter = ClaimFilter()) -> int:
    """How many such claims there are."""
    query = select(func.count()).select_from(claims).where(*_conditions(wanted))
    return int(connection.execute(query).scalar_one())


def empty_documents(
    connection: Connection, not_by: str | None = None, limit: int = 50
) -> list[StoredDocument]:
    """Documents in which the latest extraction found no claim, or that none has read, oldest first.

    Misses show in them.

    Args:
        connection: to read from.
        not_by: leave out those of which this reviewer said that nothing was missed.
        limit: how many.
    """
    nothing = func.coalesce(extractions.c.claims, 0) == 0
    query = described().where(nothing).order_by(documents.c.added, documents.c.sha256)
    if not_by is not None:
        seen = and_(complete.c.sha256 == documents.c.sha256, complete.c.reviewer == not_by)
        query = query.where(~exists().where(seen))
    return list(stored_documents(connection, query.limit(limit)))


def _whole() -> Select[Any]:
    return (
        select(
            claims.c.key,
            claims.c.body,
            claims.c.outlet,
            claims.c.answers,
            documents.c.story,
            extractions.c.model,
            extractions.c.text,
        )
        .join(documents, documents.c.sha256 == claims.c.sha256)
        .join(extractions, extractions.c.key == claims.c.extraction)
    )


def _stored(row: Any) -> StoredClaim:  # noqa: ANN401 - a row of _whole
    return StoredClaim(row.key, claim_of(row.body), row.outlet, row.story, row.model, row.text, row.answers)


def _conditions(wanted: ClaimFilter) -> Iterator[ColumnElement[bool]]:
    yield from _simple(wanted)
    if wanted.text is not None:
        sought = words.c.words.contains(storable(wanted.text.casefold()), autoescape=True)
        yield claims.c.key.in_(select(words.c.claim).where(sought))
    if wanted.name is not None:
        named = (arguments.c.claim == claims.c.key) & (arguments.c.name == name_key(wanted.name))
        yield exists().where(named)
    if wanted.answered is not None:
        yield claims.c.answers > 0 if wanted.answered else claims.c.answers == 0
    answered = standings.c.claim == claims.c.key
    if wanted.not_by is not None:
        yield ~exists().where(answered, standings.c.reviewer == wanted.not_by)
    if wanted.verdict is not None:
        yield exists().where(answered, standings.c.verdict == wanted.verdict.value)
    if wanted.model_key is not None:
        found = (extractions.c.key == claims.c.extraction) & (extractions.c.model == wanted.model_key)
        yield exists().where(found)


def _simple(wanted: ClaimFilter) -> Iterator[ColumnElement[bool]]:
    if wanted.latest:
        yield claims.c.latest
    lists: Sequence[tuple[Any, tuple[str, ...]]] = (
        (claims.c.type, wanted.types),
        (claims.c.modality, wanted.modalities),
        (claims.c.outlet, wanted.outlets),
    )
    for column, allowed in lists:
        if allowed:
            yield column.in_(allowed)
    if wanted.published_from is not None:
        yield claims.c.published >= wanted.published_from
    if wanted.published_to is not None:
        yield claims.c.published < wanted.published_to + "\U0010ffff"
    if wanted.least is not None:
        yield claims.c.confidence >= wanted.least
    if wanted.most is not None:
        yield claims.c.confidence <= wanted.most
    if wanted.sha256 is not None:
        yield claims.c.sha256 == wanted.sha256
