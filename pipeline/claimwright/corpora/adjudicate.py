"""Makes one set of labels of two annotators' work: what both mark firmly is firm, the rest is optional."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from claimwright.evaluation.matching import claims_match, values_match
from claimwright.records.gold import GoldClaim, GoldMention

__all__ = ["adjudicate", "pair_annotators"]


def pair_annotators(
    first: Sequence[GoldClaim], second: Sequence[GoldClaim]
) -> tuple[list[tuple[GoldClaim, GoldClaim]], list[GoldClaim], list[GoldClaim]]:
    """The claims both annotators give, and those only one gives.

    Two claims are the same fact when the key roles of either match the other. Of several candidates the one
    told in the same words wins, then a firm one: two moves of one person at one employer are told apart by
    where they are told.

    Returns:
        The pairs, what only the first gives, what only the second gives.
    """
    candidates = [
        (_shared_words(one, other), one.optional + other.optional, index, place)
        for index, one in enumerate(first)
        for place, other in enumerate(second)
        if claims_match(one, other) or claims_match(other, one)
    ]
    pairs: dict[int, int] = {}
    for _, _, index, place in sorted(candidates, key=lambda entry: (-entry[0], *entry[1:])):
        if index not in pairs and place not in pairs.values():
            pairs[index] = place
    return (
        [(first[index], second[place]) for index, place in sorted(pairs.items())],
        [claim for index, claim in enumerate(first) if index not in pairs],
        [claim for place, claim in enumerate(second) if place not in pairs.values()],
    )


def _shared_words(one: GoldClaim, other: GoldClaim) -> int:
    """How many mentions the two have in common: 2 for a trigger, 1 for evidence alone."""
    triggers = sum(a.trigger.overlaps(b.trigger) for a in one.mentions for b in other.mentions)
    return 2 * triggers + sum(a.overlaps(b) for a in one.evidence for b in other.evidence)


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
