"""The orders: each takes candidates and gives items, the first to be looked at first, with the reason on each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from claimwright.review.queue.candidate import Article, Candidate, Item
from claimwright.review.queue.diversity import Caps, spread
from claimwright.review.queue.mixing import interleave
from claimwright.review.queue.sampling import draw

__all__ = [
    "SHARES",
    "by_audit",
    "by_change",
    "by_disagreement",
    "by_doubt",
    "by_person",
    "mixed",
    "without_claims",
]

SHARES: Mapping[str, float] = {
    "doubt": 0.5,
    "disagreement": 0.1,
    "change": 0.1,
    "audit": 0.2,
    "articles": 0.1,
}
"""Of the mixed order: half of it where the model learns most, three tenths where we learn how good it is."""


def by_doubt(candidates: Iterable[Candidate], caps: Caps | None = None) -> list[Item]:
    """Those the model is least sure of first, thinned out so that no company, outlet or story fills the screen."""
    ordered = sorted(candidates, key=lambda one: (-one.doubt, one.claim_id))
    return [_item(one, "doubt", _doubt_reason(one)) for one in spread(ordered, caps)]


def by_disagreement(candidates: Iterable[Candidate], caps: Caps | None = None) -> list[Item]:
    """Those that two models read differently, then those that the article itself tells in two ways."""
    found = [one for one in candidates if _between_models(one) or len(one.modalities) > 1]
    ordered = sorted(found, key=lambda one: (not _between_models(one), -one.doubt, one.claim_id))
    return [_item(one, "disagreement", _disagreement_reason(one)) for one in spread(ordered, caps)]


def by_change(candidates: Iterable[Candidate], caps: Caps | None = None) -> list[Item]:
    """Those that the new version of a model reads otherwise than the old, the largest difference first."""
    found = [
        (one.contrast.size, one.contrast.what, one)
        for one in candidates
        if one.contrast is not None and one.contrast.successor
    ]
    reasons = {one.claim_id: what for _, what, one in found}
    ordered = [one for _, _, one in sorted(found, key=lambda entry: (-entry[0], entry[2].claim_id))]
    return [
        _item(one, "change", f"The new version differs: {reasons[one.claim_id]}.")
        for one in spread(ordered, caps)
    ]


def by_person(candidates: Iterable[Candidate]) -> list[Item]:
    """All claims about one person together; first the person with the most doubtful claim."""
    everyone = list(candidates)
    groups: dict[str, list[Candidate]] = {}
    for one in everyone:
        groups.setdefault(one.people[0] if one.people else "", []).append(one)
    alone = groups.pop("", [])
    ordered = sorted(groups.items(), key=lambda group: (-max(one.doubt for one in group[1]), group[0]))
    items = []
    for name, group in ordered:
        group.sort(key=lambda one: (-one.doubt, one.claim_id))
        for number, one in enumerate(group, start=1):
            count = f"claim {number} of {len(group)}" if len(group) > 1 else "the only claim"
            items.append(_item(one, "person", f"Same person: {count} about {name}."))
    alone.sort(key=lambda one: (-one.doubt, one.claim_id))
    return items + [_item(one, "person", "It names no person.") for one in alone]


def by_audit(candidates: Iterable[Candidate], seed: str) -> list[Item]:
    """The random slice, in random order, whatever the model thinks of it: the honest sample.

    Args:
        candidates: the slice.
        seed: the same seed gives the same order everywhere.
    """
    ordered = sorted(candidates, key=lambda one: (draw(seed, one.claim_id), one.claim_id))
    reason = "Random audit: drawn by lot, so that accuracy can be measured."
    return [_item(one, "audit", reason, audit=True) for one in ordered]


def without_claims(articles: Iterable[Article], seed: str, *, by_lot: bool = True) -> list[Item]:
    """Articles without claims in random order, so that the share of missed ones can be measured.

    Args:
        articles: those to be read.
        seed: the same seed gives the same order everywhere.
        by_lot: whether they are all there are, so that the first of them are a fair sample.
    """
    ordered = sorted(articles, key=lambda one: (draw(seed, one.sha256), one.sha256))
    reason = "No claim was found in this article."
    if by_lot:
        reason += " Drawn by lot, so that misses can be measured."
    return [Item(one.sha256, None, "articles", reason, audit=by_lot) for one in ordered]


def mixed(orders: Mapping[str, Sequence[Item]], shares: Mapping[str, float] | None = None) -> list[Item]:
    """All orders, each with its share of the reviewer's time (``SHARES``)."""
    return interleave(orders, shares or SHARES)


def _item(one: Candidate, queue: str, reason: str, *, audit: bool = False) -> Item:
    return Item(one.sha256, one.claim_id, queue, reason, audit)


def _between_models(one: Candidate) -> bool:
    return one.contrast is not None and not one.contrast.successor


def _doubt_reason(one: Candidate) -> str:
    if one.doubt >= 0.5:
        return f"The model is unsure: it gives {one.confidence:.0%}."
    if one.confidence > 0.5:
        return f"The least certain of what is left: the model gives {one.confidence:.0%}."
    return f"The model doubts it: it gives {one.confidence:.0%}."


def _disagreement_reason(one: Candidate) -> str:
    if one.contrast is not None and not one.contrast.successor:
        return f"Two models disagree: {one.contrast.what}."
    return f"The article tells it in several ways: {', '.join(one.modalities)}."
