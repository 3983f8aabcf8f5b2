"""Claims and documents out of a store: JSON Lines as they were written, Parquet for analysis."""

from __future__ import annotations

import re
import secrets
import shutil
from collections.abc import Iterable, Iterator
from enum import StrEnum
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from claimwright.errors import OutputError
from claimwright.exchange.claim_json import claim_to_dict
from claimwright.exchange.document_json import document_to_dict
from claimwright.exchange.jsonl import encode_line
from claimwright.exchange.parquet import arrow_schema, claim_row
from claimwright.exchange.printable import encodable
from claimwright.exchange.streams import ByteStream
from claimwright.schema import Declarations, load_declarations
from claimwright.store.queries import ClaimFilter, StoredClaim
from claimwright.store.store import Store
from claimwright.store.verdicts import settled

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["Precision", "export_claims", "export_documents", "export_parquet", "partition_date"]

_MARK = "_claimwright_export"  # beside the partitions: what an export may replace is an export
_UNDATED = "undated"
_ROWS = 4096
_MOST_PARTITIONS = 100_000  # pyarrow stops at 1024 by default: three years of days
_DATE = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")


class Precision(StrEnum):
    """How fine the partitions by date are."""

    YEAR = "year"
    MONTH = "month"
    DAY = "day"


_LENGTHS = {Precision.YEAR: 4, Precision.MONTH: 7, Precision.DAY: 10}


def export_claims(store: Store, stream: ByteStream, wanted: ClaimFilter) -> int:
    """Write claims as JSON Lines in the order they were added; how many there were.

    Raises:
        OutputError: E301 if the stream cannot take them.
    """
    count = 0
    for stored in store.claims(wanted):
        stream.write(encode_line(claim_to_dict(stored.claim)))
        count += 1
    return count


def export_documents(store: Store, stream: ByteStream) -> int:
    """Write all documents whole (text, source and map) as JSON Lines, in the order they came; how many there were."""
    count = 0
    for known in store.documents():
        stream.write(encode_line(document_to_dict(store.document(known.sha256), source=True)))
        count += 1
    return count


def partition_date(published: str | None, precision: Precision) -> str:
    """The partition of a publication date: as precise as wanted or as known, ``undated`` where there is none."""
    found = _DATE.match(published or "")
    return found.group()[: _LENGTHS[precision]] if found else _UNDATED


def export_parquet(
    store: Store,
    folder: Path,
    wanted: ClaimFilter = ClaimFilter(),  # noqa: B008
    precision: Precision = Precision.MONTH,
    declarations: Declarations | None = None,
) -> int:
    """Write claims as ``folder/month=2026-02/type=hire/part-0.parquet`` and so on (Hive partitions).

    Besides the contract's nested columns each row has one text column a declared role (canonical values joined by
    ``; ``), ``published``, ``outlet``, ``story``, ``answers`` and ``verdict`` (what reviewers agree on, or null).
    The folder appears when all of it is written; an earlier export in its place is replaced.

    Returns:
        How many claims were written.

    Raises:
        OutputError: E301 if the folder holds something else, or cannot be written.
    """
    import pyarrow as pa

    declared = declarations or load_declarations()
    if folder.exists() and not (folder / _MARK).is_file():
        raise OutputError("E301", str(folder), "it is there and is no export")
    working = folder.with_name(f".{folder.name}.{secrets.token_hex(4)}.part")
    try:
        count = _write(store, working, wanted, precision, declared)
        (working / _MARK).write_text("an export of claimwright store; may be replaced by the next\n", "utf-8")
        _replace(working, folder)
    except (OSError, pa.ArrowException) as error:
        raise OutputError("E301", str(folder), str(error)[:300]) from error
    finally:
        shutil.rmtree(working, ignore_errors=True)
    return count


def _write(
    store: Store, folder: Path, wanted: ClaimFilter, precision: Precision, declared: Declarations
) -> int:
    import pyarrow as pa
    import pyarrow.dataset

    roles = tuple(dict.fromkeys(role for entry in declared.claim_types.values() for role in entry.roles))
    schema = _schema(roles, precision)
    count = 0

    def batches() -> Iterator[pa.RecordBatch]:
        nonlocal count
        rows = (_row(stored, verdict, roles, precision) for stored, verdict in _with_verdicts(store, wanted))
        while some := list(islice(rows, _ROWS)):
            count += len(some)
            yield pa.RecordBatch.from_pylist(some, schema=schema)

    folder.mkdir(parents=True)
    keys = pa.schema([schema.field(precision.value), schema.field("type")])
    pyarrow.dataset.write_dataset(
        batches(),
        folder,
        schema=schema,
        format="parquet",
        partitioning=pyarrow.dataset.partitioning(keys, flavor="hive"),
        basename_template="part-{i}.parquet",
        file_options=pyarrow.dataset.ParquetFileFormat().make_write_options(compression="zstd"),
        max_partitions=_MOST_PARTITIONS,
        use_threads=False,  # else rows change their order from run to run
    )
    return count


def _schema(roles: Iterable[str], precision: Precision) -> pa.Schema:
    """The columns of a claim, those of a table beside them, and the partition keys."""
    import pyarrow as pa

    fields = {field.name: field for field in arrow_schema() if field.name != "type"}
    for name in ("published", "outlet", "story", "verdict", precision.value, "type"):
        fields[name] = pa.field(name, pa.string())
    fields["answers"] = pa.field("answers", pa.int32())
    for role in roles:
        fields.setdefault(role, pa.field(role, pa.string()))
    return pa.schema(list(fields.values()))


def _row(
    stored: StoredClaim, verdict: str | None, roles: Iterable[str], precision: Precision
) -> dict[str, Any]:
    claim = stored.claim
    values = {role: encodable("; ".join(claim.values(role))) or None for role in roles}
    return (
        values
        | claim_row(claim)
        | {
            "published": claim.document.published,
            "outlet": stored.outlet,
            "story": stored.story,
            "verdict": verdict,
            "answers": stored.answers,
            precision.value: partition_date(claim.document.published, precision),
        }
    )


def _with_verdicts(store: Store, wanted: ClaimFilter) -> Iterator[tuple[StoredClaim, str | None]]:
    """Claims with what reviewers agree on; most claims nobody answered, and those cost no query."""
    for stored in store.claims(wanted):
        agreed = settled(store.answers(stored).values()) if stored.answers else None
        yield stored, None if agreed is None else agreed.verdict.value


def _replace(working: Path, folder: Path) -> None:
    if not folder.exists():
        working.rename(folder)
        return
    old = working.with_suffix(".old")
    folder.rename(old)
    working.rename(folder)
    shutil.rmtree(old)
