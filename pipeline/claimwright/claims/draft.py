"""A fact being gathered from its tellings."""

from __future__ import annotations

from dataclasses import dataclass, field

from claimwright.claims.events import Event
from claimwright.records import Modality, Relation
from claimwright.schema import ClaimType

__all__ = ["ClaimDraft", "DraftMention"]


@dataclass(frozen=True, slots=True)
class DraftMention:
    """One telling: its event, the sentence that holds it, how it is told."""

    event: Event
    sentence: tuple[int, int]
    modality: Modality


@dataclass(slots=True)
class ClaimDraft:
    """A fact being gathered, before values and confidence.

    Attributes:
        claim_type: its declared type.
        mentions: in text order.
        arguments: for each role the relation that fills it best.
        canonical: for each role the name of its value.
        attribution: who says so, as ``(start, end)`` in code points, or None.
        inherited: roles whose value no telling has; it comes from the rest of the article.
    """

    claim_type: ClaimType
    mentions: list[DraftMention]
    arguments: dict[str, Relation] = field(default_factory=dict)
    canonical: dict[str, str] = field(default_factory=dict)
    attribution: tuple[int, int] | None = None
    inherited: set[str] = field(default_factory=set)
