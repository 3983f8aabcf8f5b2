"""Labels that answer as a reviewer would: what a model found is accepted, corrected or rejected by what is labelled."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import replace

from claimwright.claims.emission import claim_id
from claimwright.errors import InputError
from claimwright.evaluation.matching import pair_claims, prediction_from_dict, values_match
from claimwright.exchange.article import Place, of_document
from claimwright.exchange.claim_json import claim_to_dict
from claimwright.exchange.marks import MarkedClaim
from claimwright.exchange.rebuild import rebuild
from claimwright.records import Action, Claim, Decision, Document, Modality
from claimwright.records.gold import GoldClaim, GoldDocument
from claimwright.schema import load_declarations

__all__ = ["answers", "decision", "flipped", "labelled_claim", "missed_claims"]

AT = "2026-01-01T00:00:00+00:00"
_DECLARED = load_declarations()


def answers(gold: GoldDocument, document: Document, claims: Sequence[Claim]) -> dict[str, Decision]:
    """What a reviewer who knows the labels decides on each claim of a document, by the claim's id."""
    made = [prediction_from_dict(claim_to_dict(claim)) for claim in claims]
    predictions = {id(prediction): claim for prediction, claim in zip(made, claims, strict=True)}
    pairing = pair_claims(gold.claims, made)
    found: dict[str, Decision] = {}
    for label, prediction in pairing.hits:
        claim = predictions[id(prediction)]
        found[claim.id] = _judged(label, claim, document)
    for _, prediction in pairing.neutral:
        claim = predictions[id(prediction)]
        found[claim.id] = decision(Action.UNSURE, document, (claim,))
    for prediction in pairing.spurious:
        claim = predictions[id(prediction)]
        found[claim.id] = decision(Action.REJECT, document, (claim,))
    return found


def missed_claims(gold: GoldDocument, document: Document, claims: Sequence[Claim]) -> list[Decision]:
    """What a reviewer adds to an article: the firm labels that no claim matches, then "nothing missed"."""
    made = [prediction_from_dict(claim_to_dict(claim)) for claim in claims]
    added = [labelled_claim(label, document) for label in pair_claims(gold.claims, made).missed]
    given = [decision(Action.ADD, document, (), (claim,)) for claim in added if claim is not None]
    if len(given) == len(added):
        given.append(decision(Action.NOTHING_MISSED, document))
    return given


def labelled_claim(label: GoldClaim, document: Document, original: Claim | None = None) -> Claim | None:
    """The claim that a label tells, its spans in the cleaned text; None where its words are not in it."""
    arguments: dict[str, Place] = {}
    triggers: list[Place] = []
    for mention in label.mentions:
        trigger = document.alignment.to_clean(*mention.trigger)
        if trigger is None:
            continue
        triggers.append(Place(*trigger))
        for role, where in mention.arguments.items():
            clean = document.alignment.to_clean(*where)
            if clean is not None:
                arguments.setdefault(role, Place(*clean))
    if not triggers:
        return None
    marked = MarkedClaim(
        label.type, label.modality.value, tuple(dict.fromkeys(triggers)), tuple(arguments.items())
    )
    article = of_document(document, () if original is None else (original,))
    try:
        claim = rebuild(marked, article, original, _DECLARED, document.path)
    except InputError:  # a role that makes the claim what it is is not worded where the label is told
        return None
    named = tuple(replace(one, canonical=label.arguments[one.role][0]) for one in claim.arguments)
    return replace(claim, arguments=named, id=claim_id(document, claim.type, named))


def decision(
    action: Action,
    document: Document,
    targets: tuple[Claim, ...] = (),
    results: tuple[Claim, ...] = (),
    reviewer: str = "labels",
) -> Decision:
    """A decision whose id follows from what it says, so that a simulation can be repeated."""
    about = [document.sha256, action.value, reviewer, *(claim.id for claim in (*targets, *results))]
    name = str(uuid.uuid5(uuid.NAMESPACE_OID, " ".join(about)))
    return Decision(name, name, reviewer, AT, document.sha256, action, targets, results)


def flipped(given: Decision, document: Document) -> Decision:
    """The opposite of a decision: what was right is rejected, what was wrong is accepted."""
    opposite = Action.ACCEPT if given.action is Action.REJECT else Action.REJECT
    return decision(opposite, document, given.targets, reviewer=given.reviewer)


def _judged(label: GoldClaim, claim: Claim, document: Document) -> Decision:
    if _agrees(label, claim):
        return decision(Action.ACCEPT, document, (claim,))
    right = labelled_claim(label, document, claim)
    if right is None or _same(right, claim):
        return decision(Action.ACCEPT, document, (claim,))
    return decision(Action.CORRECT, document, (claim,), (right,))


def _agrees(label: GoldClaim, claim: Claim) -> bool:
    """Whether all that the claim says is labelled, and all that is labelled is said."""
    if Modality(claim.modality) not in label.accepted_modalities:
        return False
    forms = {**label.soft, **label.arguments}
    said = {one.role: (one.canonical, one.span.text) for one in claim.arguments}
    return set(label.arguments) <= set(said) and all(
        role in forms and values_match(forms[role], words) for role, words in said.items()
    )


def _same(right: Claim, claim: Claim) -> bool:
    def parts(one: Claim) -> tuple[object, ...]:
        values = {(a.role, a.span.start, a.span.end) for a in one.arguments}
        return one.modality, values, {mention.trigger for mention in one.mentions}

    return parts(right) == parts(claim)
