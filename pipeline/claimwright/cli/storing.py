"""``claimwright extract --store``: articles in, claims into a store; what its model has read is not read again."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import typer

from claimwright.batch.engine import open_engine, work_of
from claimwright.batch.fingerprint import folder_digest
from claimwright.batch.inputs import read_all
from claimwright.batch.output import Target
from claimwright.batch.run import run
from claimwright.batch.sinks import ClaimSink
from claimwright.cli import options
from claimwright.cli.batch import Batch
from claimwright.cli.models import extraction, model_declarations
from claimwright.cli.sharded import is_sharded
from claimwright.encoder.layout import load_layout
from claimwright.exchange.formats import ClaimFormat, format_of
from claimwright.records import ModelReference
from claimwright.settings import CleanSettings
from claimwright.store import Run, Store, open_store
from claimwright.store.sink import StoreSink, only_new

__all__ = ["extract_into_store", "model_digest"]

# What the run's row keeps of the options: how it was made, not where things lay.
_KEPT = (
    "min_confidence",
    "language",
    "encoding",
    "declarations",
    "skip_near_duplicates",
    "engine",
    "workers",
)


def extract_into_store(values: dict[str, Any]) -> int:
    """Extract into a store, and beside it into a file if one is named.

    Returns:
        The exit status, as of ``Batch.run``.

    Raises:
        ClaimwrightError: if the model, the engine or the store cannot be used.
        typer.BadParameter: if the output is a folder of shards.
    """
    from claimwright.extractor import find_model

    if is_sharded(values):
        raise typer.BadParameter("--store writes into one place; load shards with: claimwright store load")
    folder = find_model(values["model"])
    layout = load_layout(folder)
    model, digest = ModelReference(layout.name, layout.version), model_digest(folder, values["declarations"])
    factory, settings = extraction(values)
    clean = options.settings_from(CleanSettings, values)
    engine = open_engine(values["engine"], work_of(factory, clean, settings), settings, values["address"])
    batch = Batch(
        values["inputs"],
        values["output"],
        values["summary_file"],
        options.telling(values),
        promise=values["promise"],
        silent=values["output"] is None,
    )
    with open_store(values["store"], create=True) as store:
        started = store.start_run(model, digest=digest, settings={name: values[name] for name in _KEPT})
        return batch.run(
            only_new(read_all(values["inputs"], clean), store, model, digest),
            lambda items: run(items, factory, settings, clean, engine),
            lambda target: _sink(store, started, target, values),
        )


def model_digest(folder: Path, declarations: str | None) -> str:
    """Of the model's files, and of a declarations file given instead of its own: with other types it reads anew."""
    digest = folder_digest(folder)
    if declarations is None:
        return digest
    given = hashlib.sha256(Path(declarations).read_bytes()).hexdigest()
    return hashlib.sha256(f"{digest} {given}".encode()).hexdigest()


def _sink(store: Store, started: Run, target: Target, values: dict[str, Any]) -> StoreSink:
    if values["output"] is None:
        return StoreSink(store, started)
    kind = values["format"] or format_of(values["output"]) or ClaimFormat.JSONL
    declarations = model_declarations(values["model"], values["declarations"])
    return StoreSink(store, started, ClaimSink(kind, target, declarations))
