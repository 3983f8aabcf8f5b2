"""JSON Lines, and JSON files of one record or a list of them."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator

from claimwright.clean.readers.failures import failure
from claimwright.clean.readers.rows import Rows
from claimwright.clean.readers.stream import Stream, read_document
from claimwright.errors import InputError
from claimwright.records import Outcome, RawDocument
from claimwright.settings import CleanSettings

__all__ = ["read_json", "read_json_lines"]

_SHOWN = 80


def read_json_lines(stream: Stream, path: str, settings: CleanSettings) -> Iterator[RawDocument | Outcome]:
    """One document for each line that is not blank, called ``path:line``. A bad line costs only itself."""
    rows = Rows(settings)
    number = 0
    while line := stream.readline(settings.max_bytes + 1):
        number += 1
        where = f"{path}:{number}"
        if len(line) > settings.max_bytes:
            while line and not line.endswith(b"\n"):
                line = stream.readline(settings.max_bytes + 1)
            yield failure(where, InputError("E108", detail=f"a line of more than {settings.max_bytes} bytes"))
        elif number == 1 and line.startswith(b"\xef\xbb\xbf"):
            yield from _line(line[3:], where, rows)
        else:
            yield from _line(line, where, rows)


def _line(line: bytes, where: str, rows: Rows) -> Iterator[RawDocument | Outcome]:
    if not line.strip():
        return
    try:
        yield _record(_parsed(line), where, rows)
    except InputError as error:
        yield failure(where, error)


def _parsed(data: bytes) -> object:
    """The value of a JSON text.

    Raises:
        InputError: E105 if it is not UTF-8, E109 if it is not JSON.
    """
    try:
        parsed: object = json.loads(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise InputError("E105", detail=f"byte {error.start} is not UTF-8") from None
    except ValueError as error:
        raise InputError("E109", detail=str(error)) from None
    except RecursionError:
        raise InputError("E109", detail="nested too deeply") from None
    return parsed


def _record(value: object, where: str, rows: Rows) -> RawDocument:
    if not isinstance(value, dict):
        raise InputError("E109", detail=f"an object is wanted, not {json.dumps(value)[:_SHOWN]}")
    return rows.document(value, where)


def read_json(stream: Stream, path: str, settings: CleanSettings) -> Iterator[RawDocument | Outcome]:
    """A JSON file: one record, a list of records, or JSON Lines under the wrong name.

    Raises:
        InputError: E105, E108 or E109 if nothing of it can be read.
    """
    data = read_document(stream, settings.max_bytes).removeprefix(b"\xef\xbb\xbf")
    try:
        value = _parsed(data)
    except InputError:
        first, _, rest = data.strip().partition(b"\n")
        if rest and first.startswith(b"{") and first.rstrip().endswith(b"}"):
            yield from read_json_lines(Stream(io.BytesIO(data)), path, settings)
            return
        raise
    rows = Rows(settings)
    records = value if isinstance(value, list) else [value]
    for number, record in enumerate(records, 1):
        where = f"{path}#{number}" if isinstance(value, list) else path
        try:
            yield _record(record, where, rows)
        except InputError as error:
            yield failure(where, error)
