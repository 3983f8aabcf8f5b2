"""``claimwright extract -o FOLDER/``: a batch in shards, which may be ended at any moment and goes on later."""

from __future__ import annotations

import json
import os
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import typer

from claimwright.batch.deliver import write_json
from claimwright.batch.engine import open_engine, work_of
from claimwright.batch.fingerprint import fingerprint
from claimwright.batch.inputs import is_object, read_all
from claimwright.batch.interrupts import Interrupts
from claimwright.batch.journal import FAILED as FAILURES
from claimwright.batch.journal import Journal
from claimwright.batch.places import Place, open_place
from claimwright.batch.sharded import Committed, ShardedRun
from claimwright.batch.summary import Summary
from claimwright.cli import options
from claimwright.cli.batch import tell_summary
from claimwright.cli.figures import Figures
from claimwright.cli.messages import FAILED, complain, log_as_json, status_of
from claimwright.cli.models import extraction
from claimwright.cli.progress import Watch, expected
from claimwright.errors import ClaimwrightError, OutputError
from claimwright.exchange.formats import ClaimFormat
from claimwright.records import Status
from claimwright.settings import CleanSettings, EngineName, ShardSettings

__all__ = ["extract_into", "is_sharded"]


def is_sharded(values: dict[str, Any]) -> bool:
    """Whether the output is a folder of shards: it ends in a slash or is an object store's, or the call resumes.

    Raises:
        typer.BadParameter: if there is nothing to resume, or the format cannot be written in shards.
    """
    output = values["output"] or ""
    again = values["resume"] or values["retry_failed"]
    wanted = again or output.endswith("/") or is_object(output)
    if again and output in ("", "-"):
        raise typer.BadParameter("--resume and --retry-failed need -o FOLDER/")
    if wanted and values["format"] not in (None, ClaimFormat.JSONL, ClaimFormat.PARQUET):
        raise typer.BadParameter(f"{values['format']} cannot be written in shards: jsonl and parquet can")
    return bool(wanted)


def extract_into(values: dict[str, Any]) -> int:
    """Extract into a folder of shards.

    Returns:
        The exit status, as of ``Batch.run``.

    Raises:
        ClaimwrightError: if the model, the engine or the folder cannot be used.
    """
    from claimwright.extractor import find_model

    telling = options.telling(values)
    log_as_json(telling.json)
    clean = options.settings_from(CleanSettings, values)
    shards = options.settings_from(ShardSettings, {**values, "documents": values["shard_size"]})
    factory, settings = extraction(values)
    form = values["format"] or ClaimFormat.JSONL
    prints = fingerprint(find_model(values["model"]), values["declarations"], form, (clean, settings, shards))
    place = open_place(values["output"])
    _apart(values["output"], values["inputs"])
    work = work_of(factory, clean, settings, documents=False)
    engine = open_engine(values["engine"], work, settings, values["address"])
    with Interrupts() as interrupts, Figures(telling.prometheus) as figures, place.held():
        journal = Journal(place, form, prints, chained=clean.skip_near_duplicates)
        journal.begin(resume=shards.resume or shards.retry_failed)
        run = ShardedRun(journal, engine, clean, shards, settings.chunk, interrupts.held)
        call = _Call(run, values, Summary(promise=values["promise"]), interrupts, figures)
        return call.finish(call.go())


@dataclass
class _Call:
    """One call of the command."""

    run: ShardedRun
    values: dict[str, Any]
    summary: Summary
    interrupts: Interrupts
    figures: Figures

    def go(self) -> ClaimwrightError | None:
        """Do the shards; what ended them early, if an error did."""
        telling = options.telling(self.values)
        told = not telling.quiet
        total = expected(self.values["inputs"]) if told else None
        listed = f"{self.run.journal.place.name.rstrip('/')}/{FAILURES}"
        watch = Watch(bar=told, total=total, listed_in=listed, json=telling.json, figures=self.figures)
        items = self.summary.watch(read_all(self.values["inputs"], self.run.clean))
        log = _RunLog(self.run.journal.place, self.values)
        log.write("running", self.summary)
        error: ClaimwrightError | None = None
        with watch, closing(self.run.run(items)) as shards:
            try:
                for done in shards:
                    with self.interrupts.held():
                        self._take(done, watch)
            except KeyboardInterrupt:
                self.summary.interrupted = True
            except ClaimwrightError as known:
                error = known
            except Exception as unknown:
                error = ClaimwrightError("E203", "", f"{type(unknown).__name__}: {unknown}"[:300])
                error.__cause__ = unknown
        with self.interrupts.held():
            if not isinstance(error, OutputError):
                if error or self.summary.interrupted:
                    self.run.journal.tell_failures()
                ended = "interrupted" if self.summary.interrupted else error.code if error else "finished"
                log.write(ended, self.summary)
        return error

    def finish(self, error: ClaimwrightError | None) -> int:
        """Tell the account; the exit status."""
        if error is not None:
            complain(error)
        telling = options.telling(self.values)
        if not telling.quiet:
            tell_summary(self.summary, telling)
        if self.values["summary_file"] is not None:
            write_json(self.summary.as_dict(), self.values["summary_file"])
        if self.summary.interrupted:
            return self.interrupts.status
        if error is not None:
            return FAILED if isinstance(error, OutputError) else status_of(error)
        return FAILED if self.summary.statuses[Status.FAILED] else 0

    def _take(self, done: Committed, watch: Watch) -> None:
        self.summary.add_shard(done.counts, len(done.results))
        for result in done.results:
            watch(result)
        watch.keep(done.counts["documents"] - len(done.results))
        self.figures.add_shard(kept=not done.results)


class _RunLog:
    """What has no place in output that must be the same in every run: when, how fast, with what.

    One file a run, ``runs/TIME-PROCESS.json``.
    """

    def __init__(self, place: Place, values: dict[str, Any]) -> None:
        self._place = place
        self._started = _now()
        self._name = f"runs/{self._started.replace(':', '').replace('-', '')}-{os.getpid()}.json"
        self._how = {
            name: str(values[name]) if isinstance(values[name], EngineName) else values[name]
            for name in ("engine", "workers", "threads", "timeout", "memory", "resume", "retry_failed")
        }

    def write(self, status: str, summary: Summary) -> None:
        """Write the log of the run as it stands."""
        times = {"started": self._started, "written": _now(), "status": status}
        data = {**times, **self._how, "summary": summary.as_dict()}
        self._place.write(self._name, json.dumps(data, indent=1).encode("utf-8") + b"\n")


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _apart(output: str, inputs: list[str]) -> None:
    """A folder that is read must not be written into: the next run would take the claims for articles.

    Raises:
        OutputError: E301 if the output lies in an input.
    """
    if is_object(output):
        return
    place = Path(output).resolve()
    for name in inputs:
        if not is_object(name) and Path(name).is_dir() and place.is_relative_to(Path(name).resolve()):
            raise OutputError("E301", output, f"it lies in the input {name}")
