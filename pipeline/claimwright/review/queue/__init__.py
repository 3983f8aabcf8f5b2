"""What to look at next, and why: pure functions from candidates to an order. No database and no web in here."""

from claimwright.review.queue.candidate import Article, Candidate, Contrast, Item
from claimwright.review.queue.diversity import Caps, spread
from claimwright.review.queue.mixing import interleave
from claimwright.review.queue.orders import (
    by_audit,
    by_change,
    by_disagreement,
    by_doubt,
    by_person,
    mixed,
    without_claims,
)
from claimwright.review.queue.sampling import chosen, draw

__all__ = [
    "Article",
    "Candidate",
    "Caps",
    "Contrast",
    "Item",
    "by_audit",
    "by_change",
    "by_disagreement",
    "by_doubt",
    "by_person",
    "chosen",
    "draw",
    "interleave",
    "mixed",
    "spread",
    "without_claims",
]
