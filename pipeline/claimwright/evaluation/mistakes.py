"""The errors of an evaluation, the worst first, each with what stands beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from claimwright.evaluation.files import document_stem
from claimwright.evaluation.matching import Pairing, Prediction, values_match
from claimwright.records.gold import GoldClaim

__all__ = ["Mistake", "error_lines", "missed_labels", "modality_mistakes", "wrong_claims"]


@dataclass(frozen=True, slots=True)
class Mistake:
    """One error.

    Attributes:
        path: of the document.
        given: what was predicted: wrong, or what stands nearest to a missed label.
        label: what was labelled: missed, or what stands nearest to a wrong claim.
        reason: in words, what is wrong.
    """

    path: str
    given: Prediction | None
    label: GoldClaim | None
    reason: str


def wrong_claims(pairings: Mapping[str, Pairing]) -> list[Mistake]:
    """Claims that match no label, the most confident first."""
    found = [mistake for path, pairing in pairings.items() for mistake in _wrong(path, pairing)]
    return sorted(found, key=lambda mistake: -mistake.given.confidence if mistake.given else 0.0)


def missed_labels(pairings: Mapping[str, Pairing]) -> list[Mistake]:
    """Labels without a claim, in the order of the documents, each with the claim nearest to it."""
    return [
        Mistake(path, near, label, _missed_reason(near, label, pairing))
        for path, pairing in pairings.items()
        for label in pairing.missed
        for near in [_nearest(label, _predictions(pairing))]
    ]


def modality_mistakes(pairings: Mapping[str, Pairing]) -> list[Mistake]:
    """Matched claims told otherwise than labelled, the most confident first."""
    found = [
        Mistake(path, given, label, f"{label.modality.value} taken for {given.modality or 'nothing'}")
        for path, pairing in pairings.items()
        for label, given in pairing.hits
        if given.modality not in label.accepted_modalities
    ]
    return sorted(found, key=lambda mistake: -mistake.given.confidence if mistake.given else 0.0)


def error_lines(pairings: Mapping[str, Pairing]) -> Iterator[str]:
    """One line for each wrong claim and each missed label, most confident first within a document."""
    for path, pairing in pairings.items():
        name = document_stem(path)[-48:]
        for given in pairing.spurious:
            values = {role: value[0][0] for role, value in given.arguments.items()}
            yield f"WRONG  {name} {given.type} {given.confidence:.2f} {values}"
        for label in pairing.missed:
            yield f"MISSED {name} {label.type} { {role: forms[0] for role, forms in label.arguments.items()} }"


def _wrong(path: str, pairing: Pairing) -> Iterator[Mistake]:
    taken = {id(label) for label, _ in (*pairing.hits, *pairing.neutral)}
    labels = [*pairing.missed, *(label for label, _ in (*pairing.hits, *pairing.neutral))]
    for given in pairing.spurious:
        ranked = sorted(labels, key=lambda label: -_closeness(label, given))
        near = ranked[0] if ranked and _closeness(ranked[0], given) >= 1 else None
        yield Mistake(path, given, near, _wrong_reason(near, given, near is not None and id(near) in taken))


def _wrong_reason(label: GoldClaim | None, given: Prediction, taken: bool) -> str:
    if label is None:
        return "nothing like it is labelled"
    if label.type != given.type:
        return f"labelled as {label.type}"
    if taken:
        return "the label nearest to it has a better claim already"
    return "a key value differs"


def _missed_reason(near: Prediction | None, label: GoldClaim, pairing: Pairing) -> str:
    if near is None:
        return "nothing was predicted there"
    if near.type != label.type:
        return f"predicted as {near.type}"
    if any(near is given for _, given in (*pairing.hits, *pairing.neutral)):
        return "the claim nearest to it fits another label"
    return "a key value differs"


def _predictions(pairing: Pairing) -> list[Prediction]:
    return [*pairing.spurious, *(given for _, given in (*pairing.hits, *pairing.neutral))]


def _nearest(label: GoldClaim, predictions: Sequence[Prediction]) -> Prediction | None:
    best = max(predictions, key=lambda given: _closeness(label, given), default=None)
    return best if best is not None and _closeness(label, best) >= 1 else None


def _closeness(label: GoldClaim, given: Prediction) -> float:
    """How near a claim is to a label: 1 and more if they have a place in common, or a type and half of the values."""
    place = any(quote.overlaps(there) for quote in label.evidence for there in given.evidence)
    shared = sum(
        any(values_match(forms, wordings) for wordings in given.arguments.get(role, ()))
        for role, forms in label.arguments.items()
    )
    alike = label.type == given.type
    return place + shared / max(len(label.arguments), 1) + (0.5 * alike if place or shared else 0.0)
