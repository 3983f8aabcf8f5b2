"""Candidates from the store: a few hundred claims that the orders choose from, not all there are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from sqlalchemy import ColumnElement, Connection, func, select

from claimwright.records import Claim
from claimwright.review.contrasts import contrasts, lost_claims
from claimwright.review.queue import Article, Candidate, Contrast, chosen, draw
from claimwright.review.settings import ReviewSettings
from claimwright.schema import Declarations
from claimwright.store import ClaimFilter, ClaimOrder, Store, StoredClaim
from claimwright.store.extractions import name_key
from claimwright.store.tables import claims as claim_table
from claimwright.store.tables import complete, documents, extractions, standings, texts

__all__ = ["Pool", "in_overlap", "in_slice"]

_AT_ONCE = 500  # SQLite allows 999 values in one statement in old builds


def in_slice(claim_id: str, settings: ReviewSettings) -> bool:
    """Whether a claim belongs to the random slice."""
    return chosen(settings.audit_seed, claim_id, settings.audit_share)


def in_overlap(claim_id: str, settings: ReviewSettings) -> bool:
    """Whether several reviewers are asked about a claim."""
    return chosen(f"{settings.audit_seed} overlap", claim_id, settings.overlap)


class Pool:
    """What one reviewer could be asked.

    Args:
        store: where claims lie.
        declarations: which roles hold persons and organisations.
        settings: of the review.
        reviewer: who is asked; what he answered already is left out.
    """

    def __init__(
        self, store: Store, declarations: Declarations, settings: ReviewSettings, reviewer: str
    ) -> None:
        self.store = store
        self.declarations = declarations
        self.settings = settings
        self.reviewer = reviewer
        self.lot = f"{settings.audit_seed} order"

    def doubtful(self, wanted: ClaimFilter, *, with_slice: bool = False) -> list[Candidate]:
        """The claims nobody answered, the most doubtful first, and those drawn for several reviewers.

        Args:
            wanted: restricts them.
            with_slice: whether the random slice is among them.
        """
        limit = self.settings.pool
        rows = self.store.select(replace(wanted, answered=False), ClaimOrder.DOUBT, limit)
        if self.settings.overlap > 0:
            again = replace(wanted, answered=True, not_by=self.reviewer)
            rows += [row for row in self.store.select(again, ClaimOrder.DOUBT, limit) if self._open(row)]
        if not with_slice:
            rows = [row for row in rows if not in_slice(row.claim.id, self.settings)]
        return self.candidates(rows)

    def slice(self, limit: int) -> list[Candidate]:
        """The first claims of the random slice, by lot, that this reviewer is to answer."""
        with self.store.database.read() as connection:
            # Ids alone come from an index; the claims themselves are looked up a few at a time.
            ids = set(connection.execute(select(claim_table.c.id)).scalars())
            lots = sorted((draw(self.lot, one), one) for one in ids if in_slice(one, self.settings))
            found: list[Candidate] = []
            for start in range(0, len(lots), _AT_ONCE):
                found += self._asked(connection, [one for _, one in lots[start : start + _AT_ONCE]])
                if len(found) >= limit:
                    break
        return found[:limit]

    def _asked(self, connection: Connection, ids: Sequence[str]) -> list[Candidate]:
        """Those of some claims that this reviewer is to answer, in their order."""
        mine = (standings.c.claim == claim_table.c.key) & (standings.c.reviewer == self.reviewer)
        names = ("id", "sha256", "type", "confidence", "answers", "latest")
        query = select(*(claim_table.c[name] for name in names)).where(
            claim_table.c.id.in_(ids), ~select(standings.c.claim).where(mine).exists()
        )
        rows = {row.id: row for row in connection.execute(query) if row.latest}
        return [
            Candidate(row.id, row.sha256, row.type, row.confidence)
            for row in (rows[one] for one in ids if one in rows)
            if row.answers == 0 or self._wants_more(row.id, row.answers)
        ]

    def contrasting(self, wanted: ClaimFilter, *, with_slice: bool = False) -> list[Candidate]:
        """Claims that another model reads differently, also those that the newer model no longer finds."""
        found = contrasts(self.store, self.settings.pool)
        rows: list[StoredClaim] = []
        if found:
            rows = self.store.select(
                replace(wanted, answered=False), ClaimOrder.DOUBT, 10 * self.settings.pool
            )
            rows = [row for row in rows if row.claim.id in found]
        known = self.candidates(rows, found)
        if wanted == ClaimFilter():
            for key_id, contrast in lost_claims(self.store, self.settings.pool).items():
                known += self.candidates([self.store.claim(key_id)], {key_id: contrast})
        return [one for one in known if with_slice or not in_slice(one.claim_id, self.settings)]

    def empty_articles(self, limit: int, wanted: ClaimFilter) -> list[Article]:
        """Articles that were read without finding a claim, and of which nobody said that nothing was missed.

        Args:
            limit: how many at most.
            wanted: restricts them by outlet, date and words; type and confidence are of claims, and they have none.
        """
        said = complete.c.sha256 == documents.c.sha256
        query = (
            select(documents.c.sha256, documents.c.outlet, documents.c.story)
            .join(extractions, extractions.c.sha256 == documents.c.sha256)
            .where(
                extractions.c.latest,
                extractions.c.claims == 0,
                ~select(complete.c.sha256).where(said).exists(),
                *_of_articles(wanted),
            )
            .order_by(documents.c.added, documents.c.sha256)
            .limit(limit)
        )
        with self.store.database.read() as connection:
            return [Article(row.sha256, row.outlet, row.story) for row in connection.execute(query)]

    def candidates(
        self, rows: Iterable[StoredClaim], found: dict[str, Contrast] | None = None
    ) -> list[Candidate]:
        """What orders know of stored claims."""
        return [
            Candidate(
                claim_id=row.claim.id,
                sha256=row.claim.document.sha256,
                type=row.claim.type,
                confidence=row.claim.confidence,
                companies=self._names(row.claim, "organization"),
                people=self._names(row.claim, "person"),
                outlet=row.outlet,
                story=row.story,
                modalities=_told(row.claim),
                contrast=(found or {}).get(row.claim.id),
            )
            for row in rows
        ]

    def _open(self, row: StoredClaim) -> bool:
        return self._wants_more(row.claim.id, row.answers)

    def _wants_more(self, claim_id: str, answers: int) -> bool:
        return answers < self.settings.overlap_reviewers and in_overlap(claim_id, self.settings)

    def _names(self, claim: Claim, entity: str) -> tuple[str, ...]:
        declared = self.declarations.claim_types.get(claim.type)
        if declared is None:
            return ()
        roles = {name for name, role in declared.roles.items() if entity in role.entity_types}
        names = (name_key(one.canonical) or one.canonical for one in claim.arguments if one.role in roles)
        return tuple(dict.fromkeys(names))


def _of_articles(wanted: ClaimFilter) -> Iterator[ColumnElement[bool]]:
    """What a filter asks of an article without claims."""
    if wanted.outlets:
        yield documents.c.outlet.in_(wanted.outlets)
    if wanted.published_from is not None:
        yield documents.c.published >= wanted.published_from
    if wanted.published_to is not None:
        yield documents.c.published < wanted.published_to + "\U0010ffff"
    if wanted.text is not None:
        says = func.lower(texts.c.text).contains(wanted.text.lower(), autoescape=True)
        yield select(texts.c.key).where(texts.c.key == extractions.c.text, says).exists()


def _told(claim: Claim) -> tuple[str, ...]:
    return tuple(dict.fromkeys(mention.modality.value for mention in claim.mentions))
