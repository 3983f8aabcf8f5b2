"""How far two annotators agree: claim F1, argument F1, Cohen's kappa on modality."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from claimwright.evaluation.bootstrap import Estimate, estimate
from claimwright.evaluation.matching import claims_match, values_match
from claimwright.records.gold import GoldClaim
from claimwright.schema import load_declarations

__all__ = ["Agreement", "agreement", "cohens_kappa", "pair_annotators"]

Annotations = tuple[Sequence[GoldClaim], Sequence[GoldClaim]]
"""What the first and the second annotator marked in one document."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """The agreement on one claim type, or on all.

    Attributes:
        documents: how many both annotated.
        both: claims both mark firmly.
        first_only: firm claims of the first that the second does not have at all.
        second_only: firm claims of the second that the first does not have at all.
        claim_f1: over firm claims; a claim one marks firmly and the other as optional counts neither way.
        argument_f1: over the (role, value) pairs of the claims above.
        modality_kappa: Cohen's kappa over the claims both mark firmly; None where there are none.
    """

    documents: int
    both: int
    first_only: int
    second_only: int
    claim_f1: Estimate
    argument_f1: Estimate
    modality_kappa: Estimate


@dataclass(frozen=True, slots=True)
class _Compared:
    """One document: what agrees and what does not."""

    pairs: tuple[tuple[GoldClaim, GoldClaim], ...]
    first_only: tuple[GoldClaim, ...]
    second_only: tuple[GoldClaim, ...]


def pair_annotators(
    first: Sequence[GoldClaim], second: Sequence[GoldClaim]
) -> tuple[list[tuple[GoldClaim, GoldClaim]], list[GoldClaim], list[GoldClaim]]:
    """The claims both annotators give, and those only one gives.

    Two claims are the same fact when the key roles of either match the other. Of several candidates the one told in
    the same words wins, then a firm one: two moves of one person at one employer are told apart by where they stand.

    Returns:
        The pairs, what only the first gives, what only the second gives.
    """
    candidates = [
        (-_shared_words(one, other), one.optional + other.optional, index, place)
        for index, one in enumerate(first)
        for place, other in enumerate(second)
        if claims_match(one, other) or claims_match(other, one)
    ]
    pairs: dict[int, int] = {}
    for _, _, index, place in sorted(candidates):
        if index not in pairs and place not in pairs.values():
            pairs[index] = place
    return (
        [(first[index], second[place]) for index, place in sorted(pairs.items())],
        [claim for index, claim in enumerate(first) if index not in pairs],
        [claim for place, claim in enumerate(second) if place not in pairs.values()],
    )


def _shared_words(one: GoldClaim, other: GoldClaim) -> int:
    """How much of the text two claims have in common: 2 for a trigger, 1 for evidence."""
    triggers = sum(a.trigger.overlaps(b.trigger) for a in one.mentions for b in other.mentions)
    return 2 * triggers + sum(a.overlaps(b) for a in one.evidence for b in other.evidence)


def agreement(documents: Sequence[Annotations]) -> dict[str, Agreement]:
    """The agreement over documents annotated twice, under ``all`` and under each claim type, with 95 % intervals."""
    found = {"all": _agreement([_compare(first, second) for first, second in documents])}
    for name in load_declarations().claim_types:
        parts = [
            _compare([c for c in first if c.type == name], [c for c in second if c.type == name])
            for first, second in documents
        ]
        found[name] = _agreement(parts)
    return found


def _compare(first: Sequence[GoldClaim], second: Sequence[GoldClaim]) -> _Compared:
    pairs, only_first, only_second = pair_annotators(first, second)
    return _Compared(
        tuple(pair for pair in pairs if not pair[0].optional and not pair[1].optional),
        tuple(claim for claim in only_first if not claim.optional),
        tuple(claim for claim in only_second if not claim.optional),
    )


def _agreement(parts: Sequence[_Compared]) -> Agreement:
    return Agreement(
        documents=len(parts),
        both=sum(len(part.pairs) for part in parts),
        first_only=sum(len(part.first_only) for part in parts),
        second_only=sum(len(part.second_only) for part in parts),
        claim_f1=estimate(parts, _claim_f1),
        argument_f1=estimate(parts, _argument_f1),
        modality_kappa=estimate(parts, _modality_kappa),
    )


def _claim_f1(parts: Sequence[_Compared]) -> float | None:
    both = sum(len(part.pairs) for part in parts)
    alone = sum(len(part.first_only) + len(part.second_only) for part in parts)
    return 2 * both / (2 * both + alone) if both + alone else None


def _argument_f1(parts: Sequence[_Compared]) -> float | None:
    agreed = alone = 0
    for part in parts:
        for one, other in part.pairs:
            same = sum(_same_value(one, other, role) for role in one.arguments)
            agreed += same
            alone += len(one.arguments) + len(other.arguments) - 2 * same
        alone += sum(len(claim.arguments) for claim in (*part.first_only, *part.second_only))
    return 2 * agreed / (2 * agreed + alone) if agreed + alone else None


def _same_value(one: GoldClaim, other: GoldClaim, role: str) -> bool:
    mine, theirs = one.arguments.get(role, ()), other.arguments.get(role, ())
    return values_match(mine[:1], theirs) or values_match(mine, theirs[:1])


def _modality_kappa(parts: Sequence[_Compared]) -> float | None:
    return cohens_kappa([(one.modality, other.modality) for part in parts for one, other in part.pairs])


def cohens_kappa(labels: Sequence[tuple[str, str]]) -> float | None:
    """Agreement beyond chance between two raters' labels; None without labels, 1 if both only ever give one label."""
    if not labels:
        return None
    observed = sum(one == other for one, other in labels) / len(labels)
    firsts: Mapping[str, int] = Counter(one for one, _ in labels)
    seconds: Mapping[str, int] = Counter(other for _, other in labels)
    chance = sum(firsts[label] * seconds.get(label, 0) for label in firsts) / len(labels) ** 2
    return (observed - chance) / (1 - chance) if chance < 1 else 1.0
