"""The shards of a batch in their place: files, manifests, the dead-letter file and the account of the whole."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from claimwright.batch.entries import (
    Entry,
    claims_bytes,
    document_lines,
    failures,
    read_entries,
    sketches,
    with_claims,
)
from claimwright.batch.failures import failure_data
from claimwright.batch.fingerprint import same
from claimwright.batch.places import Place
from claimwright.batch.shards import Shard
from claimwright.errors import OutputError
from claimwright.exchange.formats import ClaimFormat
from claimwright.exchange.jsonl import encode_line
from claimwright.records import Status

__all__ = ["BATCH", "FAILED", "Journal"]

BATCH, FAILED = "batch.json", "failed.jsonl"
_FOLDERS = ("claims", "documents", "sketches", "manifests")
_SUFFIXES = {ClaimFormat.JSONL: "jsonl", ClaimFormat.PARQUET: "parquet"}
_VERSION = 1


class Journal:
    """Reads and writes the shards of one batch.

    Args:
        place: where they lie.
        form: format of the claims, JSON Lines or Parquet.
        prints: what the outputs depend on besides the inputs, of ``fingerprint``.
        chained: whether what becomes of a document may depend on all shards before its own, as it does where
            near duplicates are skipped; then a shard is kept only behind the same shards.
    """

    def __init__(
        self, place: Place, form: ClaimFormat, prints: Mapping[str, Any], *, chained: bool = False
    ) -> None:
        self.place = place
        self._chained = chained
        self._form = form
        self._prints = prints
        self._counts: dict[int, dict[str, Any]] = {}

    def begin(self, *, resume: bool) -> None:
        """Look at what is there before the first shard is written.

        Raises:
            OutputError: E301 if another batch lies there that this run is not told to go on with.
        """
        if self.place.names("history"):
            raise OutputError("E301", self.place.name, "a watch writes there")
        if not resume and self.place.names("manifests"):
            raise OutputError("E301", self.place.name, "a batch lies there: go on with it by --resume")
        self.place.remove(BATCH)

    def entries(self, shard: Shard) -> list[Entry] | None:
        """What an earlier run knows of a shard's inputs (without claims), or None if nothing of it can be kept."""
        manifest = self._manifest(shard.number)
        if manifest is None or not same(manifest, self._prints):
            return None
        then = manifest["input"]
        if then["documents"] != len(shard.inputs):
            return None
        if self._chained and then != self._input(shard):
            return None
        files = {name: self.place.read(name) for name in self._names(shard.number)}
        if {name: _told(data) for name, data in files.items()} != manifest["outputs"]:
            return None
        _, documents, sketched = (data or b"" for data in files.values())
        self._counts[shard.number] = manifest["counts"]
        return read_entries(documents, sketched)

    def with_claims(self, number: int, known: Sequence[Entry]) -> list[Entry]:
        """The same entries with their claims.

        Raises:
            OutputError: E302 if the claims cannot be read.
        """
        name, *_ = self._names(number)
        return with_claims(known, self.place.read(name) or b"", name)

    def counts(self, number: int) -> dict[str, Any]:
        """The counts of a shard that ``entries`` has found."""
        return self._counts.pop(number)

    def write(
        self,
        shard: Shard,
        entries: Sequence[Entry],
        counts: Mapping[str, Any],
        also: Mapping[str, bytes] | None = None,
    ) -> None:
        """Put a shard in its place: its files, then the manifest that vouches for them.

        Args:
            shard: its inputs.
            entries: what became of them.
            counts: of the entries.
            also: further files of the shard, by name.

        Raises:
            OutputError: E301 if it cannot be written.
        """
        contents = (claims_bytes(entries, self._form), document_lines(entries), sketches(entries))
        files = {**dict(zip(self._names(shard.number), contents, strict=True)), **(also or {})}
        manifest = {
            "manifest": _VERSION,
            "shard": shard.number,
            "status": "done",
            "input": self._input(shard),
            **self._prints,
            "counts": counts,
            "outputs": {name: _told(data) for name, data in files.items()},
        }
        for name, data in files.items():
            self.place.write(name, data)
        self.place.write(_manifest_name(shard.number), _json(manifest))
        self._counts.pop(shard.number, None)

    def end(self, shards: int) -> None:
        """Close a batch of so many shards: remove what an earlier, longer one left, and write its account.

        Raises:
            OutputError: E301 if it cannot be written.
        """
        kept = {name for number in range(shards) for name in self._names(number)}
        kept |= {_manifest_name(number) for number in range(shards)}
        for folder in reversed(_FOLDERS):
            for name in self.place.names(folder):
                if f"{folder}/{name}" not in kept:
                    self.place.remove(f"{folder}/{name}")
        self.tell_failures()
        counts = _summed(self._manifest(number) or {} for number in range(shards))
        self.place.write(BATCH, _json({"shards": shards, **self._prints, "counts": counts}))

    def tell_failures(self) -> None:
        """Write the dead-letter file of all shards in place; without entries, remove it.

        Raises:
            OutputError: E301 if it cannot be written.
        """
        lines = [
            encode_line({**failure_data(entry.outcome), "shard": number, "attempts": entry.attempts})
            for number, entry in self.failures()
        ]
        if lines:
            self.place.write(FAILED, b"".join(lines))
        else:
            self.place.remove(FAILED)

    def failures(self) -> Iterable[tuple[int, Entry]]:
        """Every input that gave nothing, with the number of its shard, in order.

        Shards of a watch never change: there, what became of a document last stands for what it was before.
        """
        failed = ((number, entry) for number, entries in self._shards() for entry in failures(entries))
        if not self.place.names("history"):
            return failed
        last: dict[str, tuple[int, Entry]] = {}
        for number, entries in self._shards():
            for entry in entries:
                for key in {entry.path, entry.sha256 or entry.path}:
                    last.pop(key, None)
                if entry.status is not Status.EXTRACTED:
                    last[entry.sha256 or entry.path] = number, entry
        return last.values()

    def _shards(self) -> Iterator[tuple[int, list[Entry]]]:
        for name in self.place.names("manifests"):
            number = int(name.partition(".")[0])
            _, documents, _ = self._names(number)
            yield number, read_entries(self.place.read(documents) or b"")

    def _input(self, shard: Shard) -> dict[str, Any]:
        before = {"before": shard.before} if self._chained else {}
        return {"documents": len(shard.inputs), "sha256": shard.sha256, **before}

    def _names(self, number: int) -> tuple[str, str, str]:
        """The files of a shard: claims, documents, sketches."""
        return (
            f"claims/{number:06d}.{_SUFFIXES[self._form]}",
            f"documents/{number:06d}.jsonl",
            f"sketches/{number:06d}.bin",
        )

    def _manifest(self, number: int) -> dict[str, Any] | None:
        """The manifest of a shard, or None if there is none that can be read."""
        data = self.place.read(_manifest_name(number))
        try:
            manifest: dict[str, Any] = json.loads(data or b"")
        except ValueError:
            return None
        return manifest if manifest.get("manifest") == _VERSION else None


def _manifest_name(number: int) -> str:
    return f"manifests/{number:06d}.json"


def _told(data: bytes | None) -> dict[str, Any] | None:
    return None if data is None else {"sha256": hashlib.sha256(data).hexdigest(), "bytes": len(data)}


def _json(data: Mapping[str, Any]) -> bytes:
    return json.dumps(data, indent=1, sort_keys=True).encode("utf-8") + b"\n"


def _summed(manifests: Any) -> dict[str, Any]:  # noqa: ANN401 - an iterable of JSON objects
    """The counts of all shards together."""
    total: dict[str, Any] = {}
    for manifest in manifests:
        for name, value in manifest.get("counts", {}).items():
            if isinstance(value, dict):
                total[name] = dict(sorted((Counter(total.get(name, {})) + Counter(value)).items()))
            else:
                total[name] = total.get(name, 0) + value
    return total
