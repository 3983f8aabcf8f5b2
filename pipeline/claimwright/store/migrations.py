"""How a store came to its present form: numbered steps, each in a transaction of its own, written down as done.

A step is never changed once it was released. A store that is older is brought up to date when it is opened; one that
is newer is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, inspect, text

from claimwright.errors import StoreError
from claimwright.records.decision import now
from claimwright.store.ddl import append_only, first_tables, narrow_words, plain_dates

__all__ = ["MIGRATIONS", "Migration", "applied", "migrate", "newest"]


@dataclass(frozen=True, slots=True)
class Migration:
    """One step.

    Attributes:
        number: counted from 1, without gaps.
        name: what it does.
        statements: gives the statements for a dialect, ``sqlite`` or ``postgresql``.
    """

    number: int
    name: str
    statements: Callable[[str], Sequence[str]]


MIGRATIONS = (
    Migration(1, "tables", first_tables),
    Migration(2, "the decision log is append-only", append_only),
    Migration(3, "words in a table of their own", narrow_words),
    Migration(4, "dates are compared by their characters", plain_dates),
)


def newest(migrations: Sequence[Migration] = MIGRATIONS) -> int:
    """The number of the last step this program knows."""
    return migrations[-1].number


def applied(connection: Connection) -> int:
    """The number of the last step done in a database; 0 if it is empty.

    Raises:
        StoreError: E801 if it holds tables, but not those of a store.
    """
    names = inspect(connection).get_table_names()
    if "migrations" in names:
        return int(connection.execute(text("SELECT coalesce(max(number), 0) FROM migrations")).scalar_one())
    if names:
        raise StoreError("E801", _place(connection), f"it holds other tables: {', '.join(sorted(names)[:3])}")
    return 0


def migrate(connection: Connection, migrations: Sequence[Migration] = MIGRATIONS) -> list[Migration]:
    """Bring a database up to date within the caller's transaction.

    Returns:
        The steps that were done.

    Raises:
        StoreError: E801 if it is no store, E802 if it was written by a newer version.
    """
    done = applied(connection)
    if done > newest(migrations):
        detail = f"it is at step {done}, this version knows {newest(migrations)}"
        raise StoreError("E802", _place(connection), detail)
    wanted = [step for step in migrations if step.number > done]
    for step in wanted:
        for statement in step.statements(connection.dialect.name):
            connection.exec_driver_sql(statement)
        connection.execute(
            text("INSERT INTO migrations (number, name, applied_at) VALUES (:number, :name, :at)"),
            {"number": step.number, "name": step.name, "at": now()},
        )
    return wanted


def _place(connection: Connection) -> str:
    return connection.engine.url.render_as_string(hide_password=True)
