"""The proof of the offsets: every span of a claim against the cleaned text and against the source."""

from __future__ import annotations

from collections.abc import Iterator

from claimwright.records import Claim, Document, Span

__all__ = ["offset_faults", "span_fault", "spans_of"]


def spans_of(claim: Claim) -> Iterator[tuple[str, Span]]:
    """Every span the claim carries, with a name for its place."""
    for argument in claim.arguments:
        yield argument.role, argument.span
    for number, mention in enumerate(claim.mentions, start=1):
        yield f"trigger {number}", mention.trigger
        yield f"evidence {number}", mention.evidence
    if claim.attribution is not None:
        yield "attribution", claim.attribution


def offset_faults(document: Document, claim: Claim) -> list[str]:
    """What is wrong with the claim's spans, one sentence each; empty if all of them hold."""
    faults = ((name, span_fault(document, span)) for name, span in spans_of(claim))
    return [f"{claim.id} {name}: {fault}" for name, fault in faults if fault]


def span_fault(document: Document, span: Span) -> str | None:
    """Why the span does not hold, or None if it does.

    It holds if the cleaned text there is its text, the map leads to its place in the source, and the source
    slice there, with markup removed, entities decoded and white space folded, is its text with white space
    folded. Markup is removed by a reading of its own, not by the code that built the map.
    """
    from claimwright.clean.markup import agrees

    if document.text[span.start : span.end] != span.text:
        return f"[{span.start}, {span.end}) of the cleaned text is not {_short(span.text)}"
    if not span.text or span.source_end > len(document.source):
        return f"[{span.source_start}, {span.source_end}) is empty or leaves the source"
    if document.alignment.to_source(span.start, span.end) != (span.source_start, span.source_end):
        return f"[{span.source_start}, {span.source_end}) of the source is not where the map says"
    source = document.source[span.source_start : span.source_end]
    if not agrees(source, span.text, document.format):
        place = f"[{span.source_start}, {span.source_end})"
        return f"the source {place} shows {_short(source)}, not {_short(span.text)}"
    return None


def _short(text: str) -> str:
    return repr(text if len(text) <= 60 else f"{text[:57]}...")
