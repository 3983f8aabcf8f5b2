"""What a shard keeps of each of its inputs, and how that is written: a line, a sketch, and the claims."""

from __future__ import annotations

import io
import json
import struct
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from itertools import accumulate, islice, pairwise
from typing import Any

from claimwright.batch.copies import Copies
from claimwright.batch.result import Processed
from claimwright.batch.run import with_cluster
from claimwright.batch.shards import Input
from claimwright.errors import OutputError
from claimwright.exchange.formats import ClaimFormat, open_writer, read_claims
from claimwright.exchange.jsonl import encode_line
from claimwright.records import Claim, Outcome, Status
from claimwright.settings import CleanSettings

__all__ = [
    "Entry",
    "claims_bytes",
    "counts_of",
    "document_lines",
    "entry_of",
    "linked",
    "read_entries",
    "with_claims",
]


@dataclass(frozen=True, slots=True)
class Entry:
    """One input of a shard and what became of it.

    Attributes:
        path, id, status, code, detail: as in ``Outcome``.
        sha256: of its content.
        cluster: id of the first document it is similar to, or None.
        attempts: how often it was tried.
        claims: how many claims it gave.
        characters: code points of cleaned text.
        input: digest of the input, as in ``shards.Input``.
        found: the claims; empty where they were not read back.
        shingles: as in ``Processed``.
    """

    path: str
    id: str | None
    sha256: str | None
    status: Status
    code: str | None
    detail: str
    cluster: str | None
    attempts: int
    claims: int
    characters: int
    input: str
    found: tuple[Claim, ...] = ()
    shingles: bytes = b""

    @property
    def outcome(self) -> Outcome:
        """The same without claims."""
        return Outcome(self.path, self.status, None, self.code, self.detail, self.id)


_LINE = tuple(item.name for item in fields(Entry) if item.name not in ("found", "shingles"))


def entry_of(entry: Input, processed: Processed, attempts: int) -> Entry:
    """The entry of an input that was worked on."""
    outcome = processed.outcome
    return Entry(
        path=outcome.path,
        id=outcome.id,
        sha256=entry.sha256,
        status=outcome.status,
        code=outcome.code,
        detail=outcome.detail,
        cluster=None,
        attempts=attempts,
        claims=len(processed.claims),
        characters=processed.characters,
        input=entry.digest,
        found=processed.claims,
        shingles=processed.shingles,
    )


def linked(entry: Entry, copies: Copies, settings: CleanSettings) -> Entry:
    """The entry with the cluster that the documents before it make for it; notes it for those after it."""
    if not entry.shingles:
        return entry
    cluster = copies.cluster(entry.id or "", entry.shingles)
    if settings.skip_near_duplicates and cluster is not None:
        detail = f"similar to {cluster}"
        skipped = replace(entry, status=Status.SKIPPED, code="S203", detail=detail)
        return replace(skipped, claims=0, characters=0, found=())
    if cluster == entry.cluster:
        return entry
    return replace(entry, cluster=cluster, found=with_cluster(entry.found, cluster))


def document_lines(entries: Iterable[Entry]) -> bytes:
    """One line of JSON an entry."""
    return b"".join(encode_line({name: getattr(entry, name) for name in _LINE}) for entry in entries)


def sketches(entries: Sequence[Entry]) -> bytes:
    """The shingles of all entries: their count, the number of bytes of each, then the bytes; 32-bit little-endian."""
    sizes = [len(entry.shingles) for entry in entries]
    head = struct.pack(f"<{len(sizes) + 1}I", len(sizes), *sizes)
    return head + b"".join(entry.shingles for entry in entries)


def claims_bytes(entries: Iterable[Entry], form: ClaimFormat) -> bytes:
    """The claims of all entries as a file."""
    buffer = io.BytesIO()
    writer = open_writer(form, buffer)
    for entry in entries:
        writer.write(entry.found)
    writer.close()
    return buffer.getvalue()


def read_entries(lines: bytes, sketched: bytes | None = None) -> list[Entry]:
    """What ``document_lines`` and ``sketches`` wrote, without the claims; without shingles if no sketches are given.

    Raises:
        ValueError: if it is something else.
    """
    rows: list[dict[str, Any]] = [json.loads(line) for line in lines.splitlines()]
    known = [Entry(**{name: row[name] for name in _LINE} | {"status": Status(row["status"])}) for row in rows]
    if sketched is None:
        return known
    [count] = struct.unpack_from("<I", sketched)
    sizes = struct.unpack_from(f"<{count}I", sketched, 4)
    ends = list(accumulate(sizes, initial=4 * (count + 1)))
    return [
        replace(entry, shingles=sketched[start:end])
        for entry, (start, end) in zip(known, pairwise(ends), strict=True)
    ]


def with_claims(entries: Sequence[Entry], data: bytes, where: str) -> list[Entry]:
    """The entries with their claims read back from a file.

    Raises:
        OutputError: E302 if the file does not hold as many claims as the entries say.
    """
    with tempfile.NamedTemporaryFile(prefix="claimwright-") as copy:
        copy.write(data)
        copy.flush()
        claims = read_claims(copy.name)
        made = [replace(entry, found=tuple(islice(claims, entry.claims))) for entry in entries]
        rest = next(claims, None)
    if rest is not None or any(len(entry.found) != entry.claims for entry in made):
        raise OutputError("E302", where, "it holds other claims than its list of documents says")
    return made


def counts_of(entries: Sequence[Entry]) -> dict[str, Any]:
    """The counts of a shard as JSON-ready data."""
    statuses = Counter(entry.status for entry in entries)
    types = Counter(claim.type for entry in entries for claim in entry.found)
    return {
        "documents": len(entries),
        **{status.value: statuses[status] for status in Status},
        "codes": dict(sorted(Counter(entry.code for entry in entries if entry.code).items())),
        "claims": sum(entry.claims for entry in entries),
        "claims_by_type": dict(sorted(types.items())),
        "characters": sum(entry.characters for entry in entries),
    }


def failures(entries: Iterable[Entry]) -> Iterator[Entry]:
    """Those that gave nothing."""
    return (entry for entry in entries if entry.status is not Status.EXTRACTED)
