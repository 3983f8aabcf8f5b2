"""Runs: which model read documents, when, how, and what became of them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, insert, select, update

from claimwright.records import ModelReference, Outcome, Status
from claimwright.records.decision import now
from claimwright.store.storable import storable
from claimwright.store.tables import models, outcomes, runs
from claimwright.version import __version__

__all__ = [
    "Run",
    "StoredRun",
    "add_outcome",
    "finish_run",
    "model_key",
    "start_run",
    "stored_runs",
]


@dataclass(frozen=True, slots=True)
class Run:
    """A run that documents are being added by.

    Attributes:
        key: its number in the store.
        model_key: the number of its model in the store.
        model: name and version, as the claims carry them.
        digest: of the model's files, or empty where claims came from a file.
    """

    key: int
    model_key: int
    model: ModelReference
    digest: str


@dataclass(frozen=True, slots=True)
class StoredRun:
    """A run as it stands in the store: the model, the program, the settings, when (ISO 8601 in UTC), and the counts."""

    key: int
    name: str
    version: str
    digest: str
    code_version: str
    settings: Mapping[str, Any] = field(default_factory=dict)
    started: str = ""
    finished: str | None = None
    inputs: int = 0
    extracted: int = 0
    skipped: int = 0
    failed: int = 0
    claims: int = 0


def start_run(
    connection: Connection, model: ModelReference, digest: str, settings: Mapping[str, Any] | None
) -> Run:
    """Write down that a run begins."""
    key = _model_key(connection, model, digest)
    counts = dict.fromkeys(("inputs", "extracted", "skipped", "failed", "claims"), 0)
    values = {
        "model": key,
        "code_version": __version__,
        "settings": json.dumps(dict(settings or {}), default=str),
        "started": now(),
        **counts,
    }
    run = connection.execute(insert(runs).values(values).returning(runs.c.key)).scalar_one()
    return Run(run, key, model, digest)


def finish_run(connection: Connection, run: Run, counts: Mapping[str, int]) -> None:
    """Write down that a run ended, and its counts: inputs, extracted, skipped, failed, claims."""
    kept = {name: counts.get(name, 0) for name in ("inputs", "extracted", "skipped", "failed", "claims")}
    connection.execute(update(runs).where(runs.c.key == run.key).values(finished=now(), **kept))


def add_outcome(connection: Connection, run: Run, outcome: Outcome) -> None:
    """Write down a document that gave nothing: its path, its code and why."""
    if outcome.status is Status.EXTRACTED:
        raise ValueError(f"{outcome.path} was extracted")
    values = {
        "run": run.key,
        "path": storable(outcome.path),
        "document": None if outcome.id is None else storable(outcome.id),
        "status": outcome.status.value,
        "code": outcome.code or "E203",
        "detail": storable(outcome.detail),
    }
    connection.execute(insert(outcomes).values(values))


def model_key(connection: Connection, model: ModelReference, digest: str) -> int | None:
    """The number of a model, or None if it was never used with this store.

    Without a digest (claims from a file do not carry it) the newest of that name and version is meant.
    """
    query = select(models.c.key).where(models.c.name == model.name, models.c.version == model.version)
    if digest:
        query = query.where(models.c.digest == digest)
    return connection.execute(query.order_by(models.c.key.desc()).limit(1)).scalar()


def stored_runs(connection: Connection) -> Iterator[StoredRun]:
    """All runs, oldest first."""
    query = select(runs, models.c.name, models.c.version, models.c.digest).join(
        models, models.c.key == runs.c.model
    )
    for row in connection.execute(query.order_by(runs.c.key)):
        values = dict(row._mapping)
        values.pop("model")
        yield StoredRun(**values | {"settings": json.loads(values["settings"])})


def _model_key(connection: Connection, model: ModelReference, digest: str) -> int:
    known = model_key(connection, model, digest)
    if known is not None:
        return known
    values = {"name": model.name, "version": model.version, "digest": digest, "added": now()}
    return int(connection.execute(insert(models).values(values).returning(models.c.key)).scalar_one())
