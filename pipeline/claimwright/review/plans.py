"""What one reviewer is to look at, in order, in the queue he chose."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from claimwright.review.conflicts import conflicting
from claimwright.review.orders import OrderName
from claimwright.review.pool import Pool
from claimwright.review.queue import (
    Item,
    by_audit,
    by_change,
    by_disagreement,
    by_doubt,
    by_person,
    mixed,
    without_claims,
)
from claimwright.store import ClaimFilter

__all__ = ["Plan", "make_plan"]


_ALL_ARTICLES = 20_000  # lots are drawn among this many


@dataclass(frozen=True, slots=True)
class Plan:
    """Items in order; which of them are still open is asked when they come up."""

    items: tuple[Item, ...]

    def after(self, key: str | None) -> Iterator[Item]:
        """The items that follow one, then those before it: what was skipped comes again in the end."""
        places = [place for place, item in enumerate(self.items) if item.key == key] if key else []
        cut = places[0] + 1 if places else 0
        yield from self.items[cut:]
        yield from self.items[:cut]


def make_plan(pool: Pool, order: OrderName, wanted: ClaimFilter) -> Plan:
    """The items of an order, as the store stands now.

    With a filter the random slice is not marked as such: what is chosen by hand is no sample.
    """
    items = _MAKERS[order](pool, wanted)
    return Plan(tuple(items[: pool.settings.plan]))


def _doubt(pool: Pool, wanted: ClaimFilter) -> list[Item]:
    return by_doubt(pool.doubtful(wanted, with_slice=_narrowed(wanted)), pool.settings.caps)


def _disagreement(pool: Pool, wanted: ClaimFilter) -> list[Item]:
    chosen_by_hand = _narrowed(wanted)
    candidates = pool.contrasting(wanted, with_slice=chosen_by_hand)
    known = {one.claim_id for one in candidates}
    others = pool.doubtful(wanted, with_slice=chosen_by_hand)
    candidates += [one for one in others if one.claim_id not in known]
    return by_disagreement(candidates, pool.settings.caps)


def _change(pool: Pool, wanted: ClaimFilter) -> list[Item]:
    return by_change(pool.contrasting(wanted, with_slice=_narrowed(wanted)), pool.settings.caps)


def _person(pool: Pool, wanted: ClaimFilter) -> list[Item]:
    return by_person(pool.doubtful(wanted, with_slice=_narrowed(wanted)))


def _audit(pool: Pool, wanted: ClaimFilter) -> list[Item]:
    if _narrowed(wanted):
        return _doubt(pool, wanted)
    return by_audit(pool.slice(pool.settings.plan), pool.lot)


def _articles(pool: Pool, wanted: ClaimFilter) -> list[Item]:
    articles = pool.empty_articles(_ALL_ARTICLES, wanted)
    return without_claims(articles, pool.lot, by_lot=not _narrowed(wanted))


def _conflicts(pool: Pool, wanted: ClaimFilter) -> list[Item]:
    return conflicting(pool.store, wanted, pool.settings.plan)


def _mixed(pool: Pool, wanted: ClaimFilter) -> list[Item]:
    if _narrowed(wanted):
        return _doubt(pool, wanted)
    parts = {"doubt": _doubt, "disagreement": _disagreement, "change": _change, "audit": _audit}
    orders = {name: make(pool, wanted) for name, make in parts.items()}
    return mixed({**orders, "articles": _articles(pool, wanted)})


def _narrowed(wanted: ClaimFilter) -> bool:
    return wanted != ClaimFilter()


_MAKERS: Mapping[OrderName, Callable[[Pool, ClaimFilter], list[Item]]] = {
    OrderName.MIXED: _mixed,
    OrderName.DOUBT: _doubt,
    OrderName.DISAGREEMENT: _disagreement,
    OrderName.CHANGE: _change,
    OrderName.PERSON: _person,
    OrderName.AUDIT: _audit,
    OrderName.ARTICLES: _articles,
    OrderName.CONFLICTS: _conflicts,
}
