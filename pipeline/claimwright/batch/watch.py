"""Places looked at again and again: documents not seen before are taken, updated ones as versions of their story."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field, replace
from os import stat_result
from pathlib import Path
from typing import Protocol

from claimwright.batch.entries import counts_of, entry_of, linked, read_entries
from claimwright.batch.feeds import Feed
from claimwright.batch.inputs import read_all
from claimwright.batch.journal import Journal
from claimwright.batch.result import Engine, Item, Processed, Result
from claimwright.batch.run import worked
from claimwright.batch.seen import Seen, Version
from claimwright.batch.shards import Input, grouped, input_of, shard_of
from claimwright.clean.readers.paths import expand
from claimwright.errors import OutputError
from claimwright.exchange.jsonl import encode_line
from claimwright.records import Outcome, Status
from claimwright.settings import CleanSettings, ShardSettings

__all__ = ["Round", "ShardTaker", "Taker", "Watcher"]

_SETTLED = 1.0  # seconds since its last change after which a file counts as written to its end


@dataclass(slots=True)
class Round:
    """What one look at all places gave.

    Attributes:
        known: documents that were seen before.
        updates: documents that are later versions of a story.
        statuses: how many new documents ended with each status.
        claims: found in them.
        lost: the new documents that were skipped or failed.
        troubles: places that could not be looked at; they are looked at again.
        tell: is told each result.
    """

    known: int = 0
    updates: int = 0
    statuses: Counter[Status] = field(default_factory=Counter)
    claims: int = 0
    lost: list[Outcome] = field(default_factory=list)
    troubles: list[Outcome] = field(default_factory=list)
    tell: Callable[[Result], None] = lambda result: None

    @property
    def new(self) -> int:
        """Documents that were not taken before."""
        return self.statuses.total()

    def add(self, result: Result) -> None:
        """Count a new document; what was found in it is not kept, since a look may take a million."""
        outcome = result.outcome
        self.statuses[outcome.status] += 1
        self.claims += len(result.claims)
        if outcome.status is not Status.EXTRACTED:
            self.lost.append(replace(outcome, document=None))
        self.tell(result)


class Taker(Protocol):
    """Takes what is new of the items: into shards, or into a store."""

    def take(self, items: Iterable[Item], account: Round) -> None:
        """Take the items that were not taken before, and tell the account."""


@dataclass
class Watcher:
    """Looks at places.

    Attributes:
        places: files, folders and globs; addresses of feeds.
        taker: where new documents go.
        seen: what was taken before.
        clean: how inputs are read.
        interval: seconds between two looks at a feed.
        patient: leave files alone that were changed just now, for the next round.
        tell: is told each new document.
    """

    places: Sequence[str]
    taker: Taker
    seen: Seen
    clean: CleanSettings
    interval: float = 60.0
    patient: bool = True
    tell: Callable[[Result], None] = lambda result: None

    def __post_init__(self) -> None:
        web = [place for place in self.places if place.lower().startswith(("http://", "https://"))]
        self._feeds = [Feed(address, self.interval, self.clean) for address in web]
        self._folders = [place for place in self.places if place not in web]

    def look(self) -> Round:
        """Look at all places once, and take what is new.

        What was read is noted as read only when all of it is taken, so nothing is lost to a crash in between.

        Raises:
            ModelError: if the model does not work.
            OutputError: E301 if the output cannot be written.
        """
        account = Round(tell=self.tell)
        files: list[tuple[Path, stat_result]] = []
        feeds = [feed for feed in self._feeds if feed.due(time.monotonic())]
        self.taker.take(self._items(files, feeds, account), account)
        with self.seen.together():
            for path, state in files:
                self.seen.note_file(path, state)
            for feed in feeds:
                feed.taken(self.seen)
        return account

    def _items(
        self, files: list[tuple[Path, stat_result]], feeds: Sequence[Feed], account: Round
    ) -> Iterator[Item]:
        for item in expand(self._folders):
            if isinstance(item, Outcome):
                account.troubles.append(item)
            elif isinstance(item, Path):
                yield from self._file(item, files)
        for feed in feeds:
            for entry in feed.items(self.seen):
                if isinstance(entry, Outcome) and entry.path == feed.address:
                    account.troubles.append(entry)
                else:
                    yield entry

    def _file(self, path: Path, files: list[tuple[Path, stat_result]]) -> Iterator[Item]:
        """The documents of a file that is new or changed."""
        try:
            state = path.stat()
        except OSError:
            return  # it went away meanwhile
        young = self.patient and 0 <= time.time() - state.st_mtime < _SETTLED
        if young or self.seen.same_file(path, state):
            return
        yield from read_all([path], self.clean)
        files.append((path, state))


@dataclass
class ShardTaker:
    """Takes new documents into shards of a folder, numbered on and never changed again.

    Beside what every shard has, ``history/NUMBER.jsonl`` tells of each document which version of which story it is.

    Attributes:
        journal: of the folder.
        engine: entered already, so that a model is loaded once for all rounds.
        seen: what was taken before.
        clean: how documents are cleaned.
        shards: sizes.
        chunk: documents handed to the model at once.
        held: a block that no signal interrupts.
        retry_failed: take documents that failed before once more; new shards tell what became of them.
    """

    journal: Journal
    engine: Engine
    seen: Seen
    clean: CleanSettings
    shards: ShardSettings
    chunk: int
    held: Callable[[], AbstractContextManager[object]] = nullcontext
    retry_failed: bool = False
    _attempts: dict[str, int] = field(default_factory=dict, init=False)  # of those to be tried again
    _met: set[str] = field(default_factory=set, init=False)  # in the shard that is being filled

    def __post_init__(self) -> None:
        """Note what a watch that was killed had written but not noted.

        Raises:
            OutputError: E301 if a batch lies in the folder, which new shards would spoil.
        """
        place = self.journal.place
        names = place.names("manifests")
        if names and not place.names("history"):
            raise OutputError("E301", place.name, "a batch of extract lies there")
        self._next = 0
        for name in names:
            number = int(name.partition(".")[0])
            self._next = max(self._next, number + 1)
            if not self.seen.has_shard(number):
                self._recover(number)
        if self.retry_failed:
            failed = (entry for _, entry in self.journal.failures() if entry.status is Status.FAILED)
            self._attempts = {entry.sha256 or entry.path: entry.attempts for entry in failed}

    def take(self, items: Iterable[Item], account: Round) -> None:
        """Take the items that were not taken before, shard by shard."""
        for group in grouped(self._new(items, account), self.shards):
            answers = list(worked((entry.item for entry in group), self.engine, self.chunk))
            with self.held(), self.seen.together():
                self._write(group, [processed for _, processed in answers], account)
        if account.lost or self.retry_failed:
            with self.held():
                self.journal.tell_failures()

    def _new(self, items: Iterable[Item], account: Round) -> Iterator[Input]:
        for item in items:
            entry = input_of(item)
            if entry.sha256 is not None and self._known(entry.sha256):
                account.known += 1
                continue
            if entry.sha256 is not None:
                self._met.add(entry.sha256)
            yield entry

    def _known(self, sha256: str) -> bool:
        return sha256 in self._met or (sha256 not in self._attempts and self.seen.known(sha256))

    def _write(self, group: Sequence[Input], answers: Sequence[Processed], account: Round) -> None:
        entries, history = [], []
        for given, processed in zip(group, answers, strict=True):
            attempts = self._attempts.pop(given.sha256 or given.item.path, 0) + 1
            entry = linked(entry_of(given, processed, attempts), self.seen.copies, self.clean)
            entries.append(entry)
            document = processed.outcome.document
            if entry.sha256 is not None:
                version = self.seen.version_of(entry, document.metadata.url if document else None)
                self.seen.note_version(version)
                history.append(version)
                account.updates += version.version > 1 and attempts == 1
            account.add(Result(entry.outcome, entry.found, entry.characters))
        number = self._next
        lines = b"".join(encode_line(version.as_dict()) for version in history)
        shard = shard_of(number, group)
        self.journal.write(shard, entries, counts_of(entries), {_history(number): lines})
        self.seen.note_shard(number)
        self._next += 1
        self._met.clear()  # from here on ``seen`` knows them

    def _recover(self, number: int) -> None:
        place = self.journal.place
        names = (f"documents/{number:06d}.jsonl", f"sketches/{number:06d}.bin", _history(number))
        documents, sketched, history = (place.read(name) or b"" for name in names)
        with self.seen.together():
            for entry in read_entries(documents, sketched):
                self.seen.copies.cluster(entry.id or "", entry.shingles)
            for line in history.splitlines():
                self.seen.note_version(Version.read(line))
            self.seen.note_shard(number)


def _history(number: int) -> str:
    return f"history/{number:06d}.jsonl"
