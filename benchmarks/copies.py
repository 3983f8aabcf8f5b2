"""What remembering an article for its copies costs: bytes of the index on disk, and processor time."""

from __future__ import annotations

import sqlite3
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from claimwright.batch.copies import Copies
from claimwright.batch.entries import Entry, read_entries

__all__ = ["Remembering", "remembering"]

_MOST = 2_000  # articles; the index grows evenly


@dataclass(frozen=True, slots=True)
class Remembering:
    """Means over some articles of a batch.

    Attributes:
        articles: how many.
        bytes: of the index.
        milliseconds: of processor time, with the index in memory.
    """

    articles: int
    bytes: float
    milliseconds: float


def remembering(shards: Path, most: int = _MOST) -> Remembering:
    """Fill an index with what a batch kept of its first articles.

    Args:
        shards: the folder of the batch.
        most: articles.
    """
    entries: list[Entry] = []
    for lines in sorted((shards / "documents").iterdir()):
        sketched = (shards / "sketches" / f"{lines.stem}.bin").read_bytes()
        entries += [entry for entry in read_entries(lines.read_bytes(), sketched) if entry.shingles]
        if len(entries) >= most:
            break
    with tempfile.TemporaryDirectory() as place:
        file = Path(place) / "index"
        database = sqlite3.connect(file, isolation_level=None)
        copies = Copies(database=database)
        for entry in entries[:1]:  # what is loaded at the first article is not counted
            Copies().cluster("", entry.shingles)
        database.execute("BEGIN")
        started = time.process_time()
        for entry in entries:
            copies.first(bytes.fromhex(entry.sha256 or ""), entry.path)
            copies.cluster(entry.id or "", entry.shingles)
        spent = time.process_time() - started
        database.execute("COMMIT")
        copies.close()
        size = file.stat().st_size
    count = len(entries)
    return Remembering(count, round(size / max(count, 1)), round(1000 * spent / max(count, 1), 3))
