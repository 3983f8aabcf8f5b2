"""Where two models read the same article differently."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Select, func, select

from claimwright.review.queue import Contrast
from claimwright.store import Store
from claimwright.store.tables import claims, extractions, models

__all__ = ["contrasts", "lost_claims"]

_SHIFT = 0.25  # a smaller change of confidence is no news


def contrasts(store: Store, limit: int) -> dict[str, Contrast]:
    """Claims that nobody answered, by id: how the reading before this one differs.

    Args:
        store: whose latest extractions are compared with the last one by another model.
        limit: claims of each kind, the largest differences first.
    """
    with store.database.read() as connection:
        if not _several(connection):
            return {}
        found = {row.id: _gained(row) for row in connection.execute(_new(limit))}
        found.update({row.id: _shifted(row) for row in connection.execute(_moved(limit))})
        return found


def lost_claims(store: Store, limit: int) -> dict[str, Contrast]:
    """Claims of the reading before that the latest one no longer has, by id; nobody answered them."""
    with store.database.read() as connection:
        if not _several(connection):
            return {}
        return {row.id: _lost(row) for row in connection.execute(_gone(limit))}


def _several(connection: Connection) -> bool:
    query = select(func.count(extractions.c.model.distinct()))
    return int(connection.execute(query).scalar_one()) > 1


_new_one = extractions.alias("new_one")
_old_one = extractions.alias("old_one")
_new_model = models.alias("new_model")
_old_model = models.alias("old_model")
_twin = claims.alias("twin")


def _pairs(*columns: Any) -> Select[Any]:  # noqa: ANN401 - columns of any type
    """The latest extraction of each document beside the last one by another model."""
    between = extractions.alias("between")
    last = (
        select(func.max(between.c.key))
        .where(between.c.sha256 == _new_one.c.sha256, between.c.model != _new_one.c.model)
        .correlate(_new_one)
        .scalar_subquery()
    )
    names = [
        _new_model.c.name.label("new_name"),
        _new_model.c.version.label("new_version"),
        _old_model.c.name.label("old_name"),
        _old_model.c.version.label("old_version"),
    ]
    return (
        select(*columns, *names)
        .select_from(_new_one)
        .join(_old_one, _old_one.c.key == last)
        .join(_new_model, _new_model.c.key == _new_one.c.model)
        .join(_old_model, _old_model.c.key == _old_one.c.model)
        .where(_new_one.c.latest)
    )


def _new(limit: int) -> Select[Any]:
    same = (_twin.c.extraction == _old_one.c.key) & (_twin.c.id == claims.c.id)
    return (
        _pairs(claims.c.id, claims.c.confidence)
        .join(claims, claims.c.extraction == _new_one.c.key)
        .where(claims.c.answers == 0, ~select(_twin.c.key).where(same).exists())
        .order_by(claims.c.confidence.desc(), claims.c.key)
        .limit(limit)
    )


def _gone(limit: int) -> Select[Any]:
    same = (_twin.c.extraction == _new_one.c.key) & (_twin.c.id == claims.c.id)
    return (
        _pairs(claims.c.id, claims.c.confidence)
        .join(claims, claims.c.extraction == _old_one.c.key)
        .where(claims.c.answers == 0, ~select(_twin.c.key).where(same).exists())
        .order_by(claims.c.confidence.desc(), claims.c.key)
        .limit(limit)
    )


def _moved(limit: int) -> Select[Any]:
    shift = func.abs(claims.c.confidence - _twin.c.confidence)
    told = claims.c.modality != _twin.c.modality
    return (
        _pairs(
            claims.c.id,
            claims.c.confidence,
            claims.c.modality,
            _twin.c.confidence.label("before"),
            _twin.c.modality.label("told_before"),
        )
        .join(claims, claims.c.extraction == _new_one.c.key)
        .join(_twin, (_twin.c.extraction == _old_one.c.key) & (_twin.c.id == claims.c.id))
        .where(claims.c.answers == 0, told | (shift >= _SHIFT))
        .order_by(shift.desc(), claims.c.key)
        .limit(limit)
    )


def _gained(row: Any) -> Contrast:  # noqa: ANN401 - a row of _new
    return _contrast(row, f"{_newer(row)} finds it, {_older(row)} did not", row.confidence)


def _lost(row: Any) -> Contrast:  # noqa: ANN401 - a row of _gone
    return _contrast(row, f"{_older(row)} found it, {_newer(row)} does not", row.confidence)


def _shifted(row: Any) -> Contrast:  # noqa: ANN401 - a row of _moved
    if row.modality != row.told_before:
        what = f"{_newer(row)} reads it as {row.modality}, {_older(row)} as {row.told_before}"
        return _contrast(row, what, 1.0)
    what = f"{_newer(row)} gives it {row.confidence:.0%}, {_older(row)} gave {row.before:.0%}"
    return _contrast(row, what, abs(row.confidence - row.before))


def _contrast(row: Any, what: str, size: float) -> Contrast:  # noqa: ANN401 - a row
    return Contrast(_older(row), row.new_name == row.old_name, what, max(size, 0.01))


def _newer(row: Any) -> str:  # noqa: ANN401 - a row
    return f"{row.new_name} {row.new_version}"


def _older(row: Any) -> str:  # noqa: ANN401 - a row
    return f"{row.old_name} {row.old_version}"
