"""RSS and Atom: one document an entry."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from claimwright.clean.readers.failures import failure
from claimwright.clean.readers.stream import Stream, read_document
from claimwright.errors import InputError
from claimwright.records import Outcome, RawDocument, SourceFormat
from claimwright.settings import CleanSettings

__all__ = ["read_feed"]


def read_feed(stream: Stream, path: str, settings: CleanSettings) -> Iterator[RawDocument | Outcome]:
    """One document for each entry, called ``path#number`` (counted from 1), with what the feed says of it.

    The text is the entry's content as the feed has it, neither sanitised nor shortened, else its summary.

    Raises:
        InputError: E103 if the feed has no entries, E112 if it cannot be parsed.
    """
    import feedparser

    data = read_document(stream, settings.max_bytes)
    parsed: Any = feedparser.parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    if not parsed.entries:
        if parsed.bozo:
            raise InputError("E112", detail=str(parsed.get("bozo_exception", "")))
        raise InputError("E103", detail="the feed has no entries")
    site = str(parsed.feed.get("title") or "")
    seen: set[str] = set()
    for number, entry in enumerate(parsed.entries, 1):
        where = f"{path}#{number}"
        try:
            yield _document(entry, where, site, seen)
        except InputError as error:
            yield failure(where, error)


def _document(entry: Any, where: str, site: str, seen: set[str]) -> RawDocument:  # noqa: ANN401 - feedparser's own
    contents = [*entry.get("content", []), entry.get("summary_detail") or {}]
    best: Any = max(contents, key=lambda content: len(content.get("value") or ""))
    text = best.get("value") or entry.get("summary") or ""
    if not text.strip():
        raise InputError("E110", where, "neither content nor summary")
    identifier = str(entry.get("id") or "") or None
    if identifier and identifier in seen:
        raise InputError("E111", where, f"the id {identifier!r}")
    seen.add(identifier or "")
    authors = "; ".join(author.get("name", "") for author in entry.get("authors", []) if author.get("name"))
    link = str(entry.get("link") or "")  # feedparser also gives an id that is no address
    declared = {
        "title": str(entry.get("title") or ""),
        "url": link if link.startswith(("http://", "https://")) else "",
        "published": str(entry.get("published") or entry.get("updated") or ""),
        "authors": authors or str(entry.get("author") or ""),
        "site": site,
    }
    written = SourceFormat.HTML if "html" in str(best.get("type") or "") and "<" in text else None
    return RawDocument(
        where, text, written, identifier, {name: value for name, value in declared.items() if value}
    )
