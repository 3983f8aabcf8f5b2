"""Where a draft begins."""

from __future__ import annotations

from collections.abc import Sequence

from claimwright.exchange.article import AnnotatedText, Place
from claimwright.exchange.marks import MarkedClaim, mark
from claimwright.records import Action, Claim, Modality
from claimwright.review.editing.draft import TRIGGER, Draft, Slot
from claimwright.schema import Declarations

__all__ = ["start_addition", "start_correction", "start_merge", "start_split"]


def start_correction(claim: Claim, article: AnnotatedText, shown: Claim | None = None) -> Draft:
    """A claim to be put right; ``shown`` is the form to begin with, where an earlier correction already made one."""
    part = mark(shown or claim, article)
    return Draft(Action.CORRECT, (claim.id,), (part,), slot=_first_slot(part))


def start_split(claim: Claim, article: AnnotatedText) -> Draft:
    """A claim that holds two facts: twice the same, to take from each what belongs to the other."""
    part = mark(claim, article)
    return Draft(Action.SPLIT, (claim.id,), (part, part), slot=_first_slot(part))


def start_merge(claims: Sequence[Claim], article: AnnotatedText) -> Draft:
    """Claims that tell one fact: the first, with what it lacks from the others.

    Raises:
        ValueError: if they are less than two, or of different types.
    """
    if len({claim.id for claim in claims}) < 2 or len({claim.type for claim in claims}) > 1:
        raise ValueError("two claims of one type can be merged")
    parts = [mark(claim, article) for claim in claims]
    triggers = tuple(dict.fromkeys(place for part in parts for place in part.triggers))
    arguments = list(parts[0].arguments)
    for part in parts[1:]:
        have = {role for role, _ in arguments}
        arguments += [(role, place) for role, place in part.arguments if role not in have]
    merged = MarkedClaim(
        type=parts[0].type,
        modality=parts[0].modality,
        triggers=triggers,
        arguments=tuple(arguments),
        attribution=next((part.attribution for part in parts if part.attribution), None),
        claim_id=parts[0].claim_id,
    )
    return Draft(Action.MERGE, tuple(claim.id for claim in claims), (merged,), slot=_first_slot(merged))


def start_addition(trigger: Place | None, declarations: Declarations, words: str = "") -> Draft:
    """A claim that was missed: its trigger, and the type that declares those words, else the first.

    Args:
        trigger: where the words stand that express the event, or None if nothing is selected yet.
        declarations: types and their triggers.
        words: what the trigger says.
    """
    said = words.casefold().strip()
    names = [name for name, declared in declarations.claim_types.items() if said in declared.triggers]
    part = MarkedClaim(
        type=names[0] if names else next(iter(declarations.claim_types)),
        modality=Modality.ASSERTED.value,
        triggers=() if trigger is None else (trigger,),
        arguments=(),
    )
    return Draft(Action.ADD, (), (part,), slot=Slot(TRIGGER))


def _first_slot(part: MarkedClaim) -> Slot:
    return Slot(part.arguments[0][0]) if part.arguments else Slot(TRIGGER)
