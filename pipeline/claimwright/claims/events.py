"""One trigger, its chosen arguments: the schema decides how many values a role takes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from claimwright.entities import DocumentEntities
from claimwright.records import Relation, Trigger
from claimwright.relations import DocumentRelations
from claimwright.schema import ClaimType, Declarations

__all__ = ["Event", "find_events"]


@dataclass(frozen=True, slots=True)
class Event:
    """One telling of one fact.

    Attributes:
        trigger: the words that express it.
        arguments: the chosen relation of each role; a role that makes a claim of its own per value has one here.
    """

    trigger: Trigger
    arguments: dict[str, Relation]


def find_events(
    relations: DocumentRelations,
    entities: DocumentEntities,
    declarations: Declarations,
    least: Mapping[str, float],
) -> list[Event]:
    """The events of a document: a trigger with two people gives two.

    Args:
        relations: triggers and scored relations.
        entities: the document's entities; two mentions of one entity are one value.
        declarations: claim types.
        least: least probability of a relation: ``hire`` for that type's roles, ``hire.key`` for its key roles; a type
            without one takes all.
    """
    by_trigger: dict[tuple[int, int, str], list[Relation]] = defaultdict(list)
    for relation in relations.relations:
        if relation.score >= _least(relation, declarations, least):
            by_trigger[_place(relation.trigger)].append(relation)
    return [
        event
        for trigger in relations.triggers
        for event in _events_of(
            trigger, by_trigger[_place(trigger)], entities, declarations.claim_types[trigger.type], least
        )
    ]


def _least(relation: Relation, declarations: Declarations, least: Mapping[str, float]) -> float:
    claim_type = declarations.claim_types[relation.trigger.type]
    return least.get(
        f"{claim_type.name}.key" if claim_type.roles[relation.role].key else claim_type.name, 0.0
    )


def _place(trigger: Trigger) -> tuple[int, int, str]:
    return trigger.start, trigger.end, trigger.type


def _events_of(
    trigger: Trigger,
    relations: Sequence[Relation],
    entities: DocumentEntities,
    claim_type: ClaimType,
    least: Mapping[str, float],
) -> list[Event]:
    ranked = sorted(relations, key=lambda relation: -relation.score)
    dividing = next(
        (role for role in claim_type.one_claim_per.split("|") if any(r.role == role for r in ranked)), None
    )
    if dividing is None:
        return []
    heads: dict[object, Relation] = {}
    for relation in ranked:
        if relation.role == dividing:
            # The low bar of key roles finds the one who is meant; a second one must clear the bar of all roles.
            if heads and relation.score < least.get(claim_type.name, 0.0):
                break
            entity = relation.mention.entity
            heads.setdefault(relation.mention.text.casefold() if entity is None else entity, relation)
    events = []
    for head in heads.values():
        arguments = {dividing: head}
        for relation in ranked:
            if relation.role not in arguments and not _is_taken(relation, arguments):
                arguments[relation.role] = relation
        events.append(Event(trigger, arguments))
    return events


def _is_taken(relation: Relation, arguments: dict[str, Relation]) -> bool:
    """Whether the mention's entity already fills another role of this event: nobody hires himself."""
    mention = relation.mention
    return any(
        other.mention.text.casefold() == mention.text.casefold()
        or (mention.entity is not None and other.mention.entity == mention.entity)
        for other in arguments.values()
    )
