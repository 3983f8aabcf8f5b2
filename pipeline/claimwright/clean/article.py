"""One document from bytes to a cleaned article, or to a coded reason why not."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import NamedTuple

from claimwright.clean.boilerplate import mark
from claimwright.clean.decode import decode
from claimwright.clean.formats import format_of
from claimwright.clean.front_matter import read_front_matter
from claimwright.clean.html import open_page, scan_html
from claimwright.clean.language import UNKNOWN, language_of
from claimwright.clean.markdown import front_matter_passages, scan_markdown
from claimwright.clean.metadata import Found, collect, from_carrier, from_front_matter
from claimwright.clean.metadata_html import TITLE_TAG, from_page, published_by_htmldate
from claimwright.clean.moments import dateline
from claimwright.clean.passages import Passage, assemble
from claimwright.clean.plain import scan_plain, titled
from claimwright.errors import ClaimwrightError, DocumentError
from claimwright.records import (
    Alignment,
    Block,
    BlockKind,
    Document,
    Dropped,
    Metadata,
    Outcome,
    RawDocument,
    SourceFormat,
    Status,
)
from claimwright.settings import CleanSettings

__all__ = ["clean", "from_text"]

_DATELINE_BLOCKS = 8


class _Scan(NamedTuple):
    """What a format's scanner found: passages in source order, what it left out itself, and metadata."""

    passages: list[Passage]
    dropped: list[Dropped]
    metadata: Metadata


def clean(raw: RawDocument, settings: CleanSettings = CleanSettings()) -> Outcome:  # noqa: B008
    """Clean one document. Bad input gives an outcome with a code; nothing is raised for it.

    Args:
        raw: the document as it came in.
        settings: limits, encoding and the language to keep.

    Returns:
        ``EXTRACTED`` with the document, ``SKIPPED`` (S201 language, S204 nothing to read) or ``FAILED``.
    """
    try:
        document = _cleaned(raw, settings)
    except ClaimwrightError as error:
        skipped = error.code.startswith("S")
        status = Status.SKIPPED if skipped else Status.FAILED
        return Outcome(raw.path, status, code=error.code, detail=error.detail, id=raw.id)
    except Exception as error:  # whatever a parser raises, one document must not cost the batch
        detail = f"{type(error).__name__}: {error}"
        return Outcome(raw.path, Status.FAILED, code="E203", detail=detail, id=raw.id)
    return Outcome(raw.path, Status.EXTRACTED, document=document, id=document.id)


def _cleaned(raw: RawDocument, settings: CleanSettings) -> Document:
    if len(raw.content) > settings.max_bytes:
        raise DocumentError("E108", raw.path, f"{len(raw.content)} bytes; the limit is {settings.max_bytes}")
    decoded = decode(raw.content, encoding=settings.encoding, declared=raw.declared.get("encoding"))
    source = decoded.text
    written = raw.format or format_of(source, raw.path)
    scan = _SCANNERS[written](source, raw, settings)
    images = [item for item in scan.dropped if item.reason == "image"]
    marked = mark(scan.passages, images, scan.metadata.authors)
    assembly = assemble(titled(marked) if written is SourceFormat.TEXT else marked, scan.dropped)
    if not assembly.text.strip():
        raise DocumentError("E114" if written is SourceFormat.HTML else "S204", raw.path)
    data = raw.content if isinstance(raw.content, bytes) else raw.content.encode("utf-8")
    sha256 = hashlib.sha256(data).hexdigest()
    language, method = language_of(assembly.text)
    if settings.language not in ("any", language) and language != UNKNOWN:
        raise DocumentError("S201", raw.path, f"it is {language!r} by {method}")
    return Document(
        id=raw.id or f"d_{sha256[:16]}",
        path=raw.path,
        sha256=sha256,
        format=written,
        source=source,
        text=assembly.text,
        alignment=assembly.alignment,
        blocks=assembly.blocks,
        metadata=_completed(scan.metadata, assembly.text, assembly.blocks, (language, method)),
        dropped=assembly.dropped,
    )


