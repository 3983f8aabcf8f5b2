"""Parquet: one row a claim, arguments and mentions nested as lists of structs; reads back the same."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from claimwright.errors import OutputError
from claimwright.exchange.claim_json import claim_from_dict, claim_to_dict
from claimwright.exchange.printable import encodable
from claimwright.exchange.streams import ByteStream
from claimwright.records import Claim
from claimwright.version import SCHEMA_VERSION

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["ParquetWriter", "arrow_schema", "claim_row", "read_parquet"]

_ROW_GROUP = 4096  # claims held before they are written


def arrow_schema() -> pa.Schema:
    """The columns. ``normalized.json`` holds the value as it is; its other fields repeat it for queries."""
    import pyarrow as pa

    text, real, count = pa.string(), pa.float64(), pa.int64()
    span = [("text", text), *((name, count) for name in ("start", "end", "source_start", "source_end"))]
    normalized = pa.struct(
        [
            *(("json", text), ("date", text), ("min", real), ("max", real)),
            *(("currency", text), ("per", text), ("count", count)),
        ]
    )
    argument = [("role", text), ("canonical", text), ("normalized", normalized), ("confidence", real), *span]
    mention = [
        ("trigger", pa.struct(span)),
        ("evidence", pa.struct(span)),
        ("modality", text),
        ("score", real),
    ]
    reference = [(name, text) for name in ("id", "path", "url", "title", "published", "sha256", "cluster")]
    columns = [
        *(("id", text), ("type", text), ("confidence", real), ("modality", text)),
        ("arguments", pa.list_(pa.struct(argument))),
        ("mentions", pa.list_(pa.struct(mention))),
        ("attribution", pa.struct(span)),
        ("document", pa.struct(reference)),
        ("model", pa.struct([("name", text), ("version", text)])),
        ("explanation", pa.map_(text, real)),
        ("schema_version", text),
    ]
    return pa.schema(columns, metadata={"claimwright.schema_version": SCHEMA_VERSION})


class ParquetWriter:
    """Writes claims as Parquet to a binary stream; ``close`` writes the footer it is read by."""

    def __init__(self, stream: ByteStream) -> None:
        import pyarrow.parquet

        self._rows: list[dict[str, Any]] = []
        self._schema = arrow_schema()
        self._writer = pyarrow.parquet.ParquetWriter(_Counted(stream), self._schema, compression="zstd")

    def write(self, claims: Sequence[Claim]) -> None:
        """Take the claims of one document."""
        self._rows.extend(claim_row(claim) for claim in claims)
        if len(self._rows) >= _ROW_GROUP:
            self._flush()

    def close(self) -> None:
        """Write what is held back, and the footer."""
        try:
            self._flush()
            self._writer.close()
        except Exception:
            self._writer.is_open = False  # else its destructor tries again and prints a traceback
            raise

    def _flush(self) -> None:
        import pyarrow as pa

        if self._rows:
            self._writer.write_table(pa.Table.from_pylist(self._rows, schema=self._schema))
            self._rows.clear()


def read_parquet(path: str | Path) -> Iterator[Claim]:
    """The claims of a file, in order.

    Raises:
        OutputError: E302 if the file cannot be read or a row is not a claim.
    """
    import pyarrow as pa
    import pyarrow.parquet

    try:
        with pyarrow.parquet.ParquetFile(str(path)) as file:
            number = 0
            for batch in file.iter_batches(batch_size=_ROW_GROUP):
                for row in batch.to_pylist():
                    number += 1
                    where = f"{path}:{number}"
                    yield claim_from_dict(_from_row(row, where), where)
    except (OSError, pa.ArrowException) as error:
        raise OutputError("E302", str(path), str(error)) from error


class _Counted:
    """A write-only file that knows its position: pyarrow asks for it, and a pipe cannot tell."""

    closed = False

    def __init__(self, stream: ByteStream) -> None:
        self._stream = stream
        self._position = 0

    def write(self, data: bytes | memoryview) -> int:
        self._stream.write(data)
        self._position += len(data)
        return len(data)

    def tell(self) -> int:
        return self._position

    def flush(self) -> None:
        self._stream.flush()

    def close(self) -> None:
        """Leave the stream open: whoever opened it closes it."""

    @staticmethod
    def readable() -> bool:
        return False

    @staticmethod
    def writable() -> bool:
        return True

    @staticmethod
    def seekable() -> bool:
        return False


def claim_row(claim: Claim) -> dict[str, Any]:
    """A claim as a row of ``arrow_schema``."""
    row = claim_to_dict(claim)
    for argument in row["arguments"]:
        argument["normalized"] = _normalized_to_row(argument["normalized"])
    encoded = {name: _encodable(value) for name, value in row.items()}
    return encoded | {"explanation": [(encodable(name), value) for name, value in claim.explanation.items()]}


def _from_row(row: dict[str, Any], where: str) -> dict[str, Any]:
    try:
        for argument in row["arguments"]:
            value = argument["normalized"]
            argument["normalized"] = None if value is None else json.loads(value["json"])
        row["explanation"] = dict(row["explanation"])
    except (KeyError, TypeError, ValueError) as error:
        raise OutputError("E302", where, f"not a claim: {error}") from error
    return row


def _normalized_to_row(value: str | Mapping[str, Any] | None) -> dict[str, Any] | None:
    if value is None:
        return None
    columns: dict[str, Any] = {"json": json.dumps(value, allow_nan=False)}
    if isinstance(value, str):
        return columns | {"date": value}
    for name, kinds in (
        ("min", (int, float)),
        ("max", (int, float)),
        ("currency", str),
        ("per", str),
        ("count", int),
    ):
        if isinstance(value.get(name), kinds) and not (name == "count" and abs(value[name]) >= 2**63):
            columns[name] = value[name]
    return columns


def _encodable(value: object) -> object:
    """The same data with every text fit for UTF-8."""
    if isinstance(value, str):
        return encodable(value)
    if isinstance(value, dict):
        return {key: _encodable(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_encodable(item) for item in value]
    return value
