"""Two invented articles and their claims, with everything a page has to cope with."""

from __future__ import annotations

from claimwright.clean import clean
from claimwright.records import (
    Argument,
    Claim,
    ClaimMention,
    DocumentReference,
    Modality,
    ModelReference,
    RawDocument,
)

FIRST = """Acme's chip chief leaves for Globex

Mara Quill, who ran the chip group of Acme for six years, has left the company to join its rival \
Globex, the Valley Courier reported on Tuesday.

At Globex she will lead a team of forty and is to receive a package of up to $12 million over four years, \
people who saw the offer said.

• Left Acme: February 2025
• Starts at Globex: early June

Acme denied that the launch of its Orion 👩‍🚀 accelerator would slip to 2026 because of her exit."""

SECOND = """Initech names a new head of research

Initech said that Pavel Ost may become its head of research next month."""


def _find(document, words, after=""):
    start = document.text.index(words, document.text.index(after))
    return document.span(start, start + len(words))


def _line(document, span):
    start = document.text.rfind("\n", 0, span.start) + 1
    end = document.text.find("\n", span.end)
    return document.span(start, end if end >= 0 else len(document.text))


class Maker:
    """Makes claims of one document from words that occur in it."""

    def __init__(self, text, path, **reference):
        self.document = clean(RawDocument(path, text.encode("utf-8"))).document
        self.reference = DocumentReference(
            id=self.document.id,
            path=path,
            url=reference.get("url"),
            title=reference.get("title", self.document.text.splitlines()[0]),
            published=reference.get("published", "2025-05-27"),
            sha256=self.document.sha256,
        )

    def claim(
        self, number, kind, trigger, roles, *, modality="asserted", confidence=0.9, by=None, normalized=None
    ):
        span = _find(self.document, *trigger)
        evidence = _line(self.document, span)
        arguments = tuple(
            Argument(role, _find(self.document, words), words, (normalized or {}).get(role), confidence)
            for role, words in roles.items()
        )
        return Claim(
            id=f"c_{number:016x}",
            type=kind,
            confidence=confidence,
            modality=Modality(modality),
            arguments=arguments,
            mentions=(ClaimMention(span, evidence, Modality(modality), confidence),),
            attribution=None if by is None else _find(self.document, by),
            document=self.reference,
            model=ModelReference("sample", "1"),
            explanation={"score": confidence},
        )


def sample_claims(folder="articles"):
    """Claims of both articles: overlapping spans, an emoji, a quantity, an attribution, every modality."""
    first = Maker(
        FIRST, f"{folder}/acme.txt", url="https://courier.example/acme", published="2025-05-27T09:00:00"
    )
    second = Maker(SECOND, f"{folder}/initech.txt")
    amount = {"min": None, "max": 12_000_000, "currency": "USD", "per": "P4Y"}
    return [
        first.claim(
            1,
            "departure",
            ("left", "has left"),
            {
                "person": "Mara Quill",
                "employer": "Acme",
                "next_employer": "Globex",
                "position": "ran the chip group of Acme",
            },
            confidence=0.97,
            by="Valley Courier",
        ),
        first.claim(
            2,
            "hire",
            ("join", "to join"),
            {"person": "Mara Quill", "employer": "Globex", "date": "early June"},
            confidence=0.91,
            normalized={"date": "2025-06"},
        ),
        first.claim(
            3,
            "compensation",
            ("receive",),
            {
                "amount": "up to $12 million over four years",
                "component": "package",
                "recipient": "she",
                "payer": "Globex",
            },
            modality="planned",
            confidence=0.78,
            by="people who saw the offer",
            normalized={"amount": amount},
        ),
        first.claim(
            4,
            "delay",
            ("slip",),
            {
                "product": "Orion 👩‍🚀 accelerator",
                "organization": "Acme",
                "new_date": "2026",
                "reason": "because of her exit",
            },
            modality="denied",
            confidence=0.55,
        ),
        second.claim(
            5,
            "hire",
            ("become",),
            {
                "person": "Pavel Ost",
                "employer": "Initech",
                "position": "head of research",
                "date": "next month",
            },
            modality="possible",
            confidence=0.34,
            normalized={"date": "2025-06"},
        ),
    ]
