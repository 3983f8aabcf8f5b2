"""A batch into a folder: shards with manifests, kept where they still hold, done again where they do not.

Shards are committed in their order, each in one step: its files first, its manifest last. So whenever the run is
killed, what has a manifest is whole, and a rerun ends with the same bytes as an undisturbed run.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field, replace
from typing import Any

from claimwright.batch.copies import Copies
from claimwright.batch.entries import Entry, counts_of, entry_of, linked
from claimwright.batch.journal import Journal
from claimwright.batch.result import Engine, Item, Processed, Result
from claimwright.batch.run import chunks, with_cluster
from claimwright.batch.shards import Shard, cut
from claimwright.records import Outcome, RawDocument, Status
from claimwright.settings import CleanSettings, ShardSettings

__all__ = ["Committed", "ShardedRun"]

_FIRST = 4  # documents of the first chunk of a run, so that few documents still feed all workers


@dataclass(frozen=True, slots=True)
class Committed:
    """A shard that is in its place.

    Attributes:
        number: from 0.
        counts: of all its inputs, as in its manifest.
        results: of the inputs that were worked on in this run; none if it was kept as it was.
    """

    number: int
    counts: dict[str, Any]
    results: tuple[Result, ...]


@dataclass(eq=False)
class _Job:
    """A shard on its way: which of its inputs are worked on, and what is known of the others."""

    shard: Shard
    todo: Sequence[int]
    known: Sequence[Entry] = ()
    answers: list[Processed] = field(default_factory=list)

    def chunks(self, size: int) -> Iterator[list[Item]]:
        """Work for the engine; one empty chunk where there is none, to keep the shard's place in the row."""
        items = [self.shard.inputs[index].item for index in self.todo]
        first = size if self.shard.number else _FIRST
        yield from chunks(items, size, first) if items else ([],)

    @property
    def complete(self) -> bool:
        return len(self.answers) == len(self.todo)


@dataclass
class ShardedRun:
    """One run of a batch into a place.

    Attributes:
        journal: the shards in the place.
        engine: where the work is done.
        clean: how documents are cleaned.
        shards: how the inputs are cut, and what of an earlier run is kept.
        chunk: documents handed to the model at once.
        held: a block that no signal interrupts.
    """

    journal: Journal
    engine: Engine
    clean: CleanSettings
    shards: ShardSettings
    chunk: int
    held: Callable[[], AbstractContextManager[object]] = nullcontext

    def run(self, items: Iterable[Item]) -> Generator[Committed, None, None]:
        """Every shard of the batch in order, as soon as it is in its place.

        Raises:
            ModelError: if the model cannot be loaded or does not work.
            OutputError: E301 if the place cannot be written.
        """
        exact, near = Copies(self.clean), Copies(self.clean)
        waiting: deque[_Job] = deque()

        def work() -> Iterator[list[Item]]:
            for shard in cut(items, self.shards, exact):
                waiting.append(self._job(shard))
                yield from waiting[-1].chunks(self.chunk)

        count = 0
        try:
            with self.engine:
                for answers in self.engine.answers(work()):
                    job = waiting[0]
                    job.answers.extend(answers)
                    if job.complete:
                        waiting.popleft()
                        count += 1
                        with self.held():
                            done = self._commit(job, near)
                        yield done
            with self.held():
                self.journal.end(count)
        finally:
            exact.close()
            near.close()

    def _job(self, shard: Shard) -> _Job:
        """What has to be done for a shard, given what an earlier run left."""
        every = [index for index, entry in enumerate(shard.inputs) if isinstance(entry.item, RawDocument)]
        if not (self.shards.resume or self.shards.retry_failed):
            return _Job(shard, every)
        known = self.journal.entries(shard)
        if known is None:
            return _Job(shard, every)
        again = {
            index
            for index, (old, new) in enumerate(zip(known, shard.inputs, strict=True))
            if old.input != new.digest or (self.shards.retry_failed and old.status is Status.FAILED)
        }
        return _Job(shard, [index for index in every if index in again], known)

    def _commit(self, job: _Job, near: Copies) -> Committed:
        number = job.shard.number
        entries = [linked(entry, near, self.clean) for entry in _entries(job)]
        if job.known:
            if entries == list(job.known):
                return Committed(number, self.journal.counts(number), ())
            entries = _with_old_claims(entries, self.journal.with_claims(number, job.known), set(job.todo))
        counts = counts_of(entries)
        self.journal.write(job.shard, entries, counts)
        done = job.todo if job.known else range(len(entries))
        return Committed(number, counts, tuple(_result(entries[index]) for index in done))


def _entries(job: _Job) -> list[Entry]:
    """An entry for each input of a shard: of the answer, else as it is known, else of what the reader said."""
    answers = dict(zip(job.todo, job.answers, strict=True))
    entries = []
    for index, entry in enumerate(job.shard.inputs):
        old = job.known[index] if job.known and job.known[index].input == entry.digest else None
        if index in answers:
            entries.append(entry_of(entry, answers[index], old.attempts + 1 if old else 1))
        elif old is not None:
            entries.append(old)
        elif isinstance(entry.item, Outcome):
            entries.append(entry_of(entry, Processed(entry.item), 1))
    return entries


def _with_old_claims(entries: list[Entry], known: list[Entry], fresh: set[int]) -> list[Entry]:
    """The entries with the claims of an earlier run, where they were not worked on in this one."""
    return [
        entry
        if index in fresh or entry.input != known[index].input or entry.status is not Status.EXTRACTED
        else replace(entry, found=with_cluster(known[index].found, entry.cluster))
        for index, entry in enumerate(entries)
    ]


def _result(entry: Entry) -> Result:
    return Result(entry.outcome, entry.found, entry.characters)
