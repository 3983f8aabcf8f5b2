"""Several workers under one supervisor: order is kept, and a crash or a hang costs one document."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from types import TracebackType

from claimwright.batch.result import Item, Processed
from claimwright.batch.work import Work, failed
from claimwright.batch.worker import Worker
from claimwright.errors import ClaimwrightError, ModelError

__all__ = ["Pool"]

_AHEAD = 4  # chunks a worker read ahead, so that a slow one does not hold up the others


@dataclass(eq=False)
class _Job:
    """A chunk, with an answer for each item as they come in."""

    items: Sequence[Item]
    answers: list[Processed | None]

    @property
    def done(self) -> bool:
        return None not in self.answers


@dataclass(eq=False)
class _Task:
    """Some items of a job for one worker: all at first, one after a mishap."""

    job: _Job
    indices: Sequence[int]


@dataclass(eq=False)
class _Desk:
    """A worker, whether its model is loaded, what it works on, and until when it may (monotonic seconds)."""

    worker: Worker
    ready: bool = False
    task: _Task | None = None
    deadline: float = float("inf")


@dataclass
class Pool:
    """Worker processes for one run; use it as a context manager.

    Attributes:
        work: what each worker does.
        workers: processes at most; they are started as work comes in.
        timeout: seconds a chunk may take before its documents are tried one by one, and seconds one document
            may take then; 0 for no limit. Loading the model does not count.
        memory: megabytes a worker may grow by after it has loaded its model; 0 for no limit.
    """

    work: Work
    workers: int
    timeout: float
    memory: int = 0
    _desks: dict[Connection, _Desk] = field(default_factory=dict, init=False)
    _tasks: deque[_Task] = field(default_factory=deque, init=False)

    def __enter__(self) -> Pool:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for desk in self._desks.values():
            desk.worker.stop()
        self._desks.clear()

    def answers(self, chunks: Iterable[Sequence[Item]]) -> Iterator[list[Processed]]:
        """The answers of each chunk, in order.

        Raises:
            ModelError: if the model cannot be loaded, or a worker ends while it loads it (E204).
        """
        source = iter(chunks)
        jobs: deque[_Job] = deque()
        more = True
        while more or jobs:
            room = more and len(jobs) < _AHEAD * self.workers
            if room:
                chunk = next(source, None)
                more = chunk is not None
                if chunk is not None:
                    jobs.append(_Job(chunk, [None] * len(chunk)))
                    if chunk:
                        self._tasks.append(_Task(jobs[-1], range(len(chunk))))
            self._assign()
            while jobs and jobs[0].done:
                yield [answer for answer in jobs.popleft().answers if answer is not None]
            if jobs:
                self._attend(0 if room else None)

    def _assign(self) -> None:
        """Give waiting tasks to idle workers, and start one more where none is idle."""
        idle = [desk for desk in self._desks.values() if desk.ready and desk.task is None]
        while self._tasks and idle:
            self._hand(idle.pop(), self._tasks.popleft())
        starting = sum(not desk.ready for desk in self._desks.values())
        while len(self._tasks) > starting and len(self._desks) < self.workers:
            worker = Worker(self.work, self.memory)
            self._desks[worker.connection] = _Desk(worker)
            starting += 1

    def _hand(self, desk: _Desk, task: _Task) -> None:
        desk.task = task
        desk.deadline = time.monotonic() + self.timeout if self.timeout > 0 else float("inf")
        try:
            desk.worker.send([task.job.items[index] for index in task.indices])
        except OSError:
            self._lose(desk, "E203", "the worker process ended")

    def _attend(self, patience: float | None) -> None:
        """Wait up to ``patience`` seconds (None: any) for messages and deaths; end what is overdue."""
        nearest = min((desk.deadline for desk in self._desks.values()), default=float("inf"))
        left = max(nearest - time.monotonic(), 0)
        limit = left if patience is None else min(left, patience)
        for connection in wait(list(self._desks), None if limit == float("inf") else limit):
            if isinstance(connection, Connection):
                self._hear(self._desks[connection])
        now = time.monotonic()
        for desk in [desk for desk in self._desks.values() if desk.deadline <= now]:
            self._lose(desk, "E202", f"{self.timeout:g} seconds")

    def _hear(self, desk: _Desk) -> None:
        try:
            message = desk.worker.receive()
        except EOFError:
            self._lose(desk, "E203", "the worker process ended")
            return
        if isinstance(message, ClaimwrightError):
            raise message
        desk.ready = True
        if desk.task is not None:
            for index, answer in zip(desk.task.indices, message, strict=True):
                desk.task.job.answers[index] = answer
            desk.task, desk.deadline = None, float("inf")

    def _lose(self, desk: _Desk, code: str, detail: str) -> None:
        """Drop a worker; its documents are tried again one by one, a single one is given up."""
        del self._desks[desk.worker.connection]
        ending = desk.worker.stop(patience=0.0 if code == "E202" else 1.0)
        if not desk.ready:
            raise ModelError("E204", "", ending)
        if code == "E203":
            detail = f"{detail}: {ending}"
        task = desk.task
        if task is None:
            return
        if len(task.indices) == 1:
            [index] = task.indices
            task.job.answers[index] = Processed(failed(task.job.items[index], code, detail))
        else:
            self._tasks.extendleft(_Task(task.job, (index,)) for index in reversed(task.indices))
