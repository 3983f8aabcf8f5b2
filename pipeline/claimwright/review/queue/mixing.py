"""Several orders as one, each with its share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from claimwright.review.queue.candidate import Item

__all__ = ["interleave"]


def interleave(orders: Mapping[str, Sequence[Item]], shares: Mapping[str, float]) -> list[Item]:
    """The items of all orders, each once, so that every beginning of the list keeps the shares as well as it can.

    An order that has run out leaves its share to the others. What two orders hold comes from the one that gets to it
    first, but an audit item is never taken by another order: else the random slice would not be random.

    Args:
        orders: items by name of the order.
        shares: weight of each order; one without is not taken.
    """
    reserved = {item.key for items in orders.values() for item in items if item.audit}
    rest = {
        name: [item for item in reversed(orders[name]) if item.audit or item.key not in reserved]
        for name in orders
        if shares.get(name, 0) > 0
    }
    credit = dict.fromkeys(rest, 0.0)
    taken: set[str] = set()
    mixed: list[Item] = []
    while live := [name for name in rest if rest[name]]:
        total = sum(shares[name] for name in live)
        for name in live:
            credit[name] += shares[name] / total
        name = max(live, key=lambda one: credit[one])
        item = rest[name].pop()
        if item.key in taken:
            for other in live:
                credit[other] -= shares[other] / total
            continue
        credit[name] -= 1
        taken.add(item.key)
        mixed.append(item)
    return mixed
