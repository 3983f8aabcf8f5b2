"""WARC: one document for each page that was answered with success."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from claimwright.clean.readers.failures import failure
from claimwright.clean.readers.stream import Stream, read_document
from claimwright.errors import InputError
from claimwright.records import Outcome, RawDocument, SourceFormat
from claimwright.settings import CleanSettings

__all__ = ["read_warc"]

_PAGES = {
    "text/html": SourceFormat.HTML,
    "application/xhtml+xml": SourceFormat.HTML,
    "text/plain": SourceFormat.TEXT,
    "text/markdown": SourceFormat.MARKDOWN,
}
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([A-Za-z0-9._:-]+)", re.IGNORECASE)


def read_warc(stream: Stream, path: str, settings: CleanSettings) -> Iterator[RawDocument | Outcome]:
    """The pages among the responses, resources and conversions, called ``path!address``.

    Requests, redirects, error pages, images and the like are no inputs and give no outcome.

    Raises:
        InputError: E106 if the file is damaged or cut off.
    """
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    try:
        for record in ArchiveIterator(stream):
            if record.rec_type not in ("response", "resource", "conversion"):
                continue
            found = _page(record, path, settings)
            if found is not None:
                yield found
    except (ArchiveLoadFailed, EOFError) as error:
        raise InputError("E106", detail=str(error)) from None


def _page(record: Any, path: str, settings: CleanSettings) -> RawDocument | Outcome | None:  # noqa: ANN401 - warcio's
    headers = record.http_headers
    if headers is not None:
        kind = headers.get_header("Content-Type") or "text/html"
        success = str(headers.get_statuscode() or "200").startswith("2")
    else:
        kind = record.rec_headers.get_header("Content-Type") or ""
        success = True
    written = _PAGES.get(kind.partition(";")[0].strip().lower())
    if written is None or not success:
        return None
    address = str(record.rec_headers.get_header("WARC-Target-URI") or "").strip("<>")
    where = f"{path}!{address or record.rec_headers.get_header('WARC-Record-ID')}"
    charset = _CHARSET.search(kind)
    declared = {"url": address} if address else {}
    if charset:
        declared["encoding"] = charset.group(1)
    length = record.rec_headers.get_header("Content-Length")
    try:
        content = read_document(record.content_stream(), settings.max_bytes)
    except InputError as error:
        return failure(where, error)
    if record.http_headers is None and length and length.isdigit() and len(content) < int(length):
        return failure(where, InputError("E106", detail=f"{len(content)} of {length} bytes"))
    return RawDocument(where, content, written, None, declared)
