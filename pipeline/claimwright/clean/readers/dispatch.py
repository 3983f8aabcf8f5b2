"""From one stream of bytes to the documents in it, through every layer of packing."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

from claimwright.clean.readers.archives import tar_members, zip_members
from claimwright.clean.readers.carriers import HEAD, Carrier, carrier_of, plain_name
from claimwright.clean.readers.compressed import UNPACKERS
from claimwright.clean.readers.failures import failure
from claimwright.clean.readers.feeds import read_feed
from claimwright.clean.readers.json_records import read_json, read_json_lines
from claimwright.clean.readers.stream import Guarded, Origin, Source, Stream, read_document
from claimwright.clean.readers.tables import read_csv, read_parquet
from claimwright.clean.readers.warc import read_warc
from claimwright.errors import ClaimwrightError, InputError
from claimwright.records import Outcome, RawDocument
from claimwright.settings import CleanSettings

__all__ = ["documents"]

_DEEPEST = 5
"""Layers of packing that are opened (``a.tar.gz`` has two)."""
_SPOOL = 64_000_000
"""Bytes of a packed table or zip archive kept in memory while it is read."""
_SPOOL_LIMIT = 20


def documents(
    source: Source, origin: Origin, settings: CleanSettings, file: Path | None = None, depth: int = 0
) -> Iterator[RawDocument | Outcome]:
    """The documents of a stream. What cannot be read is one failed outcome; nothing is raised for bad input.

    Args:
        source: the bytes.
        origin: what to call it, and the name that tells its format.
        settings: limits and column names.
        file: the file the stream is, for formats that are read from their end; None inside archives.
        depth: layers of packing around it.
    """
    try:
        stream = Stream(source)
        carrier = carrier_of(stream.head(HEAD), origin.name)
        if carrier is not Carrier.DOCUMENT and depth >= _DEEPEST:
            raise InputError("E107", detail=f"packed in more than {_DEEPEST} layers")
        yield from _read(carrier, stream, origin, settings, file, depth)
    except ClaimwrightError as error:
        yield failure(origin.path, error)
    except OSError as error:
        yield failure(origin.path, InputError("E102", detail=error.strerror or str(error)))


def _read(
    carrier: Carrier,
    stream: Stream,
    origin: Origin,
    settings: CleanSettings,
    file: Path | None,
    depth: int,
) -> Iterator[RawDocument | Outcome]:
    if carrier in UNPACKERS:
        inner = Guarded(stream, UNPACKERS[carrier], settings.max_ratio)
        yield from documents(inner, Origin(origin.path, plain_name(origin.name)), settings, None, depth + 1)
    elif carrier in (Carrier.TAR, Carrier.ZIP):
        yield from _members(carrier, stream, origin, settings, file, depth)
    elif carrier is Carrier.PARQUET:
        with _seekable(stream, file, settings) as table:
            yield from read_parquet(table, origin.path, settings)
    elif carrier in _ROWS:
        yield from _ROWS[carrier](stream, origin.path, settings)
    else:
        yield RawDocument(origin.path, read_document(stream, settings.max_bytes))


def _members(
    carrier: Carrier,
    stream: Stream,
    origin: Origin,
    settings: CleanSettings,
    file: Path | None,
    depth: int,
) -> Iterator[RawDocument | Outcome]:
    if carrier is Carrier.TAR:
        yield from _each(tar_members(stream, origin.path, settings), settings, depth)
        return
    with _seekable(stream, file, settings) as archive:
        yield from _each(zip_members(archive, origin.path, settings), settings, depth)


def _each(
    members: Iterator[tuple[str, Source] | Outcome], settings: CleanSettings, depth: int
) -> Iterator[RawDocument | Outcome]:
    for member in members:
        if isinstance(member, Outcome):
            yield member
        else:
            name, content = member
            yield from documents(content, Origin(name, name), settings, None, depth + 1)


def _seekable(stream: Stream, file: Path | None, settings: CleanSettings) -> IO[bytes]:
    """The file itself, or a copy of the stream that can be read from its end (on disk if it is large)."""
    if file is not None:
        return file.open("rb")
    copy = tempfile.SpooledTemporaryFile(max_size=_SPOOL)  # noqa: SIM115 - the caller closes it
    limit = _SPOOL_LIMIT * settings.max_bytes
    while data := stream.read(1 << 20):
        if copy.tell() + len(data) > limit:
            raise InputError("E108", detail=f"more than {limit} bytes")
        copy.write(data)
    copy.seek(0)
    return copy


_ROWS: dict[Carrier, Callable[[Stream, str, CleanSettings], Iterator[RawDocument | Outcome]]] = {
    Carrier.JSON_LINES: read_json_lines,
    Carrier.JSON: read_json,
    Carrier.CSV: read_csv,
    Carrier.FEED: read_feed,
    Carrier.WARC: read_warc,
}
