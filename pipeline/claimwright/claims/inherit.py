"""What a telling leaves to the article: "she resigned on Monday" in an article about her company.

Only roles declared with ``inherits`` are filled so, and only where no telling of the fact words them: from another fact
about the same person, else from what most facts of the article have, else the organisation the article names most.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from claimwright.claims.draft import ClaimDraft
from claimwright.entities import DocumentEntities
from claimwright.records import EntityMention, Relation
from claimwright.schema import Role

__all__ = ["inherit"]

_DISCOUNT = 0.5
"""An inherited value is taken to be half as sure as the one it comes from."""


def inherit(drafts: Sequence[ClaimDraft], entities: DocumentEntities) -> None:
    """Fills the inheriting roles of drafts in place.

    Args:
        drafts: all facts of a document, complete but for what no telling words.
        entities: of the document.
    """
    given = {id(draft): list(_given(draft)) for draft in drafts}
    leading = _leading(entities)
    for draft in drafts:
        for role in draft.claim_type.roles.values():
            if role.inherits and role.name not in draft.arguments:
                _fill(draft, role, drafts, given, leading, entities)


def _given(draft: ClaimDraft) -> Iterator[Relation]:
    for role in draft.claim_type.roles.values():
        if role.inherits and role.name in draft.arguments:
            yield draft.arguments[role.name]


def _fill(
    draft: ClaimDraft,
    role: Role,
    drafts: Sequence[ClaimDraft],
    given: dict[int, list[Relation]],
    leading: Sequence[EntityMention],
    entities: DocumentEntities,
) -> None:
    trigger = draft.mentions[0].event.trigger
    same = [r for other in drafts if _same_head(draft, other) for r in given[id(other)]]
    counts = Counter(relation.mention.entity for other in drafts for relation in given[id(other)])
    rest = sorted((r for listed in given.values() for r in listed), key=lambda r: -counts[r.mention.entity])
    named = [Relation(trigger, role.name, mention, _DISCOUNT) for mention in leading]
    for donor in (*same, *rest, *named):
        number = donor.mention.entity
        if number is None or donor.mention.type not in role.entity_types or not _is_free(draft, donor):
            continue
        canonical = entities.entities[number].canonical
        if canonical in draft.canonical.values():
            continue
        score = round(donor.score * _DISCOUNT, 4)
        draft.arguments[role.name] = replace(donor, trigger=trigger, role=role.name, score=score)
        draft.canonical[role.name] = canonical
        draft.inherited.add(role.name)
        return


def _same_head(draft: ClaimDraft, other: ClaimDraft) -> bool:
    heads = [
        next(c.canonical[role] for role in c.claim_type.one_claim_per.split("|") if role in c.canonical)
        for c in (draft, other)
    ]
    return draft is not other and heads[0] == heads[1]


def _is_free(draft: ClaimDraft, donor: Relation) -> bool:
    """Whether the donor's entity fills no other role of the fact."""
    return all(relation.mention.entity != donor.mention.entity for relation in draft.arguments.values())


def _leading(entities: DocumentEntities) -> list[EntityMention]:
    """The first mention of the organisation named most, if it is named at least twice."""
    counts = Counter(
        mention.entity
        for mention in entities.mentions
        if mention.type == "organization"
        and mention.entity is not None
        and entities.entities[mention.entity].named
    )
    if not counts:
        return []
    number, times = counts.most_common(1)[0]
    first = next(mention for mention in entities.mentions if mention.entity == number)
    return [first] if times > 1 else []
