"""What retraining takes from a store: documents with their texts and what people hold to be so in them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, select

from claimwright.errors import StoreError
from claimwright.exchange.offsets import spans_of
from claimwright.records import Claim, Document
from claimwright.store.decision_json import decision_from_line
from claimwright.store.storable import unpack
from claimwright.store.store import Store
from claimwright.store.tables import decisions, texts
from claimwright.store.verdicts import Rulings, Truth, fold, truth

__all__ = ["ReviewedDocument", "Snapshot", "take_snapshot"]


@dataclass(frozen=True, slots=True)
class ReviewedDocument:
    """A document that people looked at.

    Attributes:
        document: in the text that what was decided points into.
        rulings: the decisions in force and their answers.
        truth: what follows for training. What it does not name is unknown, unless the document is ``complete``.
        unplaced: ids of claims of ``truth`` whose spans no text of the document shows any more.
    """

    document: Document
    rulings: Rulings
    truth: Truth
    unplaced: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The log at one moment; the same log gives the same snapshot whenever it is taken.

    Attributes:
        position: the last log position that belongs to it.
        decisions: how many entries it has.
        digest: SHA-256 (hex) over those entries.
        documents: digests of the documents they concern, sorted.
        missing: digests of documents that were decided on and are not in the store.
    """

    position: int
    decisions: int
    digest: str
    documents: tuple[str, ...]
    missing: tuple[str, ...]

    def read(self, store: Store) -> Iterator[ReviewedDocument]:
        """The documents one by one, as they stood at this position."""
        for sha256 in self.documents:
            with store.database.read() as connection:
                yield _reviewed(connection, sha256, self.position)


def take_snapshot(store: Store, position: int | None = None) -> Snapshot:
    """Fix the log as it stands now, or as it stood at an earlier position."""
    digest = hashlib.sha256()
    found: dict[str, None] = {}
    count = last = 0
    query = select(decisions.c.position, decisions.c.sha256, decisions.c.body).order_by(decisions.c.position)
    if position is not None:
        query = query.where(decisions.c.position <= position)
    with store.database.read() as connection:
        for row in connection.execute(query):
            digest.update(f"{row.body}\n".encode("ascii"))
            found[row.sha256] = None
            count += 1
            last = row.position
    here = store.known(found)
    missing = tuple(sorted(set(found) - here))
    return Snapshot(last, count, digest.hexdigest(), tuple(sorted(here)), missing)


def _reviewed(connection: Connection, sha256: str, position: int) -> ReviewedDocument:
    query = select(decisions.c.body).where(decisions.c.sha256 == sha256, decisions.c.position <= position)
    bodies = connection.execute(query.order_by(decisions.c.position)).scalars()
    rulings = fold([decision_from_line(body, sha256) for body in bodies])
    found = truth(rulings)
    document, unplaced = _text_for(connection, sha256, (*found.right, *found.wrong, *found.unsure))
    return ReviewedDocument(document, rulings, found, unplaced)


def _text_for(
    connection: Connection, sha256: str, claims: tuple[Claim, ...]
) -> tuple[Document, tuple[str, ...]]:
    """The newest text that shows most of the claims, and the ids of those it does not show."""
    best: tuple[Document, tuple[str, ...]] | None = None
    query = select(texts.c.body).where(texts.c.sha256 == sha256).order_by(texts.c.key.desc())
    for body in connection.execute(query).scalars().all():
        document = unpack(body)
        absent = tuple(claim.id for claim in claims if not _shows(document, claim))
        if best is None or len(absent) < len(best[1]):
            best = document, absent
        if not absent:
            break
    if best is None:
        raise StoreError("E808", sha256, "the document has no text")
    return best


def _shows(document: Document, claim: Claim) -> bool:
    return all(document.text[span.start : span.end] == span.text for _, span in spans_of(claim))
