"""The second pass: every candidate trigger of a chunk of documents is read again, primed, in its view."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from claimwright.encoder.layout import Layout
from claimwright.encoder.priming import Primer
from claimwright.encoder.scores import DocumentScores, Reading, WindowScores
from claimwright.encoder.session import EncoderSession
from claimwright.encoder.tagging import TaggedSpan, decode_label
from claimwright.records import BlockKind, Document

__all__ = ["read_triggers", "role_spans", "title_end"]


def read_triggers(
    session: EncoderSession, documents: Sequence[Document], scores: Sequence[DocumentScores], layout: Layout
) -> list[DocumentScores]:
    """The scores of the documents with the readings of their candidate triggers.

    Args:
        session: the encoder.
        documents: cleaned.
        scores: of the first pass, one for each document.
        layout: labels, and ``candidate``, the least probability of a trigger that is read again.
    """
    found: list[tuple[int, Reading]] = []
    for number, (document, listed) in enumerate(zip(documents, scores, strict=True)):
        if listed.passed_over:
            continue
        found += [(number, reading) for reading in _candidates(document, listed, layout, session)]
    kinds = [layout.claim_types.index(reading.claim_type) for _, reading in found]
    read = session.read([reading.view for _, reading in found], kinds)
    readings: list[list[Reading]] = [[] for _ in documents]
    for (number, reading), (hidden, roles) in zip(found, read, strict=True):
        readings[number].append(replace(reading, scores=WindowScores(reading.view.window, hidden, roles)))
    return [
        replace(listed, readings=tuple(sorted(of, key=lambda r: (r.start, r.end, r.claim_type))))
        for listed, of in zip(scores, readings, strict=True)
    ]


def role_spans(reading: Reading, layout: Layout, role: str, threshold: float) -> list[TaggedSpan]:
    """The spans of one role in a reading, each in code points of the text with its probability."""
    column = layout.role_labels.index(role)
    return decode_label(reading.scores, 0, role, column, threshold, owned_only=True)


def title_end(document: Document) -> int:
    """Where the title of a document ends in its text, in code points; 0 without one."""
    blocks = document.blocks
    return blocks[0].end if blocks and blocks[0].kind is BlockKind.TITLE else 0


def _candidates(
    document: Document, scores: DocumentScores, layout: Layout, session: EncoderSession
) -> Iterator[Reading]:
    spans = [
        span
        for number, window in enumerate(scores.windows)
        for claim_type in layout.claim_types
        for span in decode_label(
            window,
            number,
            claim_type,
            layout.labels.index(claim_type),
            layout.thresholds.get("candidate", 0.2),
            owned_only=True,
        )
    ]
    if not spans:
        return
    primer = Primer([window.window for window in scores.windows], title_end(document), session.settings)
    for span in spans:
        view = primer.view(span.start, span.end)
        if view is not None:
            empty = scores.windows[span.window]
            yield Reading(span.start, span.end, span.label, span.score, view, empty)
