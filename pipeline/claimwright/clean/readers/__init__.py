"""Readers: one module a carrier; together they turn what is named into single documents."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from claimwright.clean.readers.dispatch import documents
from claimwright.clean.readers.failures import failure
from claimwright.clean.readers.paths import STDIN, expand
from claimwright.clean.readers.stream import Origin
from claimwright.errors import InputError
from claimwright.records import Outcome, RawDocument
from claimwright.settings import CleanSettings

if TYPE_CHECKING:
    from claimwright.clean.readers.web import Fetcher

__all__ = ["read"]


def read(
    inputs: Sequence[str | Path],
    settings: CleanSettings = CleanSettings(),  # noqa: B008
) -> Iterator[RawDocument | Outcome]:
    """Everything the inputs name, one document at a time, in a fixed order.

    Args:
        inputs: files, folders, globs, ``-`` for standard input, ``@list.txt`` for a list of inputs, addresses. Files
            may be text, Markdown, HTML, JSON Lines, JSON, CSV, Parquet, RSS, Atom or WARC, packed by gzip, zstd,
            bzip2 or xz, in tar or zip archives.
        settings: limits, and the columns of tables.

    Yields:
        A document as it came in, or an outcome with a code for what could not be read. Nothing is raised for bad
        input, and nothing is left out without an outcome.
    """
    fetcher: Fetcher | None = None
    for item in expand(inputs):
        if isinstance(item, Outcome):
            yield item
        elif isinstance(item, Path):
            yield from _file(item, settings)
        elif item == STDIN:
            yield from documents(sys.stdin.buffer, Origin("<stdin>", ""), settings)
        else:
            fetcher = fetcher or _fetcher(settings)
            yield from _address(item, fetcher, settings)


def _fetcher(settings: CleanSettings) -> Fetcher:
    """One for a whole run, made when the first address comes: it knows when each host was last asked."""
    from claimwright.clean.readers.web import Fetcher

    return Fetcher(settings.fetch_seconds, settings.max_bytes)


def _file(path: Path, settings: CleanSettings) -> Iterator[RawDocument | Outcome]:
    try:
        with path.open("rb") as file:
            regular = path.is_file()
            yield from documents(file, Origin(str(path), path.name), settings, path if regular else None)
    except FileNotFoundError:
        yield failure(str(path), InputError("E101"))
    except OSError as error:
        yield failure(str(path), InputError("E102", detail=error.strerror or str(error)))


def _address(url: str, fetcher: Fetcher, settings: CleanSettings) -> Iterator[RawDocument | Outcome]:
    try:
        content, declared = fetcher.fetch(url)
    except InputError as error:
        yield failure(url, error)
        return
    name = url.partition("?")[0].rpartition("/")[2]
    for item in documents(io.BytesIO(content), Origin(url, name), settings):
        if isinstance(item, RawDocument) and item.path == url:
            yield RawDocument(item.path, item.content, item.format, item.id, declared)
        else:
            yield item
