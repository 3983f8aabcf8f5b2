"""One trigger, its chosen arguments: the schema decides how many values a role takes."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from claimwright.records import Relation, Trigger
from claimwright.relations import DocumentRelations
from claimwright.schema import ClaimType, Declarations

__all__ = ["Event", "find_events"]

_LIST_GAP = re.compile(r"\s*(?:[,;]|,?\s+(?:and|or|&|as well as|along with))\s*")
"""What stands between two neighbours of a list."""


@dataclass(frozen=True, slots=True)
class Event:
    """One telling of one fact.

    Attributes:
        trigger: the words that express it.
        arguments: the chosen relation of each role; a role that makes a claim of its own per value has one here.
        rivals: for each filled role the probability of the best other value, 0 without one.
    """

    trigger: Trigger
    arguments: dict[str, Relation]
    rivals: Mapping[str, float] = field(default_factory=dict)


def find_events(
    text: str,
    relations: DocumentRelations,
    declarations: Declarations,
    least: Mapping[str, float],
) -> list[Event]:
    """The events of a document: a trigger with two people gives two.

    Args:
        text: the cleaned text.
        relations: triggers and scored relations.
        declarations: claim types.
        least: least probability of a relation: ``hire`` for that type's roles, ``hire.key`` for its key roles,
            ``hire.also`` for a second value that makes a claim of its own; a type without one takes all.
    """
    by_trigger: dict[tuple[int, int, str], list[Relation]] = defaultdict(list)
    for relation in relations.relations:
        if relation.score >= _least(relation, declarations, least):
            by_trigger[_place(relation.trigger)].append(relation)
    return [
        event
        for trigger in relations.triggers
        for event in _events_of(
            text, trigger, by_trigger[_place(trigger)], declarations.claim_types[trigger.type], least
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
    text: str,
    trigger: Trigger,
    relations: Sequence[Relation],
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
            # The low bar of key roles finds the one who is meant; a second one must be said surely, or stand in one
            # list with another ("Li Qiaoyun and Samuel Adjei").
            if (
                heads
                and relation.score < least.get(f"{claim_type.name}.also", 0.0)
                and not any(_in_one_list(text, relation, head) for head in heads.values())
            ):
                continue
            entity = relation.mention.entity
            heads.setdefault(relation.mention.text.casefold() if entity is None else entity, relation)
    events = []
    for head in heads.values():
        arguments = {dividing: head}
        for relation in ranked:
            if relation.role not in arguments and not _is_taken(relation, arguments):
                arguments[relation.role] = relation
        events.append(Event(trigger, arguments, _rivals(arguments, ranked)))
    return events


def _in_one_list(text: str, left: Relation, right: Relation) -> bool:
    first, second = sorted((left.mention, right.mention), key=lambda mention: mention.start)
    return _LIST_GAP.fullmatch(text, first.end, second.start) is not None


def _rivals(arguments: Mapping[str, Relation], ranked: Sequence[Relation]) -> dict[str, float]:
    return {
        role: max((r.score for r in ranked if r.role == role and not _same_value(r, chosen)), default=0.0)
        for role, chosen in arguments.items()
    }


def _same_value(left: Relation, right: Relation) -> bool:
    if left.mention.entity is not None and left.mention.entity == right.mention.entity:
        return True
    return left.mention.text.casefold() == right.mention.text.casefold()


def _is_taken(relation: Relation, arguments: dict[str, Relation]) -> bool:
    """Whether the mention's entity already fills another role of this event: nobody hires himself."""
    return any(_same_value(relation, other) for other in arguments.values())
