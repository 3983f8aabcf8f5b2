"""The output formats by name and by suffix, and the one way to open a writer or a reader of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from claimwright.exchange.streams import ByteStream
from claimwright.records import Claim
from claimwright.schema import Declarations

__all__ = ["ClaimFormat", "ClaimWriter", "format_of", "open_writer", "read_claims"]

_SUFFIXES = {".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "jsonl", ".parquet": "parquet", ".pq": "parquet"}
_PARQUET_MAGIC = b"PAR1"


class ClaimFormat(StrEnum):
    """How claims are written."""

    JSONL = "jsonl"
    PARQUET = "parquet"
    CSV = "csv"
    TABLE = "table"


class ClaimWriter(Protocol):
    """Takes the claims of one document at a time, in order."""

    def write(self, claims: Sequence[Claim]) -> None:
        """Take the claims of one document."""

    def close(self) -> None:
        """Write what is held back; the stream stays open."""


def format_of(path: str | Path) -> ClaimFormat | None:
    """The format a file name asks for by its suffix, or None."""
    suffix = Path(path).suffix.lower()
    if suffix in (".csv", ".txt"):
        return ClaimFormat.CSV if suffix == ".csv" else ClaimFormat.TABLE
    return ClaimFormat(_SUFFIXES[suffix]) if suffix in _SUFFIXES else None


def open_writer(
    kind: ClaimFormat,
    stream: ByteStream,
    *,
    declarations: Declarations | None = None,
    terminal: bool = False,
) -> ClaimWriter:
    """A writer of ``kind`` to a binary stream, which stays open when the writer is closed.

    Args:
        kind: the format.
        stream: where to.
        declarations: whose roles get columns in CSV; None for those shipped.
        terminal: whether the stream is shown in a terminal, so that tables may use its colours.
    """
    if kind is ClaimFormat.PARQUET:
        from claimwright.exchange.parquet import ParquetWriter

        return ParquetWriter(stream)
    if kind is ClaimFormat.CSV:
        from claimwright.exchange.csv import CsvWriter

        return CsvWriter(stream, declarations)
    if kind is ClaimFormat.TABLE:
        from claimwright.exchange.table import TableWriter

        return TableWriter(stream, terminal=terminal)
    from claimwright.exchange.jsonl import JsonlWriter

    return JsonlWriter(stream)


def read_claims(path: str | Path) -> Iterator[Claim]:
    """The claims of a JSON Lines or Parquet file, recognised by its first bytes.

    Raises:
        OutputError: E302 if the file cannot be read or holds something else.
    """
    if _starts_with(path, _PARQUET_MAGIC):
        from claimwright.exchange.parquet import read_parquet

        return read_parquet(path)
    from claimwright.exchange.jsonl import read_jsonl

    return read_jsonl(path)


def _starts_with(path: str | Path, magic: bytes) -> bool:
    """Whether the file starts so; False where it cannot be read, which the reader then reports."""
    try:
        with Path(path).open("rb") as stream:
            return stream.read(len(magic)) == magic
    except OSError:
        return False
