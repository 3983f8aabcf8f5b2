"""Short ways to make and read cleaned documents in tests."""

from __future__ import annotations

from claimwright.clean import check_document, clean
from claimwright.records import Document, Outcome, RawDocument, SourceFormat, Status
from claimwright.settings import CleanSettings

ANY = CleanSettings(language="any")
STORY = (
    "Larkspur Foods has hired Mira Holt as its chief engineer, the company said on Monday. "
    "She had spent nine years at Bramble Systems, where she led the work on ovens. "
    "The two firms have been rivals in the market for kitchen robots since they were founded."
)


def outcome_of(content: bytes | str, written: SourceFormat | None = None, **declared: str) -> Outcome:
    """Clean in any language."""
    return clean(RawDocument("story", content, written, None, declared), ANY)


def cleaned(content: bytes | str, written: SourceFormat | None = None, **declared: str) -> Document:
    """The cleaned document, its offsets proven."""
    outcome = outcome_of(content, written, **declared)
    assert outcome.status is Status.EXTRACTED, f"{outcome.code} {outcome.detail}"
    assert outcome.document is not None
    assert check_document(outcome.document) == []
    return outcome.document


def markdown(text: str) -> Document:
    return cleaned(text, SourceFormat.MARKDOWN)


def html(text: str, **declared: str) -> Document:
    return cleaned(text, SourceFormat.HTML, **declared)


def plain(text: str) -> Document:
    return cleaned(text, SourceFormat.TEXT)


def blocks(document: Document) -> list[tuple[str, int, str]]:
    """Kind, level and text of each block."""
    return [
        (block.kind.value, block.level, document.text[block.start : block.end]) for block in document.blocks
    ]


def texts(document: Document) -> list[str]:
    return [text for _, _, text in blocks(document)]


def dropped(document: Document) -> list[tuple[str, str]]:
    """Reason and source text of what was left out."""
    return [(item.reason, document.source[item.source_start : item.source_end]) for item in document.dropped]
