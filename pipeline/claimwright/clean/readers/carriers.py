"""Recognising what carries documents: by the first bytes, then by the name."""

from __future__ import annotations

import json
import re
from enum import StrEnum

__all__ = ["HEAD", "Carrier", "carrier_of", "plain_name"]

HEAD = 8192
"""Bytes that are looked at."""


class Carrier(StrEnum):
    """What a stream of bytes is, before anything in it is read."""

    DOCUMENT = "document"
    GZIP = "gzip"
    ZSTD = "zstd"
    BZIP2 = "bzip2"
    XZ = "xz"
    TAR = "tar"
    ZIP = "zip"
    JSON_LINES = "json-lines"
    JSON = "json"
    CSV = "csv"
    PARQUET = "parquet"
    FEED = "feed"
    WARC = "warc"


_MAGIC = (
    (b"\x1f\x8b", Carrier.GZIP),
    (b"\x28\xb5\x2f\xfd", Carrier.ZSTD),
    (b"BZh", Carrier.BZIP2),
    (b"\xfd7zXZ\x00", Carrier.XZ),
    (b"PK\x03\x04", Carrier.ZIP),
    (b"PK\x05\x06", Carrier.ZIP),
    (b"PAR1", Carrier.PARQUET),
    (b"WARC/", Carrier.WARC),
)
_SUFFIXES = {
    ".gz": Carrier.GZIP,
    ".tgz": Carrier.GZIP,
    ".zst": Carrier.ZSTD,
    ".bz2": Carrier.BZIP2,
    ".xz": Carrier.XZ,
    ".tar": Carrier.TAR,
    ".zip": Carrier.ZIP,
    ".jsonl": Carrier.JSON_LINES,
    ".ndjson": Carrier.JSON_LINES,
    ".json": Carrier.JSON,
    ".csv": Carrier.CSV,
    ".tsv": Carrier.CSV,
    ".parquet": Carrier.PARQUET,
    ".rss": Carrier.FEED,
    ".atom": Carrier.FEED,
    ".warc": Carrier.WARC,
}
_DOCUMENTS = (".txt", ".text", ".md", ".markdown", ".mdown", ".html", ".htm", ".xhtml")
_SUFFIX = re.compile(r"\.[A-Za-z0-9]+$")
_COMPRESSED = (".gz", ".zst", ".bz2", ".xz")
_FEED = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]{0,2000}?-->\s*|<\?[^>]*>\s*|<!DOCTYPE[^>]*>\s*)*"
    rb"<(?:\w+:)?(?:rss|feed|RDF)[\s>]"
)
_TAR_MAGIC = slice(257, 262)


def carrier_of(head: bytes, name: str) -> Carrier:
    """What a stream is that begins with ``head`` and is called ``name``.

    The content decides where it has a mark of its own; the name decides for tables and JSON. A compressed or
    packed name with other content is taken at its word, so that a damaged archive is reported as one.
    """
    for magic, carrier in _MAGIC:
        if head.startswith(magic):
            return carrier
    if head[_TAR_MAGIC] == b"ustar":
        return Carrier.TAR
    if _FEED.match(head):
        return Carrier.FEED
    suffix = _suffix(name)
    if suffix in _SUFFIXES and head:
        return _SUFFIXES[suffix]
    if suffix not in _DOCUMENTS and _is_json_lines(head):
        return Carrier.JSON_LINES
    return Carrier.DOCUMENT


def plain_name(name: str) -> str:
    """The name without the suffix of its compression: ``page.html.gz`` is ``page.html``, ``a.tgz`` is ``a.tar``."""
    lowered = name.lower()
    if lowered.endswith(".tgz"):
        return f"{name[:-4]}.tar"
    for suffix in _COMPRESSED:
        if lowered.endswith(suffix):
            return name[: -len(suffix)]
    return name


def _suffix(name: str) -> str:
    found = _SUFFIX.search(name)
    return found.group().lower() if found else ""


def _is_json_lines(head: bytes) -> bool:
    line, _, rest = head.removeprefix(b"\xef\xbb\xbf").lstrip().partition(b"\n")
    if not line.startswith(b"{"):
        return False
    if not rest and len(head) >= HEAD:
        return bool(re.match(rb'\{\s*"[^"\\]{1,60}"\s*:', line))
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False
