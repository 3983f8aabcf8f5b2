"""The entities of one document: groups of mentions with one canonical name each."""

from __future__ import annotations

from dataclasses import dataclass

from claimwright.records import EntityMention

__all__ = ["DocumentEntities", "Entity"]


@dataclass(frozen=True, slots=True)
class Entity:
    """One entity of a document.

    Attributes:
        number: its place in ``DocumentEntities.entities``.
        type: its entity type.
        canonical: the fullest name the document gives it.
        named: whether any mention is a name (else it is a nominal such as "three other staffers").
    """

    number: int
    type: str
    canonical: str
    named: bool


@dataclass(frozen=True, slots=True)
class DocumentEntities:
    """Mentions in text order, each with the number of its entity where it could be resolved."""

    mentions: tuple[EntityMention, ...]
    entities: tuple[Entity, ...]

    def entity_of(self, mention: EntityMention) -> Entity | None:
        """The entity of a mention, or None where it stayed unresolved (a pronoun without antecedent)."""
        return None if mention.entity is None else self.entities[mention.entity]
