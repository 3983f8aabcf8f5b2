"""What a database can hold, what is compressed, and the digests by which things are known again."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from claimwright.exchange.claim_json import claim_to_dict
from claimwright.exchange.document_json import document_from_dict, document_to_dict
from claimwright.records import Claim, Document

__all__ = [
    "claim_digest",
    "claims_digest",
    "outlet_of",
    "pack",
    "path_key",
    "storable",
    "text_digest",
    "unpack",
    "url_key",
]

# PostgreSQL cannot hold NUL in text, and neither database lone surrogates.
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_LEVEL = 6  # of zstd: 20,000 articles pack in half a minute; more gains little
# Parameters that say where a reader came from, not what the page is.
_TRACKING = re.compile(r"utm_|mc_|(fbclid|gclid|igshid|ref|cmpid|ito|ocid|sh|smid)$", re.IGNORECASE)


def storable(text: str) -> str:
    """``text`` with what no database holds replaced one to one by U+FFFD, so that offsets stay right."""
    return _UNSTORABLE.sub("\ufffd", text)


def pack(document: Document) -> bytes:
    """The whole document, source and map included, compressed."""
    import zstandard

    data = json.dumps(document_to_dict(document, source=True), separators=(",", ":"))
    return zstandard.ZstdCompressor(level=_LEVEL).compress(data.encode("ascii"))


def unpack(body: bytes) -> Document:
    """The inverse of ``pack``.

    Raises:
        OutputError: E302 if it is damaged.
    """
    import zstandard

    from claimwright.errors import OutputError

    try:
        data = json.loads(zstandard.ZstdDecompressor().decompress(body))
    except (zstandard.ZstdError, ValueError) as error:
        raise OutputError("E302", "store", f"a packed document is damaged: {error}") from error
    return document_from_dict(data, "store")


def text_digest(document: Document) -> str:
    """SHA-256 (hex) of what offsets depend on: the cleaned text, the source and the map between them."""
    digest = hashlib.sha256()
    for part in (document.text, document.source, json.dumps(document.alignment.as_rows())):
        data = part.encode("utf-8", "surrogatepass")
        digest.update(f"{len(data)} ".encode() + data)
    return digest.hexdigest()


def claim_digest(claim: Claim) -> str:
    """SHA-256 (hex) of a claim as plain data, keys sorted."""
    return _digest(claim_to_dict(claim))


def claims_digest(claims: Iterable[Claim]) -> str:
    """SHA-256 (hex) of the claims of one document, in their order, without where the document lay."""
    return _digest([{**claim_to_dict(claim), "document": claim.document.sha256} for claim in claims])


def path_key(path: str) -> str:
    """A short key of a path; paths can be longer than an index allows."""
    return hashlib.sha256(path.encode("utf-8", "surrogatepass")).hexdigest()[:24]


def url_key(url: str | None) -> str | None:
    """A short key of an address: without scheme, ``www.``, fragment, tracking parameters and a slash at the end."""
    if not url:
        return None
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return path_key(url)
    host = parts.netloc.lower().removeprefix("www.")
    kept = [(name, value) for name, value in parse_qsl(parts.query) if not _TRACKING.match(name)]
    query = f"?{urlencode(sorted(kept))}" if kept else ""
    return path_key(f"{host}{parts.path.rstrip('/')}{query}")


def outlet_of(site: str | None, url: str | None) -> str | None:
    """Who published it: the host of its address, else the name of the site."""
    try:
        host = (urlsplit(url).hostname or "") if url else ""
    except ValueError:
        host = ""
    name = host.removeprefix("www.") or (site or "").strip()
    return storable(name)[:200] or None


def _digest(data: Any) -> str:  # noqa: ANN401 - whatever JSON holds
    text = json.dumps(data, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("ascii")).hexdigest()
