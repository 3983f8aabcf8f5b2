"""An article with its claims, as it goes to other tools and comes back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from claimwright.errors import InputError
from claimwright.exchange.claim_json import (
    claim_from_dict,
    claim_to_dict,
    reference_from_dict,
    reference_to_dict,
)
from claimwright.exchange.offsets import spans_of
from claimwright.records import Alignment, Claim, Document, DocumentReference, Piece, Span

__all__ = ["AnnotatedText", "Place", "article_from_dict", "article_to_dict", "of_document"]


class Place(NamedTuple):
    """A run of the text at hand, in Unicode code points, end exclusive."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class AnnotatedText:
    """A cleaned text, or a window of one, with the claims it tells.

    Attributes:
        reference: the document, as claims name it.
        text: the text at hand.
        alignment: maps ``text`` to the decoded original.
        claims: their spans count from the start of the whole cleaned text.
        offset: where ``text`` starts in the whole cleaned text, in code points.
    """

    reference: DocumentReference
    text: str
    alignment: Alignment
    claims: tuple[Claim, ...] = ()
    offset: int = 0

    def place(self, span: Span) -> Place:
        """Where a span stands in the text at hand."""
        return Place(span.start - self.offset, span.end - self.offset)

    def span(self, place: Place) -> Span:
        """The span at a place, with its place in the decoded original.

        Raises:
            ValueError: if the place is empty or leaves the text.
        """
        source_start, source_end = self.alignment.to_source(*place)
        start, end = place.start + self.offset, place.end + self.offset
        return Span(start, end, source_start, source_end, self.text[place.start : place.end])

    def check(self) -> None:
        """Make sure that every span of every claim shows its text here.

        Raises:
            InputError: E704 naming the first claim and role that does not, E705 if the text is not valid
                Unicode (lone surrogates), which no other tool takes.
        """
        for claim in self.claims:
            for role, span in spans_of(claim):
                start, end = self.place(span)
                if start < 0 or end > len(self.text) or self.text[start:end] != span.text:
                    found = self.text[max(start, 0) : max(end, 0)][:60]
                    detail = f"{claim.id}, {role}: [{span.start}, {span.end}) shows {found!r}, not {span.text[:60]!r}"
                    raise InputError("E704", self.reference.path, detail)
        try:
            self.text.encode("utf-8")
        except UnicodeEncodeError as error:
            raise InputError("E705", self.reference.path, f"lone surrogate at {error.start}") from error

    def window(self, claim: Claim) -> AnnotatedText:
        """The lines from the first to the last that a claim's spans stand in, with that claim alone."""
        places = [self.place(span) for _, span in spans_of(claim)]
        start = self.text.rfind("\n", 0, min(place.start for place in places)) + 1
        end = self.text.find("\n", max(place.end for place in places))
        end = len(self.text) if end < 0 else end
        return replace(
            self,
            text=self.text[start:end],
            alignment=Alignment(tuple(_cut(self.alignment.pieces, start, end))),
            claims=(claim,),
            offset=self.offset + start,
        )


def of_document(document: Document, claims: Iterable[Claim] = ()) -> AnnotatedText:
    """A cleaned document with its claims."""
    metadata = document.metadata
    reference = DocumentReference(
        id=document.id,
        path=document.path,
        url=metadata.url,
        title=metadata.title,
        published=metadata.published,
        sha256=document.sha256,
        cluster=document.cluster,
    )
    return AnnotatedText(reference, document.text, document.alignment, tuple(claims))


def article_to_dict(article: AnnotatedText) -> dict[str, Any]:
    """All but the text as JSON-ready data: what rides along where a tool has no place for it."""
    return {
        "document": reference_to_dict(article.reference),
        "offset": article.offset,
        "map": article.alignment.as_rows(),
        "claims": [claim_to_dict(claim) for claim in article.claims],
    }


def article_from_dict(data: Mapping[str, Any], text: str, where: str) -> AnnotatedText:
    """The article that ``article_to_dict`` wrote, with its text.

    Raises:
        InputError: E701 if a part is missing or of the wrong kind, E704 if a claim's span does not show its text.
        OutputError: E302 if a claim is not one.
    """
    try:
        alignment = Alignment.from_rows(data["map"])
        reference = reference_from_dict(data["document"])
        offset, claims = int(data["offset"]), list(data["claims"])
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        detail = f"our own part is damaged: {type(error).__name__}: {error}"
        raise InputError("E701", where, detail) from error
    if alignment.clean_length != len(text):
        detail = f"the text has {len(text)} code points, not {alignment.clean_length} as when it was written"
        raise InputError("E704", where, detail)
    article = AnnotatedText(
        reference, text, alignment, tuple(claim_from_dict(claim, where) for claim in claims), offset
    )
    try:
        article.check()
    except InputError as error:
        raise InputError(error.code, where, error.detail) from error
    return article


def _cut(pieces: Iterable[Piece], start: int, end: int) -> Iterator[Piece]:
    """The pieces of ``[start, end)``, counted from ``start``; one that stands as a whole keeps its whole source."""
    for piece in pieces:
        left, right = max(piece.clean_start, start), min(piece.clean_start + piece.clean_length, end)
        if left >= right:
            continue
        even = piece.clean_length == piece.source_length
        yield Piece(
            left - start,
            piece.source_start + (left - piece.clean_start if even else 0),
            right - left,
            right - left if even else piece.source_length,
        )
