"""Claims of files, sorted by document, on disk in a file that nobody sees and the system removes."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from claimwright.errors import OutputError
from claimwright.records import Claim, ModelReference
from claimwright.store.extractions import claim_body, claim_of

__all__ = ["Staging"]


class Staging:
    """The claims of all files by document; they may come in any order."""

    def __init__(self) -> None:
        self._database = sqlite3.connect("", isolation_level=None)
        self._database.execute("CREATE TABLE claims (sha256, path, name, version, body)")

    def __enter__(self) -> Staging:
        return self

    def __exit__(self, *exception: object) -> None:
        self._database.close()

    def take(self, claims: Iterable[Claim]) -> None:
        """Add claims; those that are here already, word for word, come out once.

        Raises:
            OutputError: E302 if one holds what cannot be kept.
        """
        rows = (
            (c.document.sha256, _encoded(c.document.path), c.model.name, c.model.version, claim_body(c))
            for c in claims
        )
        try:
            with self._database:
                self._database.execute("BEGIN")
                self._database.executemany("INSERT INTO claims VALUES (?, ?, ?, ?, ?)", rows)
        except ValueError as error:  # a lone surrogate in a name, a number that is not finite
            raise OutputError("E302", "", str(error)) from error
        self._database.execute("CREATE INDEX IF NOT EXISTS by_document ON claims (sha256)")

    def claims(self, sha256: str) -> list[Claim]:
        """The claims of one document, in the order they came."""
        rows = self._database.execute("SELECT body FROM claims WHERE sha256 = ? ORDER BY rowid", (sha256,))
        return [claim_of(body) for (body,) in dict.fromkeys(rows)]

    def documents(self) -> list[tuple[str, str]]:
        """Digest and path of every document."""
        rows = self._database.execute(
            "SELECT sha256, min(path) FROM claims GROUP BY sha256 ORDER BY min(rowid)"
        )
        return [(sha256, _decoded(path)) for sha256, path in rows]

    def paths(self) -> list[str]:
        """Every path that a claim names."""
        rows = self._database.execute("SELECT path FROM claims GROUP BY path ORDER BY min(rowid)")
        return [_decoded(path) for (path,) in rows]

    def count(self, model: ModelReference) -> int:
        """How many claims a model has."""
        query = "SELECT count(*) FROM claims WHERE name = ? AND version = ?"
        return int(self._database.execute(query, (model.name, model.version)).fetchone()[0])


def _encoded(path: str) -> bytes:
    return path.encode("utf-8", "surrogatepass")


def _decoded(path: bytes) -> str:
    return path.decode("utf-8", "surrogatepass")
