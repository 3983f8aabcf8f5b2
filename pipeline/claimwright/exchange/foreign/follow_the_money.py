"""FollowTheMoney entities (schema of followthemoney 4.11), out only: JSON Lines for Aleph, OpenSanctions and the like.

An article is an ``Article``; each person and organisation of its hires and departures is a ``Person`` or
``Organization`` of that article alone (equal names in two articles are not claimed to be one), tied to it by a
``Mention``; each move is an ``Employment`` whose ``proof`` is the article.

Carried: position as ``role``, dates as ``startDate`` or ``endDate``, modality as ``status``, the claim's id as
``recordId``, evidence as ``summary``, who says so, confidence, model and the offsets of the first trigger (code points
of cleaned text and source) as ``description``. Not carried: claims of other types, denied hires (an edge would say the
opposite), groups of people and people who are only "he" or "she", reasons, amounts, further offsets. ``skipped`` counts
the claims that are left out.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator
from pathlib import PurePath
from typing import Any

from claimwright.exchange.article import AnnotatedText
from claimwright.exchange.jsonl import encode_line
from claimwright.exchange.streams import ByteStream
from claimwright.records import Argument, Claim, Modality
from claimwright.schema import Declarations

__all__ = ["FollowTheMoneyWriter", "entities"]

_Entity = dict[str, Any]
_STATUS = {
    ("hire", Modality.ASSERTED): "hired",
    ("hire", Modality.PLANNED): "hire planned",
    ("hire", Modality.POSSIBLE): "hire possible",
    ("departure", Modality.ASSERTED): "departed",
    ("departure", Modality.PLANNED): "departure planned",
    ("departure", Modality.POSSIBLE): "departure possible",
    ("departure", Modality.DENIED): "departure denied",
}
_OTHER = {"previous_employer": "previous employer", "next_employer": "next employer"}


class FollowTheMoneyWriter:
    """Writes entities as JSON Lines.

    Args:
        stream: where to.
        declarations: whose pronouns are no names.

    Attributes:
        skipped: claims that have no place in the format.
    """

    def __init__(self, stream: ByteStream, declarations: Declarations) -> None:
        self._stream = stream
        self._pronouns = {word for words in declarations.pronouns.values() for word in words}
        self.skipped = 0

    def write(self, article: AnnotatedText) -> None:
        """Append the entities of one article, if one of its claims has a place here."""
        fitting = [claim for claim in article.claims if _fits(claim, self._pronouns)]
        self.skipped += len(article.claims) - len(fitting)
        if fitting:
            self._stream.write(b"".join(encode_line(entity) for entity in entities(article, fitting)))

    def close(self) -> None:
        """Nothing is held back."""


def entities(article: AnnotatedText, claims: list[Claim]) -> Iterator[_Entity]:
    """The entities of an article and of hires and departures it tells, the article first."""
    document = _article(article)
    yield document
    parties: dict[str, _Entity] = {}
    employments = [item for claim in claims for item in _employments(claim, document["id"], parties)]
    for party in parties.values():
        yield party
        yield _mention(party, document["id"])
    yield from employments


def _fits(claim: Claim, pronouns: Collection[str]) -> bool:
    people, employers = _of(claim, "person"), _of(claim, "employer")
    groups = [item for item in people if item.normalized is not None]
    unnamed = [item for item in (*people, *employers) if item.canonical.casefold() in pronouns]
    return bool((claim.type, claim.modality) in _STATUS and people and employers and not groups + unnamed)


def _of(claim: Claim, role: str) -> list[Argument]:
    return [item for item in claim.arguments if item.role == role]


def _article(article: AnnotatedText) -> _Entity:
    reference = article.reference
    published = reference.published[:19] if reference.published else None
    return _entity(
        "Article",
        (reference.sha256,),
        fileName=PurePath(reference.path).name or reference.id,
        title=reference.title,
        sourceUrl=reference.url,
        publishedAt=published,
    )


def _employments(claim: Claim, document: str, parties: dict[str, _Entity]) -> Iterator[_Entity]:
    """The move itself, and the posts before and after it that the claim names."""
    status = _STATUS[claim.type, claim.modality]
    people = [_party("Person", item, claim, parties) for item in _of(claim, "person")]
    for role in ("employer", *_OTHER):
        for item in _of(claim, role):
            employer = _party("Organization", item, claim, parties)
            for person in people:
                yield _employment(claim, document, person, employer, role, status)


def _employment(claim: Claim, document: str, person: str, employer: str, role: str, status: str) -> _Entity:
    own = role == "employer"
    day = "endDate" if claim.type == "departure" else "startDate"
    dates = [item.normalized for item in _of(claim, "date") if isinstance(item.normalized, str)]
    first = claim.mentions[0]
    trigger = first.trigger
    said = f"according to {claim.attribution.text}; " if claim.attribution else ""
    text, source = (trigger.start, trigger.end), (trigger.source_start, trigger.source_end)
    told = f"told at {text} of the text, {source} of the source"
    model = f"{claim.model.name} {claim.model.version}"
    return _entity(
        "Employment",
        (claim.id, person, employer, role),
        employee=person,
        employer=employer,
        role=[item.canonical for item in _of(claim, "position")] if own else None,
        status=status if own else f"{_OTHER.get(role, role)} ({status})",
        **({day: dates} if own else {}),
        summary=first.evidence.text,
        description=f"{said}confidence {claim.confidence:.4g}, {model}; {told}",
        recordId=claim.id,
        sourceUrl=claim.document.url,
        proof=document,
    )


def _party(schema: str, item: Argument, claim: Claim, parties: dict[str, _Entity]) -> str:
    """The id of a person or organisation of the article, which is made or gets a further name."""
    key = (claim.document.sha256, schema, " ".join(item.canonical.casefold().split()))
    party = _entity(schema, key, name=item.canonical)
    known = parties.setdefault(party["id"], party)
    if item.canonical not in known["properties"]["name"]:
        known["properties"]["name"].append(item.canonical)
    return str(party["id"])


def _mention(party: _Entity, document: str) -> _Entity:
    return _entity(
        "Mention",
        (document, party["id"]),
        document=document,
        resolved=party["id"],
        name=party["properties"]["name"],
        detectedSchema=party["schema"],
    )


def _entity(schema: str, key: tuple[str, ...], **properties: str | list[str] | None) -> _Entity:
    """An entity whose id is a hash of its key; empty properties are left out."""
    digest = hashlib.sha1("\x1f".join((schema, *key)).encode("utf-8", "surrogatepass")).hexdigest()
    values = {
        name: [value] if isinstance(value, str) else value for name, value in properties.items() if value
    }
    return {"id": f"claimwright-{digest}", "schema": schema, "properties": values}
