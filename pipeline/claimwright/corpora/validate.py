"""Checks the labels of a document that was joined with its text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from claimwright.evaluation.matching import identity_roles, same_words
from claimwright.records.gold import GoldClaim, GoldDocument, GoldMention, Range
from claimwright.schema import Declarations, load_declarations

__all__ = ["LabelFault", "find_label_faults", "label_faults"]


@dataclass(frozen=True, slots=True)
class LabelFault:
    """A fault of a document's labels: what it is, and the numbers, from 1, of the claims it is in."""

    claims: tuple[int, ...]
    what: str


def find_label_faults(document: GoldDocument, declarations: Declarations | None = None) -> list[str]:
    """The faults of ``label_faults``, one line of text each."""
    return [
        f"claim{'s' * (len(fault.claims) > 1)} {' and '.join(map(str, fault.claims))}: {fault.what}"
        for fault in label_faults(document, declarations)
    ]


def label_faults(document: GoldDocument, declarations: Declarations | None = None) -> list[LabelFault]:
    """Every fault of a document's labels; empty when all hold.

    Checked: types, modalities and roles are declared; every range lies in the text and cuts no word; a
        trigger lies
    in its quote; the roles a claim is counted by are there; no fact is labelled as two claims.
    """
    declared = declarations or load_declarations()
    faults = []
    for number, claim in enumerate(document.claims, start=1):
        faults += [LabelFault((number,), fault) for fault in _claim_faults(claim, document.text, declared)]
    for (first, one), (second, other) in combinations(enumerate(document.claims, start=1), 2):
        if _one_fact(one, other, declared):
            faults.append(LabelFault((first, second), "one fact labelled twice"))
    return faults


def _claim_faults(claim: GoldClaim, text: str, declared: Declarations) -> Iterator[str]:
    kind = declared.claim_types.get(claim.type)
    if kind is None:
        yield f"unknown type {claim.type!r}"
        return
    for role in {*claim.arguments, *claim.soft, *claim.normalized} - set(kind.roles):
        yield f"unknown role {role!r}"
    for role, forms in claim.arguments.items():
        if not forms or not all(form.strip() for form in forms):
            yield f"{role} has an empty form"
    if not any(role in claim.arguments for role in kind.one_claim_per.split("|")):
        yield f"no {kind.one_claim_per.replace('|', ' or ')}"
    if not claim.evidence:
        yield "no evidence"
    for place in claim.evidence:
        yield from _range_faults(place, text, "evidence", whole_words=False)
    for number, mention in enumerate(claim.mentions, start=1):
        for fault in _mention_faults(mention, claim, text, declared):
            yield f"mention {number}: {fault}"


def _mention_faults(
    mention: GoldMention, claim: GoldClaim, text: str, declared: Declarations
) -> Iterator[str]:
    yield from _range_faults(mention.quote, text, "quote")
    yield from _range_faults(mention.trigger, text, "trigger")
    if not mention.quote.contains(mention.trigger):
        yield "the trigger is not in the quote"
    for role, place in mention.arguments.items():
        if role not in claim.arguments and role not in claim.soft:
            yield f"role {role!r} is not one of the claim's"
        yield from _range_faults(place, text, role)
    for name, mark in (("cue", mention.cue), ("attribution", mention.attribution)):
        if mark is not None:
            yield from _range_faults(mark, text, name)
    for kind, place in mention.others:
        if kind not in declared.entity_types:
            yield f"unknown entity type {kind!r}"
        yield from _range_faults(place, text, f"other {kind}")


def _range_faults(place: Range, text: str, what: str, *, whole_words: bool = True) -> Iterator[str]:
    start, end = place
    if not 0 <= start < end <= len(text):
        yield f"{what} [{start}, {end}) leaves the text of {len(text)} code points"
    elif text[start].isspace() or text[end - 1].isspace():
        yield f"{what} [{start}, {end}) starts or ends with white space: is it off by one?"
    elif whole_words and (_inside_word(text, start) or _inside_word(text, end)):
        yield f"{what} [{start}, {end}) cuts a word: is it off by one?"


def _inside_word(text: str, edge: int) -> bool:
    return 0 < edge < len(text) and text[edge - 1].isalnum() and text[edge].isalnum()


def _one_fact(one: GoldClaim, other: GoldClaim, declared: Declarations) -> bool:
    """Whether two claims have key values and a trigger in common, and nothing that tells them apart."""
    if (one.type, one.modality) != (other.type, other.modality) or one.type not in declared.claim_types:
        return False
    shared = {mention.trigger for mention in one.mentions} & {mention.trigger for mention in other.mentions}
    if not shared or set(identity_roles(one)) != set(identity_roles(other)):
        return False
    told_apart = [role for role, entry in declared.claim_types[one.type].roles.items() if entry.distinguishes]
    if any(one.arguments.get(role, ()) != other.arguments.get(role, ()) for role in told_apart):
        return False
    # Containment will not do here: "the engineer laid off by Acme" is not "Acme".
    keys = [role for entry in identity_roles(one) for role in entry]
    return all(same_words(one.arguments[role][0], other.arguments[role][0]) for role in keys)
