"""Makes one set of labels of two annotators' work: what both mark firmly is firm, the rest is optional."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from claimwright.evaluation.agreement import pair_annotators
from claimwright.evaluation.matching import values_match
from claimwright.records.gold import GoldClaim, GoldMention

__all__ = ["adjudicate"]


def adjudicate(first: Sequence[GoldClaim], second: Sequence[GoldClaim]) -> tuple[GoldClaim, ...]:
    """The labels that count, from two annotators who did not see each other's work.

    Args:
        first: the claims of one of them for a document.
        second: the claims of the other for the same document.

    Returns:
        The claims both give, firm where both are firm, then the others as optional, each part in the given
        order. A role that only one gives, or that they fill differently, is soft; where modalities differ
        both are accepted.
    """
    pairs, only_first, only_second = pair_annotators(first, second)
    merged = [_merge(one, other) for one, other in pairs]
    return (*merged, *(replace(claim, optional=True) for claim in (*only_first, *only_second)))


def _merge(one: GoldClaim, other: GoldClaim) -> GoldClaim:
    agreed: dict[str, tuple[str, ...]] = {}
    soft: dict[str, tuple[str, ...]] = {}
    for role in dict.fromkeys((*one.arguments, *other.arguments)):
        mine, theirs = one.arguments.get(role, ()), other.arguments.get(role, ())
        same = values_match(mine[:1], theirs) or values_match(mine, theirs[:1])
        (agreed if same else soft)[role] = tuple(dict.fromkeys((*mine, *theirs)))
    return GoldClaim(
        type=one.type,
        modality=one.modality,
        optional=one.optional or other.optional,
        arguments=agreed,
        evidence=tuple(sorted({*one.evidence, *other.evidence})),
        mentions=_merge_mentions(one.mentions, other.mentions),
        modality_any=() if one.modality == other.modality else (one.modality, other.modality),
        soft=soft,
        normalized={**other.normalized, **one.normalized},
    )


def _merge_mentions(first: Sequence[GoldMention], second: Sequence[GoldMention]) -> tuple[GoldMention, ...]:
    """All mentions of both; where both have one trigger, the first's, completed from the second's."""
    merged: list[GoldMention] = []
    left = list(second)
    for mention in first:
        twin = next((other for other in left if other.trigger.overlaps(mention.trigger)), None)
        if twin is None:
            merged.append(mention)
            continue
        left.remove(twin)
        arguments = {**twin.arguments, **mention.arguments}
        merged.append(
            replace(
                mention,
                arguments=arguments,
                cue=mention.cue or twin.cue,
                attribution=mention.attribution or twin.attribution,
                others=tuple(dict.fromkeys((*mention.others, *twin.others))),
            )
        )
    return tuple(sorted((*merged, *left), key=lambda mention: mention.trigger))
