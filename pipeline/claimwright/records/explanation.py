"""Everything the stages saw of one document, for people."""

from __future__ import annotations

from dataclasses import dataclass

from claimwright.records.claim import Claim
from claimwright.records.document import Document
from claimwright.records.mention import EntityMention, Trigger
from claimwright.records.relation import Relation

__all__ = ["Explanation"]


@dataclass(frozen=True, slots=True)
class Explanation:
    """One document on its way through the pipeline.

    Attributes:
        document: as cleaned.
        mentions: with the number of their entity.
        entities: canonical name of each entity, by number.
        triggers: all found.
        relations: all that the schema allows, also those below the threshold.
        claims: what came out.
        threshold: least probability of a relation that was used.
        passed_over: no sentence reads like an event, so none was looked for.
    """

    document: Document
    mentions: tuple[EntityMention, ...]
    entities: tuple[str, ...]
    triggers: tuple[Trigger, ...]
    relations: tuple[Relation, ...]
    claims: tuple[Claim, ...]
    threshold: float
    passed_over: bool = False
