"""Facts from events: tellings of one fact are gathered, what one leaves out another fills in."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from claimwright.claims.draft import ClaimDraft, DraftMention
from claimwright.claims.events import Event, find_events
from claimwright.claims.inherit import inherit
from claimwright.entities import DocumentEntities
from claimwright.entities.names import name_tokens
from claimwright.records import Document, Modality, Relation
from claimwright.relations import DocumentRelations
from claimwright.schema import ClaimType, Declarations

__all__ = ["assemble"]

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def assemble(
    document: Document,
    entities: DocumentEntities,
    relations: DocumentRelations,
    declarations: Declarations,
    least: Mapping[str, float],
) -> list[ClaimDraft]:
    """The facts of a document in text order.

    Args:
        document: the cleaned document.
        entities: what the entities stage found.
        relations: what the relations stage found.
        declarations: claim types.
        least: least probability of a relation, as ``find_events`` takes it.
    """
    drafts: list[ClaimDraft] = []
    events = find_events(document.text, relations, declarations, least)
    # Fuller events found facts, poorer ones join them; within that, in text order.
    for event in sorted(events, key=lambda e: (-len(e.arguments), e.trigger.start)):
        claim_type = declarations.claim_types[event.trigger.type]
        mention = DraftMention(event, _sentence(relations.sentences, event), _modality(event))
        home = next((draft for draft in drafts if _same_fact(draft, claim_type, event, entities)), None)
        if home is None:
            drafts.append(ClaimDraft(claim_type, [mention], dict(event.arguments)))
        else:
            # A trigger with two words for one person tells the fact once.
            if all(mention.event.trigger != told.event.trigger for told in home.mentions):
                home.mentions.append(mention)
            for role, relation in event.arguments.items():
                home.arguments.setdefault(role, relation)
    complete = [draft for draft in drafts if _finish(draft, entities, relations)]
    inherit(complete, entities)
    return sorted(complete, key=lambda draft: draft.mentions[0].event.trigger.start)


def _sentence(sentences: Sequence[tuple[int, int]], event: Event) -> tuple[int, int]:
    trigger = event.trigger
    return next(
        ((start, max(end, trigger.end)) for start, end in sentences if start <= trigger.start < end),
        (trigger.start, trigger.end),
    )


def _modality(event: Event) -> Modality:
    return Modality(max(event.trigger.modality, key=lambda name: event.trigger.modality[name]))


def _value(relation: Relation, entities: DocumentEntities) -> str:
    entity = entities.entity_of(relation.mention)
    return entity.canonical if entity is not None else relation.mention.text


def _same_value(left: Relation, right: Relation, entities: DocumentEntities) -> bool:
    if left.mention.entity is not None and left.mention.entity == right.mention.entity:
        return True
    a, b = name_tokens(_value(left, entities)), name_tokens(_value(right, entities))
    return bool(a) and bool(b) and (set(a) <= set(b) or set(b) <= set(a))


def _same_fact(draft: ClaimDraft, claim_type: ClaimType, event: Event, entities: DocumentEntities) -> bool:
    """Whether an event tells a fact again: identity roles agree where both have them, and nothing sets them apart."""
    if draft.claim_type.name != claim_type.name:
        return False
    shared = 0
    for entry in claim_type.identity:
        for role in entry.split("|"):
            if role in draft.arguments and role in event.arguments:
                if not _same_value(draft.arguments[role], event.arguments[role], entities):
                    return False
                shared += 1
    if not shared or not _divides_alike(draft, claim_type, event):
        return False
    both = [r for r in claim_type.roles.values() if r.distinguishes and r.name in draft.arguments]
    both = [role for role in both if role.name in event.arguments]
    apart = [r for r in both if not _same_value(draft.arguments[r.name], event.arguments[r.name], entities)]
    if any(_years_differ(draft.arguments[role.name], event.arguments[role.name]) for role in apart):
        return False
    # Two distinguishing roles that both differ make two facts ("joined as analyst", "became head in May").
    return len(apart) < 2 or len(apart) < len(both)


def _years_differ(left: Relation, right: Relation) -> bool:
    years = set(_YEAR.findall(left.mention.text)), set(_YEAR.findall(right.mention.text))
    return bool(years[0]) and bool(years[1]) and not years[0] & years[1]


def _divides_alike(draft: ClaimDraft, claim_type: ClaimType, event: Event) -> bool:
    """The role that makes claims of their own must be filled on both sides, or both are about the same rest."""
    roles = claim_type.one_claim_per.split("|")
    return any(role in draft.arguments and role in event.arguments for role in roles)


def _finish(draft: ClaimDraft, entities: DocumentEntities, relations: DocumentRelations) -> bool:
    """Chooses the best-supported value of each role; False if the draft names nothing that makes it a claim."""
    draft.mentions.sort(key=lambda mention: mention.event.trigger.start)
    for role in draft.claim_type.roles:
        offered = [m.event.arguments[role] for m in draft.mentions if role in m.event.arguments]
        if not offered:
            continue
        weight: dict[str, float] = {}
        for relation in offered:
            weight[_value(relation, entities)] = weight.get(_value(relation, entities), 0.0) + relation.score
        best = max(weight, key=lambda value: (round(weight[value], 3), len(value)))
        draft.canonical[role] = best
        draft.arguments[role] = max(
            (r for r in offered if _value(r, entities) == best),
            key=lambda r: (r.mention.text == best, r.score),
        )
    _drop_repeated_values(draft)
    draft.attribution = _attribution(draft, relations)
    # A person known only as a pronoun cannot be checked by anybody.
    head = next((r for r in draft.claim_type.one_claim_per.split("|") if r in draft.arguments), None)
    if head is None:
        return False
    relation = draft.arguments[head]
    return relation.mention.entity is not None or relation.mention.type not in {
        "person",
        "organization",
        "product",
    }


def _drop_repeated_values(draft: ClaimDraft) -> None:
    """No value fills two roles of a fact: a key role keeps it before others, else the surer one."""

    def rank(role: str) -> tuple[bool, float]:
        return draft.claim_type.roles[role].key, draft.arguments[role].score

    kept: set[str] = set()
    for role in sorted(draft.canonical, key=rank, reverse=True):
        value = draft.canonical[role].casefold()
        if value in kept:
            del draft.canonical[role], draft.arguments[role]
        kept.add(value)


def _attribution(draft: ClaimDraft, relations: DocumentRelations) -> tuple[int, int] | None:
    for mention in draft.mentions:
        left, right = mention.sentence
        inside = [
            (score, start, end)
            for start, end, score in relations.attributions
            if left <= start and end <= right
        ]
        if inside:
            _, start, end = max(inside)
            return start, end
    return None
