"""A small extractor that really finds claims, and misbehaves where the text tells it to."""

from __future__ import annotations

import os
import re
import signal
import time
from dataclasses import replace
from hashlib import sha256

from claimwright.clean import from_text
from claimwright.errors import DocumentError
from claimwright.records import (
    Argument,
    Claim,
    ClaimMention,
    DocumentReference,
    EntityMention,
    Modality,
    ModelReference,
    Outcome,
    Relation,
    Status,
    Trigger,
)
from claimwright.records.explanation import Explanation
from claimwright.schema import load_declarations

_MOVE = re.compile(r"(?P<person>[A-Z]\w+ [A-Z]\w+) (?P<trigger>joined|left) (?P<employer>[A-Z]\w+)[^.]*\.")
_TOLD = re.compile(r"(?P<person>[A-Z]\w+ [A-Z]\w+) (?P<trigger>joined|left)( (?P<employer>[A-Z]\w+))?")
_TYPES = {"joined": "hire", "left": "departure"}


class RegexExtractor:
    """Finds "Jane Roe joined Acme ..." and "Jane Roe left Acme ..."."""

    name, version = "regex", "1"

    def __init__(self, model="default", *, threads=0, declarations=None, backend=None):
        if model == "broken":
            raise RuntimeError("weights are missing")
        if model == "dies-loading":
            os.kill(os.getpid(), signal.SIGKILL)

    declarations = load_declarations()

    def explain(self, document):
        """Also a trigger that leads to no claim, as it lacks an employer."""
        mentions, triggers, relations = [], [], []
        for match in _TOLD.finditer(document.text):
            shares = {"asserted": 0.7, "planned": 0.3}
            trigger = Trigger(*match.span("trigger"), match["trigger"], _TYPES[match["trigger"]], 0.9, shares)
            triggers.append(trigger)
            for role, kind in (("person", "person"), ("employer", "organization")):
                if match[role]:
                    found = EntityMention(*match.span(role), match[role], kind, 0.95, len(mentions))
                    mentions.append(found)
                    relations.append(Relation(trigger, role, found, 0.9 if role == "person" else 0.6))
        return Explanation(
            document=document,
            mentions=tuple(mentions),
            entities=tuple(mention.text for mention in mentions),
            triggers=tuple(triggers),
            relations=tuple(relations),
            claims=tuple(_claims(document)),
            threshold=0.5,
        )

    def extract(self, documents):
        for document in documents:
            _misbehave(document)
            yield document, tuple(_claims(document))


def _misbehave(document):
    if "CRASH-HERE" in document.text:
        os.kill(os.getpid(), signal.SIGSEGV)
    if "HANG-HERE" in document.text:
        time.sleep(600)
    if "PAUSE-HERE" in document.text:
        time.sleep(0.15)
    if "FILL-HERE" in document.text:
        bytearray(350_000_000)  # more than the limit of the tests, little enough to be quick
    if "RAISE-HERE" in document.text:
        raise ZeroDivisionError("as told")
    if "REFUSE-HERE" in document.text:
        raise DocumentError("E203", document.path, "refused as told")


def _claims(document):
    reference = DocumentReference(
        document.id,
        document.path,
        document.metadata.url,
        document.metadata.title,
        document.metadata.published,
        document.sha256,
        document.cluster,
    )
    for match in _MOVE.finditer(document.text):
        arguments = tuple(
            Argument(role, document.span(*match.span(role)), match[role], None, 0.9)
            for role in ("person", "employer")
        )
        trigger, evidence = document.span(*match.span("trigger")), document.span(*match.span())
        if "MISPLACE-HERE" in match[0]:
            evidence = replace(
                evidence, source_start=evidence.source_start + 1, source_end=evidence.source_end + 1
            )
        digest = sha256(f"{document.sha256} {match[0]}".encode()).hexdigest()[:16]
        confidence = 0.4 if "reportedly" in match[0] else 0.9
        yield Claim(
            id=f"c_{digest}",
            type=_TYPES[match["trigger"]],
            confidence=confidence,
            modality=Modality.ASSERTED,
            arguments=arguments,
            mentions=(ClaimMention(trigger, evidence, Modality.ASSERTED, 0.8),),
            attribution=None,
            document=reference,
            model=ModelReference("regex", "1"),
            explanation={"score": 0.8},
        )


def outcome(text, path="a.txt"):
    """An extracted outcome of a text that is its own source."""
    document = replace(from_text(text), path=path)
    return Outcome(path, Status.EXTRACTED, document, id=document.id)


def claims_of(*texts):
    """The claims the extractor finds in texts."""
    documents = [outcome(text, f"{number}.txt").document for number, text in enumerate(texts)]
    return [claim for _, claims in RegexExtractor().extract(documents) for claim in claims]
