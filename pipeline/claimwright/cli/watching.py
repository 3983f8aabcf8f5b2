"""What ``watch`` opens before its first look, and what it tells after each."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

import typer

from claimwright.batch.engine import open_engine, work_of
from claimwright.batch.failures import failure_data, failure_line
from claimwright.batch.fingerprint import fingerprint
from claimwright.batch.inputs import is_object
from claimwright.batch.journal import Journal
from claimwright.batch.places import open_place
from claimwright.batch.result import Engine, ExtractorFactory, Item, Result
from claimwright.batch.run import run
from claimwright.batch.seen import Seen
from claimwright.batch.watch import Round, ShardTaker, Taker, Watcher
from claimwright.cli.figures import Figures
from claimwright.cli.messages import log
from claimwright.cli.models import extraction
from claimwright.cli.options import settings_from
from claimwright.records import ModelReference, Status
from claimwright.settings import CleanSettings, EngineName, ExtractSettings, ShardSettings

__all__ = ["open_watcher", "tell"]

_STATE = "watch.sqlite"


def open_watcher(
    values: dict[str, Any],
    opened: ExitStack,
    held: Callable[[], AbstractContextManager[object]],
    figures: Figures,
) -> Watcher:
    """The watcher that the options of ``watch`` ask for.

    Args:
        values: of the options.
        opened: closes what the watcher holds.
        held: a block that no signal interrupts.
        figures: count each new document.

    Raises:
        ClaimwrightError: if the model, the output or the state file cannot be used.
    """
    factory, settings = extraction({**values, "min_confidence": 0.0})
    clean = settings_from(CleanSettings, values)
    engine = open_engine(EngineName.LOCAL, work_of(factory, clean, settings), settings)
    taker: Taker
    if values["store"] is None:
        place = open_place(values["output"])
        opened.enter_context(place.held())
        seen = _seen(values, clean, opened)
        journal = Journal(place, values["format"], _prints(values, clean, settings))
        opened.enter_context(engine)
        again = values["retry_failed"]
        taker = ShardTaker(journal, engine, seen, clean, ShardSettings(), settings.chunk, held, again)
    else:
        seen = _seen(values, clean, opened)
        opened.enter_context(engine)
        taker = _StoreTaker(values, opened, _Entered(engine), factory, settings, clean)
    if values["retry_failed"]:
        seen.forget_reading()
    patient = not values["once"]
    return Watcher(values["inputs"], taker, seen, clean, values["interval"], patient, figures.add)


def tell(account: Round, *, quiet: bool) -> bool:
    """Tell what a look gave; whether something failed."""
    failed = [outcome for outcome in account.lost if outcome.status is Status.FAILED]
    for outcome in [*account.troubles, *failed]:
        log("failed", failure_line(outcome), "warning", **failure_data(outcome))
    if account.new and not quiet:
        new, updates, claims = account.new, account.updates, account.claims
        log(
            "round",
            f"claimwright: {new} new ({updates} updates), {claims} claims",
            new=new,
            updates=updates,
            known=account.known,
            claims=claims,
            statuses={status.value: account.statuses[status] for status in Status},
        )
    return bool(failed or account.troubles)


def _seen(values: dict[str, Any], clean: CleanSettings, opened: ExitStack) -> Seen:
    """What was seen, from the state file: named, or in the folder, or beside the store's file.

    Raises:
        typer.BadParameter: if the output is an object store's, which holds no database.
    """
    if values["state"] is not None:
        path = Path(values["state"])
    elif values["store"] is not None:
        name = values["store"].rpartition("/")[2] if "://" in values["store"] else values["store"]
        path = Path(f"{name}.watch")
    elif is_object(values["output"]):
        raise typer.BadParameter("name a file on this machine with --state")
    else:
        path = Path(values["output"]) / _STATE
    seen = Seen(path, clean)
    opened.callback(seen.close)
    return seen


def _prints(values: dict[str, Any], clean: CleanSettings, settings: ExtractSettings) -> dict[str, Any]:
    from claimwright.extractor import find_model

    chosen = (clean, settings, ShardSettings())
    return fingerprint(find_model(values["model"]), values["declarations"], values["format"], chosen)


class _Entered:
    """An engine that outlives a run: its workers keep their model from one look to the next."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.answers = engine.answers

    def __enter__(self) -> _Entered:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """The engine is ended by whoever entered it."""


@dataclass
class _StoreTaker:
    """Takes new documents into a store, which knows itself what is new and what is a later version."""

    values: dict[str, Any]
    opened: ExitStack
    engine: Engine
    factory: ExtractorFactory
    settings: ExtractSettings
    clean: CleanSettings

    def __post_init__(self) -> None:
        """Open the store.

        Raises:
            ClaimwrightError: if it cannot be used.
        """
        from claimwright.cli.storing import model_digest
        from claimwright.encoder.layout import load_layout
        from claimwright.extractor import find_model
        from claimwright.store import open_store

        folder = find_model(self.values["model"])
        layout = load_layout(folder)
        self._model = ModelReference(layout.name, layout.version)
        self._digest = model_digest(folder, self.values["declarations"])
        self._store = self.opened.enter_context(open_store(self.values["store"], create=True))

    def take(self, items: Iterable[Item], account: Round) -> None:
        """Take the items that the model has not read into the store; a run of the store for each look with some."""
        from claimwright.store.sink import StoreSink, only_new

        sink: StoreSink | None = None
        fresh = only_new(items, self._store, self._model, self._digest)
        try:
            for result in run(fresh, self.factory, self.settings, self.clean, self.engine):
                if result.outcome.code == "S206":
                    account.known += 1
                    continue
                if sink is None:
                    sink = StoreSink(self._store, self._store.start_run(self._model, digest=self._digest))
                sink.write(result)
                self._count(result, account)
        finally:
            if sink is not None:
                sink.close()

    def _count(self, result: Result, account: Round) -> None:
        outcome = result.outcome
        document = outcome.document
        account.add(result)
        if document is not None and outcome.status is Status.EXTRACTED:
            versions = self._store.versions(document.sha256)
            account.updates += bool(versions) and versions[0].sha256 != document.sha256
