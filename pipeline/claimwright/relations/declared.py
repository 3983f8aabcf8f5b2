"""Claim types a model was not trained on: triggers by their declared words, roles by entity type and side.

This is what makes a newly declared type usable before anybody has annotated it: low confidence (its declared prior),
but candidates to review. As soon as a model knows the type, this module is not used for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from claimwright.records import EntityMention, Modality, Relation, Trigger
from claimwright.schema import ClaimType, Declarations, Role

__all__ = ["declared_relations"]


@lru_cache(maxsize=64)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    listed = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(words, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{listed})(?!\w)", re.IGNORECASE)


def declared_relations(
    text: str,
    sentences: Sequence[tuple[int, int]],
    mentions: Sequence[EntityMention],
    claim_types: Sequence[ClaimType],
    declarations: Declarations,
) -> tuple[tuple[Trigger, ...], tuple[Relation, ...]]:
    """Triggers and relations of the given types by their declarations alone.

    Args:
        text: the cleaned text.
        sentences: as ``(start, end)`` in code points.
        mentions: in text order.
        claim_types: the types to look for.
        declarations: cue words, for the modality.
    """
    triggers: list[Trigger] = []
    relations: list[Relation] = []
    for claim_type in claim_types:
        for start, end in sentences:
            inside = [mention for mention in mentions if start <= mention.start and mention.end <= end]
            for match in _pattern(claim_type.triggers).finditer(text, start, end):
                modality = _modality(text[start : match.start()], declarations)
                trigger = Trigger(
                    match.start(), match.end(), match.group(), claim_type.name, claim_type.prior, modality
                )
                triggers.append(trigger)
                relations += _fill(trigger, inside, claim_type)
    return tuple(triggers), tuple(relations)


def _fill(trigger: Trigger, mentions: Sequence[EntityMention], claim_type: ClaimType) -> Iterator[Relation]:
    taken: set[EntityMention] = set()
    for role in claim_type.roles.values():
        found = [mention for mention in mentions if mention not in taken and _fits(trigger, mention, role)]
        if found:
            nearest = min(found, key=lambda mention: _gap(trigger, mention))
            taken.add(nearest)
            yield Relation(trigger, role.name, nearest, claim_type.prior)


def _fits(trigger: Trigger, mention: EntityMention, role: Role) -> bool:
    if mention.type not in role.entity_types or (mention.start < trigger.end and trigger.start < mention.end):
        return False
    return role.side is None or (role.side == "before") == (mention.end <= trigger.start)


def _gap(trigger: Trigger, mention: EntityMention) -> int:
    return trigger.start - mention.end if mention.end <= trigger.start else mention.start - trigger.end


def _modality(before: str, declarations: Declarations) -> dict[str, float]:
    words = before.lower()
    found = next(
        (
            name
            for name in reversed(declarations.modalities)
            if _has_cue(words, declarations.cues.get(name, ()))
        ),
        Modality.ASSERTED.value,
    )
    return {name: float(name == found) for name in declarations.modalities}


def _has_cue(words: str, cues: tuple[str, ...]) -> bool:
    return bool(cues) and _pattern(cues).search(words) is not None
