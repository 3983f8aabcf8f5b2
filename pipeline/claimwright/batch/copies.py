"""Copies across a whole run: exact ones by digest, near ones by shingles, in an index that lies on disk.

The same candidates and the same exact check as ``clean.duplicates``, so that a batch finds the clusters that
``clean_all`` finds; but what is remembered of each document (its digest, and four bytes for each of its shingles) is
in a private temporary file of SQLite, which the system removes even if the process is killed. Memory stays flat.
"""

from __future__ import annotations

import hashlib
import sqlite3
from typing import TYPE_CHECKING

from claimwright.clean.duplicates import jaccard, shingles
from claimwright.settings import CleanSettings

if TYPE_CHECKING:
    from datasketch import MinHash

__all__ = ["Copies", "shingles_of"]

_PERMUTATIONS = 128
_CANDIDATE_SHARE = 0.75  # as in clean.duplicates: MinHash misses some at the wanted similarity exactly
_TABLES = """
CREATE TABLE IF NOT EXISTS digests (digest BLOB PRIMARY KEY, path BLOB) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS articles (number INTEGER PRIMARY KEY, root BLOB, shingles BLOB);
CREATE TABLE IF NOT EXISTS bands (hash INTEGER, number INTEGER, PRIMARY KEY (hash, number)) WITHOUT ROWID;
"""


def shingles_of(text: str) -> bytes:
    """The shingles of a text as sorted little-endian 32-bit numbers."""
    import numpy as np

    return np.array(sorted(shingles(text)), dtype="<u4").tobytes()


class Copies:
    """The documents of a run so far.

    Args:
        settings: the similarity from which two articles share a cluster.
        database: where to remember them; None for a temporary file of its own.
    """

    def __init__(
        self,
        settings: CleanSettings = CleanSettings(),  # noqa: B008
        database: sqlite3.Connection | None = None,
    ) -> None:
        self._similarity = settings.near_duplicate
        self._database = database or sqlite3.connect("", isolation_level=None)
        if database is None:
            self._database.execute("PRAGMA journal_mode = OFF")
        for statement in _TABLES.split(";"):  # not executescript, which ends the caller's transaction
            self._database.execute(statement)
        self._template: MinHash | None = None
        self._bands = self._rows = 0

    def close(self) -> None:
        """Forget everything."""
        self._database.close()

    def first(self, digest: bytes, path: str) -> str | None:
        """Note a document by the digest of its content.

        Returns:
            The path of the first document with that content, or None if this is it.
        """
        found = self._database.execute("SELECT path FROM digests WHERE digest = ?", (digest,)).fetchone()
        if found is not None:
            return str(_decoded(found[0]))
        self._database.execute("INSERT INTO digests VALUES (?, ?)", (digest, _encoded(path)))
        return None

    def cluster(self, document_id: str, data: bytes) -> str | None:
        """Note an article by its shingles.

        Returns:
            The id of the first article of its cluster, or None if it is like none before.
        """
        if not data:
            return None
        bands = self._hashes(data)
        root = self._root(data, bands)
        place = self._database.execute(
            "INSERT INTO articles (root, shingles) VALUES (?, ?)", (_encoded(root or document_id), data)
        )
        number = place.lastrowid
        self._database.executemany(
            "INSERT OR IGNORE INTO bands VALUES (?, ?)", [(band, number) for band in bands]
        )
        return root

    def _root(self, data: bytes, bands: list[int]) -> str | None:
        marks = ",".join("?" * len(bands))
        candidates = self._database.execute(
            f"SELECT DISTINCT number FROM bands WHERE hash IN ({marks}) ORDER BY number",
            bands,
        ).fetchall()
        if not candidates:
            return None
        found = _numbers(data)
        for (number,) in candidates:
            root, other = self._database.execute(
                "SELECT root, shingles FROM articles WHERE number = ?", (number,)
            ).fetchone()
            if jaccard(found, _numbers(other)) >= self._similarity:
                return _decoded(root)
        return None

    def _hashes(self, data: bytes) -> list[int]:
        """A number for each band of the article's MinHash; articles that share one are candidates."""
        import numpy as np

        sketch = self._opened().copy()
        sketch.update_batch(np.frombuffer(data, dtype="<u4").tolist())
        values = sketch.hashvalues.astype("<u8")
        made = []
        for band in range(self._bands):
            part = values[band * self._rows : (band + 1) * self._rows].tobytes()
            digest = hashlib.blake2b(part, digest_size=8, key=band.to_bytes(2, "little")).digest()
            made.append(int.from_bytes(digest, "little", signed=True))
        return made

    def _opened(self) -> MinHash:
        if self._template is None:
            from datasketch import MinHash, MinHashLSH

            chosen = MinHashLSH(threshold=self._similarity * _CANDIDATE_SHARE, num_perm=_PERMUTATIONS)
            self._bands, self._rows = chosen.b, chosen.r
            self._template = MinHash(num_perm=_PERMUTATIONS, hashfunc=int)
        return self._template


def _numbers(data: bytes) -> frozenset[int]:
    import numpy as np

    return frozenset(np.frombuffer(data, dtype="<u4").tolist())


def _encoded(text: str) -> bytes:
    """Paths may hold lone surrogates, which SQLite's text does not."""
    return text.encode("utf-8", "surrogatepass")


def _decoded(data: bytes) -> str:
    return data.decode("utf-8", "surrogatepass")
