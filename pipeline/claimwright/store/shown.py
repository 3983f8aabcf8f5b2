"""Whether a claim can be shown in a text of its document that it was perhaps not found in. No database in here."""

from __future__ import annotations

from dataclasses import replace

from claimwright.exchange.article import AnnotatedText, Place
from claimwright.exchange.offsets import spans_of
from claimwright.records import Claim, Span
from claimwright.schema import Declarations

__all__ = ["shown_in"]


def shown_in(article: AnnotatedText, claim: Claim, declarations: Declarations) -> Claim | None:
    """The claim with its spans in the text at hand, or None where that cannot be proved.

    Spans that show their text are left alone. Of a claim that points into another cleaning of the document, each span
    goes to where the map puts its place in the source, if the same words stand there.

    Args:
        article: whole text of the document.
        claim: of this document.
        declarations: what can be marked.
    """
    declared = declarations.claim_types.get(claim.type)
    known = declared is not None and all(argument.role in declared.roles for argument in claim.arguments)
    if not known or not claim.mentions:
        return None
    if all(_shows(article, span) for _, span in spans_of(claim)):
        return claim
    places = {span: _moved(article, span) for _, span in spans_of(claim)}
    moved = {span: place for span, place in places.items() if place is not None}
    return _with_spans(claim, moved) if len(moved) == len(places) else None


def _shows(article: AnnotatedText, span: Span) -> bool:
    return 0 <= span.start < span.end and article.text[span.start : span.end] == span.text


def _moved(article: AnnotatedText, span: Span) -> Span | None:
    place = article.alignment.to_clean(span.source_start, span.source_end)
    found = None if place is None else article.span(Place(*place))
    same = found is not None and (found.text, found.source_start, found.source_end) == (
        span.text,
        span.source_start,
        span.source_end,
    )
    return found if same else None


def _with_spans(claim: Claim, moved: dict[Span, Span]) -> Claim:
    mentions = [
        replace(mention, trigger=moved[mention.trigger], evidence=moved[mention.evidence])
        for mention in claim.mentions
    ]
    return replace(
        claim,
        arguments=tuple(replace(argument, span=moved[argument.span]) for argument in claim.arguments),
        mentions=tuple(mentions),
        attribution=None if claim.attribution is None else moved[claim.attribution],
    )
