"""Claims and decisions for the store's tests."""

from __future__ import annotations

from dataclasses import replace
from itertools import count

from claimwright.records import (
    Action,
    Argument,
    Claim,
    ClaimMention,
    Decision,
    DocumentReference,
    Modality,
    ModelReference,
    Span,
)
from claimwright.records.decision import new_id, now
from tests.fakes import RegexExtractor, outcome

SHA = "a" * 64
_numbers = count()


def span(text, start):
    return Span(start, start + len(text), start, start + len(text), text)


def claim(
    claim_id,
    *,
    person="Jane Roe",
    employer="Acme",
    at=0,
    modality="asserted",
    kind="hire",
    sha256=SHA,
    **others,
):
    """A claim whose evidence spans 100 code points from ``at``, its trigger ten from there."""
    values = {"person": person, "employer": employer, **others}
    arguments = tuple(
        Argument(role, span(value, at + 20 + 7 * place), value, None, 0.9)
        for place, (role, value) in enumerate(values.items())
        if value is not None
    )
    mention = ClaimMention(span("joined", at + 10), span("x" * 100, at), Modality(modality), 0.8)
    return Claim(
        id=claim_id,
        type=kind,
        confidence=0.9,
        modality=Modality(modality),
        arguments=arguments,
        mentions=(mention,),
        attribution=None,
        document=DocumentReference("d", "a.txt", None, None, None, sha256),
        model=ModelReference("regex", "1"),
    )


def decide(action, *targets, results=(), by="ann", undoes=None, sha256=None, **fields):
    claims = [*targets, *results]
    return Decision(
        id=fields.pop("id", None) or new_id(),
        client_id=fields.pop("client_id", None) or f"client-{next(_numbers)}-{new_id()}",
        reviewer=by,
        at=now(),
        document_sha256=sha256 or (claims[0].document.sha256 if claims else SHA),
        action=Action(action),
        targets=tuple(targets),
        results=tuple(results),
        undoes=undoes,
        **fields,
    )


def undo(decision, by=None):
    return decide("undo", by=by or decision.reviewer, undoes=decision.id, sha256=decision.document_sha256)


def article(number=0, *, joins=2, url=None, path=None, words=60):
    """A document of its own, and the claims the small extractor finds in it."""
    names = [f"Jane{_letters(index)} Roe{number}" for index in range(joins)]
    filler = " ".join(f"word{number}x{index}" for index in range(words))
    told = " ".join(f"{name} joined Acme in spring." for name in names)
    document = outcome(f"Story {number}\n\n{filler}.\n\n{told}\n", path or f"{number}.txt").document
    if url is not None:
        document = replace(document, metadata=replace(document.metadata, url=url))
    return document, claims_in(document)


def _letters(index):
    return chr(65 + index) if index < 26 else _letters(index // 26 - 1) + _letters(index % 26).lower()


def claims_in(document):
    [(_, found)] = RegexExtractor().extract([document])
    return found
