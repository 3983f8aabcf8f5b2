"""When a predicted claim is a labelled one (CLAIMS.md, section 4)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from claimwright.records.gold import GoldClaim, Range
from claimwright.schema import ClaimType, load_declarations

__all__ = [
    "Pairing",
    "Prediction",
    "as_prediction",
    "claims_match",
    "identity_roles",
    "pair_claims",
    "prediction_from_dict",
    "role_matches",
    "same_words",
    "values_match",
]

_POSSESSIVE = re.compile(r"[’']s\b")
_WORD = re.compile(r"[\w$€£%.]+")
# Words that never tell two values apart.
_DETERMINERS = {"the", "a", "an", "some", "its", "his", "her", "their"}
_HONORIFICS = {"mr", "mrs", "ms", "dr"}
_HEDGES = {"about", "around", "nearly", "roughly", "approximately"}
_EMPTY_WORDS = frozenset(_DETERMINERS | _HONORIFICS | _HEDGES)


@dataclass(frozen=True, slots=True)
class Prediction:
    """A predicted claim, reduced to what scoring looks at.

    Attributes:
        type: its claim type.
        modality: how it is said to be told.
        confidence: 0 to 1.
        arguments: role to its values, each as the wordings it was given in (canonical, text).
        evidence: source ranges of the evidence of its mentions.
        quotes: the words of that evidence, where they were given.
    """

    type: str
    modality: str
    confidence: float
    arguments: Mapping[str, tuple[tuple[str, ...], ...]]
    evidence: tuple[Range, ...] = ()
    quotes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pairing:
    """What became of one document's claims.

    Attributes:
        hits: firm labels with the predictions that match them.
        neutral: optional labels with the predictions they absorb; they count neither way.
        spurious: predictions that match no label that was still free.
        missed: firm labels without a prediction.
    """

    hits: tuple[tuple[GoldClaim, Prediction], ...]
    neutral: tuple[tuple[GoldClaim, Prediction], ...]
    spurious: tuple[Prediction, ...]
    missed: tuple[GoldClaim, ...]


def prediction_from_dict(claim: Mapping[str, Any]) -> Prediction:
    """The prediction of a claim as written out (CLAIMS.md section 2); absent fields count as empty."""
    arguments: dict[str, list[tuple[str, ...]]] = {}
    for argument in claim.get("arguments") or ():
        wordings = (argument.get("canonical") or "", argument.get("text") or "")
        arguments.setdefault(argument["role"], []).append(wordings)
    places = [mention.get("evidence") or {} for mention in claim.get("mentions") or ()]
    return Prediction(
        type=claim["type"],
        modality=claim.get("modality", ""),
        confidence=claim.get("confidence", 0),
        arguments={role: tuple(values) for role, values in arguments.items()},
        evidence=tuple(
            Range(place["source_start"], place["source_end"])
            for place in places
            if "source_start" in place and "source_end" in place
        ),
        quotes=tuple(place["text"] for place in places if isinstance(place.get("text"), str)),
    )


def as_prediction(claim: GoldClaim) -> Prediction:
    """A label seen as a prediction of confidence 1, each value in its fullest form."""
    return Prediction(
        type=claim.type,
        modality=claim.modality.value,
        confidence=1.0,
        arguments={role: ((forms[0],),) for role, forms in claim.arguments.items()},
        evidence=claim.evidence,
    )


@lru_cache(maxsize=65536)
def _words(value: str) -> str:
    """The words that count, joined and fenced by spaces so that containment respects word boundaries."""
    plain = _POSSESSIVE.sub("", value.casefold()).replace("’", "'")
    kept = [word for word in _WORD.findall(plain) if word.strip(".") and word not in _EMPTY_WORDS]
    return f" {' '.join(kept)} " if kept else ""


def same_words(one: str, other: str) -> bool:
    """Whether two values are equal but for case, determiners, possessives, honorifics and punctuation."""
    return bool(_words(one)) and _words(one) == _words(other)


def values_match(forms: Iterable[str], wordings: Iterable[str]) -> bool:
    """Whether a wording equals an accepted form, or the words of one contain the words of the other."""
    expected = [words for form in forms if (words := _words(form))]
    given = [words for wording in wordings if (words := _words(wording))]
    return any(one in other or other in one for one in expected for other in given)


def role_matches(gold: GoldClaim, prediction: Prediction, role: str) -> bool:
    """Whether one of the prediction's values of ``role`` is the label's value."""
    forms = gold.arguments[role]
    return any(values_match(forms, wordings) for wordings in prediction.arguments.get(role, ()))


def identity_roles(gold: GoldClaim) -> tuple[tuple[str, ...], ...]:
    """The roles a match is decided by: for each entry of the declared identity, the label's roles of it.

    One role of each entry must match. Of alternatives that are key roles ("amount|component") only the first
    that the label has counts; of others ("recipient|payer") any will do.
    """
    declared = load_declarations().claim_types.get(gold.type)
    entries = [_alternatives(gold, entry, declared) for entry in declared.identity] if declared else []
    return tuple(entry for entry in entries if entry)


def _alternatives(gold: GoldClaim, entry: str, declared: ClaimType) -> tuple[str, ...]:
    present = tuple(role for role in entry.split("|") if role in gold.arguments)
    return present[:1] if all(declared.roles[role].key for role in present) else present


def claims_match(gold: GoldClaim, other: Prediction | GoldClaim) -> bool:
    """Whether ``other`` is the fact that ``gold`` labels: the same type, and every key role the label has."""
    prediction = as_prediction(other) if isinstance(other, GoldClaim) else other
    if gold.type != prediction.type:
        return False
    return all(any(role_matches(gold, prediction, role) for role in entry) for entry in identity_roles(gold))


def pair_claims(gold: Sequence[GoldClaim], predictions: Sequence[Prediction]) -> Pairing:
    """Pair labels and predictions of one document one to one, the most confident prediction first.

    A prediction takes the first free firm label it matches, else the first free optional one.
    """
    free = sorted(gold, key=lambda claim: claim.optional)
    hits: list[tuple[GoldClaim, Prediction]] = []
    neutral: list[tuple[GoldClaim, Prediction]] = []
    spurious: list[Prediction] = []
    for prediction in sorted(predictions, key=lambda claim: -claim.confidence):
        place = next((index for index, claim in enumerate(free) if claims_match(claim, prediction)), None)
        if place is None:
            spurious.append(prediction)
            continue
        claim = free.pop(place)
        (neutral if claim.optional else hits).append((claim, prediction))
    missed = tuple(claim for claim in free if not claim.optional)
    return Pairing(tuple(hits), tuple(neutral), tuple(spurious), missed)
