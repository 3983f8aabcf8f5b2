"""CSV and Parquet: one document a row."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import IO, BinaryIO, cast

from claimwright.clean.readers.failures import failure
from claimwright.clean.readers.rows import COLUMNS, Rows
from claimwright.clean.readers.stream import Stream
from claimwright.errors import InputError
from claimwright.records import Outcome, RawDocument
from claimwright.settings import CleanSettings

__all__ = ["read_csv", "read_parquet"]

_BATCH = 64
_DELIMITERS = ",\t;|"


def read_csv(stream: Stream, path: str, settings: CleanSettings) -> Iterator[RawDocument | Outcome]:
    """One document for each row under the header, called ``path:row`` (the header is row 1).

    The delimiter is the one of comma, tab, semicolon and bar that the header has most of.

    Raises:
        InputError: E105 if the file is not in its encoding, E110 if no column is a text, E116 if it is no CSV.
    """
    csv.field_size_limit(min(settings.max_bytes, 2**31 - 1))
    lines = io.TextIOWrapper(cast(BinaryIO, stream), encoding=settings.encoding or "utf-8-sig", newline="")
    rows = Rows(settings)
    try:
        header = lines.readline(settings.max_bytes)
        delimiter = max(_DELIMITERS, key=header.count)
        columns = next(csv.reader([header], delimiter=delimiter), [])
        if rows.column("text", columns) is None:
            raise InputError("E110", detail=f"no column is the text; there are: {', '.join(columns)[:200]}")
        for number, cells in enumerate(csv.reader(lines, delimiter=delimiter, strict=True), 2):
            if not cells:
                continue
            try:
                yield rows.document(dict(zip(columns, cells, strict=False)), f"{path}:{number}")
            except InputError as error:
                yield failure(f"{path}:{number}", error)
    except UnicodeDecodeError as error:
        raise InputError("E105", detail=f"{error.reason} at byte {error.start} of a block") from None
    except LookupError as error:
        raise InputError("E105", detail=str(error)) from None
    except csv.Error as error:
        raise InputError("E116", detail=str(error)) from None


def read_parquet(file: IO[bytes], path: str, settings: CleanSettings) -> Iterator[RawDocument | Outcome]:
    """One document for each row, called ``path:row`` (counted from 1). Only the columns in use are read.

    Raises:
        InputError: E110 if no column is a text, E116 if it is no Parquet file.
    """
    import pyarrow as arrow
    from pyarrow import parquet

    rows = Rows(settings)
    number = 0
    try:
        table = parquet.ParquetFile(file)
        names = list(table.schema_arrow.names)
        if rows.column("text", names) is None:
            raise InputError("E110", detail=f"no column is the text; there are: {', '.join(names)[:200]}")
        used = [name for role in COLUMNS if (name := rows.column(role, names))]
        for batch in table.iter_batches(batch_size=_BATCH, columns=used):
            for row in batch.to_pylist():
                number += 1
                try:
                    yield rows.document(row, f"{path}:{number}")
                except InputError as error:
                    yield failure(f"{path}:{number}", error)
    except (arrow.ArrowException, OSError, ValueError) as error:
        raise InputError("E116", detail=str(error).splitlines()[0] if str(error) else "") from None
