"""What lies on a reviewer's desk: the next item, and what it takes to show it. No web in here."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from threading import Lock

from claimwright.errors import StoreError
from claimwright.records import Action, Claim, Document
from claimwright.review.orders import OrderName
from claimwright.review.plans import Plan, make_plan
from claimwright.review.pool import Pool, in_overlap
from claimwright.review.queue import Item
from claimwright.review.settings import ReviewSettings
from claimwright.schema import Declarations
from claimwright.store import ClaimFilter, ClaimOrder, Store, StoredClaim
from claimwright.store.verdicts import Answer, settled

__all__ = ["Desk", "Found", "Outlook"]

_PLANS = 32
_DOCUMENTS = 64
_MOST_CLAIMS = 1000  # of one document


@dataclass(frozen=True, slots=True)
class Outlook:
    """Who looks, in which order, at which claims."""

    reviewer: str
    order: OrderName = OrderName.MIXED
    wanted: ClaimFilter = field(default_factory=ClaimFilter)


@dataclass(frozen=True, slots=True)
class Found:
    """An item with what was read of it.

    Attributes:
        item: what and why.
        seen: the last log position before anything else was read.
        stored: its claim, or None for an article.
        answers: what that claim has of answers, by reviewer.
    """

    item: Item
    seen: int
    stored: StoredClaim | None = None
    answers: Mapping[str, Answer] = field(default_factory=dict)


class Desk:
    """Gives items one after another. Several threads may share one.

    Nothing that a reviewer did is kept here: after a restart the store gives everything back.

    Args:
        store: open; it is not closed here.
        declarations: claim types, roles and modalities.
        settings: of the review.
    """

    def __init__(self, store: Store, declarations: Declarations, settings: ReviewSettings) -> None:
        self.store = store
        self.declarations = declarations
        self.settings = settings
        self._plans: OrderedDict[Outlook, Plan] = OrderedDict()
        self._documents: OrderedDict[tuple[str, int | None], Document] = OrderedDict()
        self._lock = Lock()

    def next_item(self, outlook: Outlook, after: str | None = None, *, fresh: bool = False) -> Item | None:
        """The next item that is still open, or None if the queue is done.

        Args:
            outlook: whose queue.
            after: claim id or document digest to go on from; None starts at the beginning.
            fresh: whether the order is made anew from the store.
        """
        found = self.find_next(outlook, after, fresh=fresh)
        return None if found is None else found.item

    def find_next(self, outlook: Outlook, after: str | None = None, *, fresh: bool = False) -> Found | None:
        """As ``next_item``, with what was read of it on the way."""
        with self._lock:
            plan = None if fresh else self._plans.get(outlook)
        if plan is not None:
            found = self._first_open(plan, outlook, after)
            if found is not None:
                return found
        return self._first_open(self._make(outlook), outlook, after)

    def look(self, item: Item) -> Found:
        """An item with what is read of it.

        Raises:
            StoreError: E808 if its claim is not in the store.
        """
        seen = self.store.position()
        if item.claim_id is None:
            return Found(item, seen)
        stored = self.store.claim(item.claim_id)
        return Found(item, seen, stored, self.store.answers(stored) if stored.answers else {})

    def _first_open(self, plan: Plan, outlook: Outlook, after: str | None) -> Found | None:
        for item in plan.after(after):
            try:
                found = self.look(item)
            except StoreError:  # an older claim that is gone
                continue
            if self._is_open(found, outlook):
                return found
        return None

    def _is_open(self, found: Found, outlook: Outlook) -> bool:
        """Whether the reviewer is still to answer an item."""
        item, answers = found.item, found.answers
        if item.claim_id is None:
            done = (Action.ADD, Action.NOTHING_MISSED)
            return not any(one.action in done for one in self.store.rulings(item.sha256).decisions)
        if item.queue == OrderName.CONFLICTS:
            return bool(answers) and settled(answers.values()) is None
        more = len(answers) < self.settings.overlap_reviewers and in_overlap(item.claim_id, self.settings)
        return outlook.reviewer not in answers and (not answers or more)

    def document(self, sha256: str, text: int | None = None) -> Document:
        """A document whole.

        Raises:
            StoreError: E808 if it is not in the store.
        """
        key = (sha256, text)
        with self._lock:
            known = self._documents.get(key)
        if known is None:
            known = self.store.document(sha256, text)
        if text is not None:  # without a text, a later extraction may bring another one
            with self._lock:
                self._documents[key] = known
                self._documents.move_to_end(key)
                while len(self._documents) > _DOCUMENTS:
                    self._documents.popitem(last=False)
        return known

    def claims_of(self, sha256: str, text: int | None = None) -> list[Claim]:
        """The latest claims of a document, first in text first; only those whose offsets point into that text."""
        rows = self.store.select(ClaimFilter(sha256=sha256), ClaimOrder.ADDED, _MOST_CLAIMS)
        found = [row.claim for row in rows if text is None or row.text_key == text]
        return sorted(found, key=lambda claim: (claim.mentions[0].trigger.start, claim.id))

    def beside(self, stored: StoredClaim) -> list[Claim]:
        """The other claims of a claim's document."""
        rows = self.claims_of(stored.claim.document.sha256, stored.text_key)
        return [claim for claim in rows if claim.id != stored.claim.id]

    def left(self, wanted: ClaimFilter) -> int:
        """How many claims nobody answered yet."""
        return self.store.count(replace(wanted, answered=False))

    def _make(self, outlook: Outlook) -> Plan:
        pool = Pool(self.store, self.declarations, self.settings, outlook.reviewer)
        plan = make_plan(pool, outlook.order, outlook.wanted)
        with self._lock:
            self._plans[outlook] = plan
            self._plans.move_to_end(outlook)
            while len(self._plans) > _PLANS:
                self._plans.popitem(last=False)
        return plan
