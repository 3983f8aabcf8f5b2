"""How a review is held."""

from __future__ import annotations

from dataclasses import dataclass, field

from claimwright.review.queue import Caps

__all__ = ["ReviewSettings"]


@dataclass(frozen=True, slots=True)
class ReviewSettings:
    """What all reviewers of a store should have in common.

    Attributes:
        audit_share: share of the claims (0 to 1) in the random slice.
        audit_seed: which slice; the same seed gives the same slice on every machine.
        overlap: share of the claims (0 to 1) that ``overlap_reviewers`` people are asked.
        overlap_reviewers: how many.
        blind: whether confidence is hidden on audit items until they are answered, so that it does not lead.
        caps: how often the same company, outlet or story may come up.
        pool: claims that orders choose from at a time.
        plan: items that are put in order at a time.
        longest_pause: a look longer than this counts as this long in figures (seconds).
    """

    audit_share: float = 0.1
    audit_seed: str = "claimwright"
    overlap: float = 0.0
    overlap_reviewers: int = 2
    blind: bool = True
    caps: Caps = field(default_factory=Caps)
    pool: int = 400
    plan: int = 400
    longest_pause: float = 300.0
