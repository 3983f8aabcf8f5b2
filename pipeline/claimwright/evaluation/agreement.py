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
        all_claims_f1: the same over all claims, optional ones counted like firm ones: the strictest reading.
        argument_f1: over the (role, value) pairs of the claims above.
        modality_kappa: Cohen's kappa over the claims both mark firmly; None where there are none.
    """

    documents: int
    both: int
    first_only: int
    second_only: int
    claim_f1: Estimate
    all_claims_f1: Estimate
    argument_f1: Estimate
    modality_kappa: Estimate


@dataclass(frozen=True, slots=True)
class _Tally:
    """One document: claims and (role, value) pairs that agree or stand alone, and the modalities of claims in both.

    ``both``, ``first_only`` and ``second_only`` count firm claims, ``shared`` and ``unshared`` all of them.
    """

    both: int
    first_only: int
    second_only: int
    shared: int
    unshared: int
    values_agreed: int
    values_alone: int
    modalities: tuple[tuple[str, str], ...]


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


def _compare(first: Sequence[GoldClaim], second: Sequence[GoldClaim]) -> _Tally:
    found, only_first, only_second = pair_annotators(first, second)
    pairs = [pair for pair in found if not pair[0].optional and not pair[1].optional]
    alone = [[claim for claim in claims if not claim.optional] for claims in (only_first, only_second)]
    agreed = sum(_same_value(one, other, role) for one, other in pairs for role in one.arguments)
    values = sum(len(one.arguments) + len(other.arguments) for one, other in pairs)
    return _Tally(
        both=len(pairs),
        first_only=len(alone[0]),
        second_only=len(alone[1]),
        shared=len(found),
        unshared=len(only_first) + len(only_second),
        values_agreed=agreed,
        values_alone=values - 2 * agreed + sum(len(claim.arguments) for claims in alone for claim in claims),
        modalities=tuple((one.modality.value, other.modality.value) for one, other in pairs),
    )


def _agreement(parts: Sequence[_Tally]) -> Agreement:
    return Agreement(
        documents=len(parts),
        both=sum(part.both for part in parts),
        first_only=sum(part.first_only for part in parts),
        second_only=sum(part.second_only for part in parts),
        claim_f1=estimate(parts, _claim_f1),
        all_claims_f1=estimate(parts, _all_claims_f1),
        argument_f1=estimate(parts, _argument_f1),
        modality_kappa=estimate(parts, _modality_kappa),
    )


def _f1(both: int, alone: int) -> float | None:
    return 2 * both / (2 * both + alone) if both + alone else None


def _claim_f1(parts: Sequence[_Tally]) -> float | None:
    return _f1(sum(part.both for part in parts), sum(part.first_only + part.second_only for part in parts))


def _all_claims_f1(parts: Sequence[_Tally]) -> float | None:
    return _f1(sum(part.shared for part in parts), sum(part.unshared for part in parts))


def _argument_f1(parts: Sequence[_Tally]) -> float | None:
    return _f1(sum(part.values_agreed for part in parts), sum(part.values_alone for part in parts))


def _modality_kappa(parts: Sequence[_Tally]) -> float | None:
    return cohens_kappa([labels for part in parts for labels in part.modalities])


def _same_value(one: GoldClaim, other: GoldClaim, role: str) -> bool:
    mine, theirs = one.arguments.get(role, ()), other.arguments.get(role, ())
    return values_match(mine[:1], theirs) or values_match(mine, theirs[:1])


def cohens_kappa(labels: Sequence[tuple[str, str]]) -> float | None:
    """Agreement beyond chance between two raters' labels; None without labels, 1 if both only ever give one label."""
    if not labels:
        return None
    observed = sum(one == other for one, other in labels) / len(labels)
    firsts: Mapping[str, int] = Counter(one for one, _ in labels)
    seconds: Mapping[str, int] = Counter(other for _, other in labels)
    chance = sum(firsts[label] * seconds.get(label, 0) for label in firsts) / len(labels) ** 2
    return (observed - chance) / (1 - chance) if chance < 1 else 1.0
