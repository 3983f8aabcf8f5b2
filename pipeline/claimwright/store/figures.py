"""What is in a store, in numbers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, func, select

from claimwright.store import tables
from claimwright.store.migrations import applied
from claimwright.store.store import Store

__all__ = ["figures"]


def figures(store: Store) -> dict[str, Any]:
    """Counts as JSON-ready data, all of one moment; ``bytes`` is the size of SQLite's files, else None."""
    documents, claims, decisions = tables.documents, tables.claims, tables.decisions
    with store.database.read() as connection:
        return {
            "store": str(store.database.name),
            "database": connection.dialect.name,
            "step": applied(connection),
            "bytes": _size(store),
            "documents": _count(connection, documents),
            "stories": _distinct(connection, documents.c.story),
            "updated": _count(connection, documents, documents.c.version > 1),
            "extracted": _count(connection, tables.extractions, tables.extractions.c.latest),
            "without_claims": _count(
                connection,
                tables.extractions,
                tables.extractions.c.latest & (tables.extractions.c.claims == 0),
            ),
            "outlets": _distinct(connection, documents.c.outlet),
            "published": _range(connection, documents.c.published),
            "claims": _count(connection, claims, claims.c.latest),
            "claims_by_type": _groups(connection, claims.c.type, claims.c.latest),
            "claims_by_modality": _groups(connection, claims.c.modality, claims.c.latest),
            "claims_answered": _count(connection, claims, claims.c.latest & (claims.c.answers > 0)),
            "claims_of_earlier_extractions": _count(connection, claims, ~claims.c.latest),
            "decisions": _count(connection, decisions),
            "decisions_by_action": _groups(connection, decisions.c.action),
            "decisions_by_reviewer": _groups(connection, decisions.c.reviewer),
            "models": _count(connection, tables.models),
            "runs": _count(connection, tables.runs),
            "outcomes_by_code": _groups(connection, tables.outcomes.c.code),
        }


def _count(connection: Connection, table: Table, condition: ColumnElement[bool] | None = None) -> int:
    query = select(func.count()).select_from(table)
    return int(connection.execute(query if condition is None else query.where(condition)).scalar_one())


def _distinct(connection: Connection, column: ColumnElement[Any]) -> int:
    return int(connection.execute(select(func.count(column.distinct()))).scalar_one())


def _groups(
    connection: Connection, column: ColumnElement[Any], condition: ColumnElement[bool] | None = None
) -> dict[str, int]:
    query = select(column, func.count()).group_by(column).order_by(column)
    rows = connection.execute(query if condition is None else query.where(condition))
    return {str(name): int(count) for name, count in rows}


def _range(connection: Connection, column: ColumnElement[Any]) -> list[str | None]:
    first, last = connection.execute(select(func.min(column), func.max(column))).one()
    return [first, last]


def _size(store: Store) -> int | None:
    if not store.database.is_sqlite:
        return None
    main = Path(str(store.database.name))
    files = [main, *(main.with_name(f"{main.name}{end}") for end in ("-wal", "-shm"))]
    return sum(file.stat().st_size for file in files if file.is_file())
