"""Documents on their way in: as received, as cleaned, and as left out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from claimwright.records.alignment import Alignment
from claimwright.records.span import Span

__all__ = [
    "Block",
    "BlockKind",
    "Document",
    "Dropped",
    "Metadata",
    "Outcome",
    "RawDocument",
    "SourceFormat",
    "Status",
]


class SourceFormat(StrEnum):
    """What the decoded source is written in; decides what counts as markup."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"


class BlockKind(StrEnum):
    """What a block of the cleaned text is in the article."""

    TITLE = "title"
    SUMMARY = "summary"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    TABLE_ROW = "table_row"


class Status(StrEnum):
    """How a document left the pipeline."""

    EXTRACTED = "extracted"
    SKIPPED = "skipped"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class RawDocument:
    """One document as it came in, before decoding.

    Attributes:
        path: where it came from, readable for people: a file, ``archive.tar!member``, ``file.jsonl:12``, a URL.
        content: the bytes of the document itself (decompressed, unpacked), or text where the carrier was
            already decoded (a JSON Lines field).
        format: the format if the reader knows it, else None (recognised from the content).
        id: the identifier the input gave, or None (then the content's digest serves).
        declared: metadata the carrier gave (``title``, ``url``, ``published``, ``authors``, ``site``,
            ``language``, ``encoding``).
    """

    path: str
    content: bytes | str
    format: SourceFormat | None = None
    id: str | None = None
    declared: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known about an article.

    Attributes:
        title, url, site, language: plain text, or None.
        published: ISO 8601 date or date-time as precise as the source gives, or None.
        authors: names, in the order given.
        methods: for each of the fields above that is set, how it was found (``front-matter``, ``json-ld``,
            ``htmldate``, ``carrier`` ...).
    """

    title: str | None = None
    url: str | None = None
    published: str | None = None
    site: str | None = None
    language: str | None = None
    authors: tuple[str, ...] = ()
    methods: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Block:
    """A structural unit of the cleaned text, ``text[start:end]`` in code points, without line breaks around it.

    ``level`` is the heading level (1 to 6) or list depth (from 1), else 0.
    """

    kind: BlockKind
    start: int
    end: int
    level: int = 0


@dataclass(frozen=True, slots=True)
class Dropped:
    """A stretch of the source that was kept out of extraction, and why (``byline``, ``caption``, ``unmapped`` ...)."""

    reason: str
    source_start: int
    source_end: int


@dataclass(frozen=True, slots=True)
class Document:
    """A cleaned article: text to extract from, tied to its source.

    Attributes:
        id: the input's own id, else ``d_`` and 16 hex digits of ``sha256``.
        path: as in ``RawDocument``.
        sha256: hex digest of the bytes as they came in (of UTF-8 where text came in).
        format: what the source is written in.
        source: the decoded original.
        text: the cleaned text; blocks are joined by one or two line feeds.
        alignment: maps ``text`` to ``source``.
        blocks: the structure, in order, not overlapping.
        metadata: title, date and so on, with the method of each.
        dropped: what was left out of ``text`` and why.
        cluster: id of the near-duplicate cluster (the ``id`` of its first document), or None if alone.
    """

    id: str
    path: str
    sha256: str
    format: SourceFormat
    source: str
    text: str
    alignment: Alignment
    blocks: tuple[Block, ...]
    metadata: Metadata = field(default_factory=Metadata)
    dropped: tuple[Dropped, ...] = ()
    cluster: str | None = None

    def span(self, start: int, end: int) -> Span:
        """The span ``text[start:end]`` with its place in the source.

        Raises:
            ValueError: if the range is empty or leaves the text.
        """
        source_start, source_end = self.alignment.to_source(start, end)
        return Span(start, end, source_start, source_end, self.text[start:end])


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one input document: exactly one per input.

    Attributes:
        path: as in ``RawDocument``.
        status: extracted, skipped or failed.
        document: the cleaned document, where there is one.
        code: code of the error catalogue, for skipped and failed.
        detail: what exactly was wrong, for people.
        id: the document's id, where it is known.
    """

    path: str
    status: Status
    document: Document | None = None
    code: str | None = None
    detail: str = ""
    id: str | None = None