def _html(source: str, raw: RawDocument, settings: CleanSettings) -> _Scan:
    page = open_page(source, settings.max_depth)
    found = [*from_carrier(raw.declared), *from_page(page.tree)]
    known = collect(found)
    if known.published is None:
        found += published_by_htmldate(page.tree, known.url)
        known = collect(found)
    title = None if known.methods.get("title") == TITLE_TAG else known.title
    passages, dropped = scan_html(page, known.url, title)
    return _Scan(passages, dropped, known)


def _markdown(source: str, raw: RawDocument, settings: CleanSettings) -> _Scan:
    front = read_front_matter(source)
    body = scan_markdown(source, front.end if front else 0)
    found: list[Found] = from_carrier(raw.declared)
    passages, dropped = body.passages, body.dropped
    if front:
        head = front_matter_passages(front)
        passages, dropped = head.passages + passages, head.dropped + dropped
        found += from_front_matter(front)
    return _Scan(_with_title(passages), dropped, _dated(found, passages))


def _plain(source: str, raw: RawDocument, settings: CleanSettings) -> _Scan:
    passages = scan_plain(source)
    return _Scan(passages, [], _dated(from_carrier(raw.declared), passages))


_SCANNERS = {SourceFormat.HTML: _html, SourceFormat.MARKDOWN: _markdown, SourceFormat.TEXT: _plain}


def _with_title(passages: list[Passage]) -> list[Passage]:
    """Markdown without a title in its front matter: a heading of level 1 that opens it is the title."""
    if passages and passages[0].kind is BlockKind.HEADING and passages[0].level == 1:
        first = passages[0]
        title = Passage(BlockKind.TITLE, 0, first.fragments, first.start, first.end, first.linked)
        return [title, *passages[1:]]
    return passages


def _dated(found: list[Found], passages: Sequence[Passage]) -> Metadata:
    """Metadata with the date of a date line among the first blocks, where nothing else gives one."""
    metadata = collect(found)
    if metadata.published is None:
        for passage in passages[:_DATELINE_BLOCKS]:
            moment = dateline(passage.text)
            if moment:
                return collect([*found, Found("published", moment, "dateline")])
    return metadata


def _completed(
    metadata: Metadata, text: str, blocks: tuple[Block, ...], language: tuple[str, str]
) -> Metadata:
    """Metadata with the title the text shows and the language it is in (what was declared wins)."""
    values = {name: getattr(metadata, name) for name in ("title", "url", "published", "site", "authors")}
    methods = dict(metadata.methods)
    if (
        methods.get("title", TITLE_TAG) == TITLE_TAG
    ):  # the text's own title is better: no site's name is in it
        for block in blocks[:1]:
            if block.kind is BlockKind.TITLE:
                values["title"] = " ".join(text[block.start : block.end].split())
                methods["title"] = "text"
    methods["language"] = language[1]
    return Metadata(**values, language=language[0], methods=methods)


def from_text(
    text: str, path: str = "<text>", published: str | None = None, title: str | None = None
) -> Document:
    """A document whose cleaned text is ``text`` itself, for callers from Python.

    Nothing is left out or recognised; each line that is not blank is a paragraph.

    Args:
        text: the article.
        path: what to call it.
        published: ISO 8601 date or date-time, against which relative dates are resolved.
        title: the title, if it is known; it is not searched in the text.

    Raises:
        DocumentError: E103 if there is no text, E104 or E105 if it is no text.
    """
    source = decode(text).text
    sha256 = hashlib.sha256(source.encode("utf-8")).hexdigest()
    blocks = tuple(Block(BlockKind.PARAGRAPH, passage.start, passage.end) for passage in scan_plain(source))
    found = [
        Found(name, value, "caller") for name, value in (("published", published), ("title", title)) if value
    ]
    return Document(
        id=f"d_{sha256[:16]}",
        path=path,
        sha256=sha256,
        format=SourceFormat.TEXT,
        source=source,
        text=source,
        alignment=Alignment.identity(len(source)),
        blocks=blocks,
        metadata=collect(found),
    )
