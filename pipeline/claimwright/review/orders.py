"""The queues a reviewer can choose, by name."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

__all__ = ["ORDER_NAMES", "OrderName"]


class OrderName(StrEnum):
    """A queue."""

    MIXED = "mixed"
    DOUBT = "doubt"
    DISAGREEMENT = "disagreement"
    CHANGE = "change"
    PERSON = "person"
    AUDIT = "audit"
    ARTICLES = "articles"
    CONFLICTS = "conflicts"


ORDER_NAMES: Mapping[OrderName, str] = {
    OrderName.MIXED: "Mixed",
    OrderName.DOUBT: "Most doubtful",
    OrderName.DISAGREEMENT: "Disagreements",
    OrderName.CHANGE: "New model, old model",
    OrderName.PERSON: "Same person next",
    OrderName.AUDIT: "Random audit",
    OrderName.ARTICLES: "Articles without claims",
    OrderName.CONFLICTS: "Conflicts of reviewers",
}
