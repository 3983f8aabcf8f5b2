"""What a watch has seen: files, feeds, and every version of every story, in one file that survives a power cut."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from claimwright.batch.copies import Copies
from claimwright.batch.entries import Entry
from claimwright.errors import OutputError
from claimwright.settings import CleanSettings

__all__ = ["Seen", "Version"]

_TABLES = """
CREATE TABLE IF NOT EXISTS files (path BLOB PRIMARY KEY, size INTEGER, modified INTEGER) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS feeds (address TEXT PRIMARY KEY, etag TEXT, modified TEXT) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS shards (number INTEGER PRIMARY KEY);
CREATE TABLE IF NOT EXISTS versions (
    number INTEGER PRIMARY KEY, sha256 TEXT UNIQUE, id BLOB, path BLOB, url BLOB,
    story TEXT, version INTEGER, replaces TEXT, known_by TEXT
);
CREATE INDEX IF NOT EXISTS versions_id ON versions (id);
CREATE INDEX IF NOT EXISTS versions_path ON versions (path);
CREATE INDEX IF NOT EXISTS versions_url ON versions (url);
CREATE INDEX IF NOT EXISTS versions_story ON versions (story, version);
"""
_COLUMNS = ("sha256", "id", "path", "url", "story", "version", "replaces", "known_by")
_TEXTS = ("id", "path", "url")  # may hold lone surrogates, which SQLite's text does not


@dataclass(frozen=True, slots=True)
class Version:
    """A document as one version of a story.

    Attributes:
        sha256: of its content.
        id, path, url: as in the records.
        story: SHA-256 of the story's first version.
        version: counted from 1.
        replaces: SHA-256 of the version before it, or None for the first.
        known_by: what showed that it is a version of the story: ``url``, ``id``, ``path`` or ``likeness``; None for
            the first.
    """

    sha256: str
    id: str | None
    path: str
    url: str | None
    story: str
    version: int
    replaces: str | None = None
    known_by: str | None = None

    def as_dict(self) -> dict[str, Any]:
        """The version as JSON-ready data."""
        return asdict(self)

    @classmethod
    def read(cls, line: bytes) -> Version:
        """The version that a line of JSON tells."""
        return cls(**json.loads(line))


class Seen:
    """The memory of a watch.

    Args:
        path: its file, made if it is not there.
        settings: the similarity from which two articles are versions of one story.

    Raises:
        OutputError: E301 if the file cannot be used.
    """

    def __init__(self, path: Path, settings: CleanSettings) -> None:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._database = sqlite3.connect(path, isolation_level=None)
            self._database.execute("PRAGMA journal_mode = WAL")
            self._database.execute("PRAGMA synchronous = FULL")
            for statement in _TABLES.split(";"):
                self._database.execute(statement)
            self.copies = Copies(settings, self._database)
        except (sqlite3.Error, OSError) as error:
            raise OutputError("E301", str(path), str(error)) from error

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    @contextmanager
    def together(self) -> Iterator[None]:
        """What is noted inside is kept together or not at all."""
        self._database.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._database.execute("ROLLBACK")
            raise
        self._database.execute("COMMIT")

    def same_file(self, path: Path, state: os.stat_result) -> bool:
        """Whether the file was read before and has not changed since."""
        row = self._row("SELECT size, modified FROM files WHERE path = ?", os.fsencode(path))
        return bool(row == (state.st_size, state.st_mtime_ns))

    def note_file(self, path: Path, state: os.stat_result) -> None:
        """All documents of the file are taken."""
        values = (os.fsencode(path), state.st_size, state.st_mtime_ns)
        self._database.execute("INSERT OR REPLACE INTO files VALUES (?, ?, ?)", values)

    def feed(self, address: str) -> tuple[str | None, str | None]:
        """What the server said of the feed last time: entity tag and date of change (RFC 9110, section 8.8)."""
        row = self._row("SELECT etag, modified FROM feeds WHERE address = ?", address)
        return row or (None, None)

    def note_feed(self, address: str, etag: str | None, modified: str | None) -> None:
        """All entries of the feed are taken."""
        values = (address, etag, modified)
        self._database.execute("INSERT OR REPLACE INTO feeds VALUES (?, ?, ?)", values)

    def forget_reading(self) -> None:
        """Files and feeds are read again, as if they had changed; their documents stay known."""
        self._database.execute("DELETE FROM files")
        self._database.execute("DELETE FROM feeds")

    def has_shard(self, number: int) -> bool:
        """Whether the documents of a shard are noted."""
        return self._row("SELECT 1 FROM shards WHERE number = ?", number) is not None

    def note_shard(self, number: int) -> None:
        """All documents of the shard are noted."""
        self._database.execute("INSERT OR REPLACE INTO shards VALUES (?)", (number,))

    def known(self, sha256: str) -> bool:
        """Whether a document with that content was taken."""
        return self._row("SELECT 1 FROM versions WHERE sha256 = ?", sha256) is not None

    def version_of(self, entry: Entry, url: str | None) -> Version:
        """Where a new document belongs; it is not noted by this.

        The strongest sign wins: the same address, the same id the source gives, the same file (a place in a feed, a
        table or an archive is no sign: entries move up), or a text that is like an earlier one.

        Args:
            entry: the document, with the cluster that ``copies`` found for it.
            url: its address, where it is known.
        """
        signs = (
            ("url", "url", url),
            ("id", "id", entry.id),
            ("path", "path", entry.path if Path(entry.path).is_file() else None),
            ("likeness", "id", entry.cluster),
        )
        sha256 = entry.sha256 or ""
        again = next((item for item in self.history(sha256) if item.sha256 == sha256), None)
        if again is not None:  # it failed before
            return replace(again, id=entry.id, path=entry.path, url=url)
        for known_by, column, value in signs:
            if value is None:
                continue
            story = self._row(f"SELECT story FROM versions WHERE {column} = ? LIMIT 1", _encoded(value))
            if story is not None:
                query = "SELECT version, sha256 FROM versions WHERE story = ? ORDER BY version DESC LIMIT 1"
                last = self._row(query, story[0])
                return Version(sha256, entry.id, entry.path, url, story[0], last[0] + 1, last[1], known_by)
        return Version(sha256, entry.id, entry.path, url, sha256, 1)

    def note_version(self, version: Version) -> None:
        """The document is taken; of one that was taken before, where it lies is noted anew."""
        data = version.as_dict()
        values = [
            _encoded(data[name]) if name in _TEXTS and data[name] is not None else data[name]
            for name in _COLUMNS
        ]
        marks = ", ".join("?" * len(_COLUMNS))
        self._database.execute(
            f"INSERT INTO versions ({', '.join(_COLUMNS)}) VALUES ({marks}) ON CONFLICT (sha256)"
            " DO UPDATE SET id = excluded.id, path = excluded.path, url = excluded.url",
            values,
        )

    def history(self, sha256: str) -> list[Version]:
        """All versions of the story a document belongs to, oldest first."""
        rows = self._database.execute(
            f"SELECT {', '.join(_COLUMNS)} FROM versions WHERE story = "
            "(SELECT story FROM versions WHERE sha256 = ?) ORDER BY version",
            (sha256,),
        )
        return [Version(**dict(zip(_COLUMNS, map(_decoded, row), strict=True))) for row in rows]

    def _row(self, query: str, value: object) -> Any:  # noqa: ANN401 - a row of SQLite
        return self._database.execute(query, (value,)).fetchone()


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _decoded(value: Any) -> Any:  # noqa: ANN401 - a cell of SQLite
    return value.decode("utf-8", "surrogatepass") if isinstance(value, bytes) else value
