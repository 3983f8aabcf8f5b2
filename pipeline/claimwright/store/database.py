"""The connection to a database: what differs between SQLite and PostgreSQL stays in here."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, SQLAlchemyError

from claimwright.errors import StoreError

__all__ = ["Database", "store_url"]

_BUSY_SECONDS = 60  # how long a writer waits for another; a load holds the lock for milliseconds at a time
_WRITE_LOCK = 0x636C61696D  # "claim": the one advisory lock of all writers of a PostgreSQL store
_MODE = "claimwright_mode"


def store_url(name: str | Path) -> URL:
    """The address of a store given as a file name, ``sqlite:///...`` or ``postgresql://...``.

    Raises:
        StoreError: E801 if it is no address of a supported database.
    """
    text_form = str(name)
    if "://" not in text_form:
        return URL.create("sqlite", database=text_form)
    try:
        url = make_url(text_form)
    except ArgumentError as error:
        raise StoreError("E801", text_form, "not an address of a database") from error
    if url.drivername in ("postgresql", "postgres"):
        url = url.set(drivername="postgresql+psycopg")
    if url.drivername not in ("sqlite", "postgresql+psycopg"):
        raise StoreError("E801", url.render_as_string(), "only SQLite and PostgreSQL are supported")
    return url


class Database:
    """Reads and writes in transactions; writers take turns.

    SQLite: write-ahead log, foreign keys on, a writer takes the lock at once (BEGIN IMMEDIATE) and waits up to a
    minute for another. PostgreSQL: writers hold one advisory lock, so that both databases behave alike.

    Args:
        url: from ``store_url``.

    Raises:
        StoreError: E801 if the driver is missing.
    """

    def __init__(self, url: URL) -> None:
        self.url = url
        self.name = url.database if url.drivername == "sqlite" else url.render_as_string()
        self.is_sqlite = url.drivername == "sqlite"
        arguments: dict[str, Any] = {"timeout": _BUSY_SECONDS} if self.is_sqlite else {}
        try:
            self.engine: Engine = create_engine(url, connect_args=arguments)
        except (ImportError, NoSuchModuleError) as error:
            detail = "its driver is not here: pip install 'claimwright[postgres]'"
            raise StoreError("E801", str(self.name), detail) from error
        if self.is_sqlite:
            event.listen(self.engine, "connect", _prepare_sqlite)
            event.listen(self.engine, "begin", _begin_sqlite)
        else:
            event.listen(self.engine, "begin", _begin_postgresql)

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """One moment of the store: what is written meanwhile is not seen.

        Raises:
            StoreError: E801 or E803 if the database does not answer.
        """
        with self._transaction("read") as connection:
            yield connection

    @contextmanager
    def write(self, *, durable: bool = False) -> Iterator[Connection]:
        """One writer at a time; all of the block is kept, or nothing of it.

        Args:
            durable: on the disk before this returns, whatever happens to the power.

        Raises:
            StoreError: E803 if the database refuses, or is locked for too long.
        """
        with self._transaction("durable" if durable else "write") as connection:
            yield connection

    def close(self) -> None:
        """Give all connections back; the last one folds SQLite's log into its file."""
        self.engine.dispose()

    @contextmanager
    def _transaction(self, mode: str) -> Iterator[Connection]:
        try:
            with self.engine.connect().execution_options(**{_MODE: mode}) as connection, connection.begin():
                yield connection
        except DBAPIError as error:
            raise StoreError("E803", str(self.name), _reason(error)) from error
        except SQLAlchemyError as error:
            raise StoreError("E803", str(self.name), str(error)[:300]) from error


def _reason(error: DBAPIError) -> str:
    return " ".join(str(error.orig).split())[:300]


def _prepare_sqlite(connection: Any, record: object) -> None:  # noqa: ANN401 - sqlite3.Connection behind an adapter
    connection.isolation_level = None  # transactions begin where we say, see _begin_sqlite
    cursor = connection.cursor()
    for pragma in ("foreign_keys=ON", "recursive_triggers=ON", "journal_mode=WAL", "cache_size=-65536"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    mode = connection.get_execution_options().get(_MODE, "write")
    if mode == "read":
        connection.exec_driver_sql("BEGIN")
        return
    # In WAL mode NORMAL can lose the last transactions at a power cut, but never breaks the file.
    connection.exec_driver_sql(f"PRAGMA synchronous={'FULL' if mode == 'durable' else 'NORMAL'}")
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _begin_postgresql(connection: Connection) -> None:
    mode = connection.get_execution_options().get(_MODE, "write")
    if mode == "read":
        connection.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY"))
        return
    if mode == "write":
        connection.execute(text("SET LOCAL synchronous_commit = off"))
    connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _WRITE_LOCK})
