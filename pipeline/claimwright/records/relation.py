"""A relation: a mention fills a role of a trigger's event."""

from __future__ import annotations

from dataclasses import dataclass

from claimwright.records.mention import EntityMention, Trigger

__all__ = ["Relation"]


@dataclass(frozen=True, slots=True)
class Relation:
    """``mention`` fills ``role`` in the event that ``trigger`` expresses, with probability ``score`` (0 to 1)."""

    trigger: Trigger
    role: str
    mention: EntityMention
    score: float
