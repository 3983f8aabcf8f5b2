"""A worker process: loads the model once, then answers chunk after chunk over its own pipe."""

from __future__ import annotations

import errno
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection, wait
from pathlib import Path

from claimwright.batch.cores import thread_limits
from claimwright.batch.result import Item, Processed
from claimwright.batch.work import Work
from claimwright.errors import ClaimwrightError

__all__ = ["Message", "Worker"]

# An empty list when the model is loaded, then the answers of a chunk; an error ends the run.
Message = list[Processed] | ClaimwrightError

_MEGABYTE = 1 << 20
_STARTERS = ("claimwright", "default_worker")  # the installed command, and what Ray starts its workers with


class Worker:
    """One process and the pipe to it, seen from the process that started it.

    A pipe each, not a shared queue: a worker that dies can neither lock the others out nor leave it unclear
    which documents it held.
    """

    def __init__(self, work: Work, memory: int = 0) -> None:
        context = multiprocessing.get_context("spawn")
        self.connection, inner = context.Pipe()
        self._process = context.Process(target=_serve, args=(inner, work, memory), daemon=True)
        with _without_interrupts(), _without_main(), thread_limits(max(work.threads, 1)):
            self._process.start()
        inner.close()  # the worker's end is now open there alone, so its death shows as an end of file here

    def send(self, items: Sequence[Item]) -> None:
        """Hand it a chunk.

        Raises:
            OSError: if the process is gone.
        """
        self.connection.send(list(items))

    def receive(self) -> Message:
        """Its next message.

        Raises:
            EOFError: if the process is gone.
        """
        try:
            message: Message = self.connection.recv()
        except OSError as error:
            raise EOFError from error
        return message

    def stop(self, patience: float = 0.0) -> str:
        """End it and say how it ended (``signal SIGKILL``, ``exit status 3``).

        Args:
            patience: seconds it may take to end by itself.
        """
        self.connection.close()
        self._process.join(patience)
        self._process.kill()
        self._process.join()
        code = self._process.exitcode or 0
        if code >= 0:
            return f"exit status {code}"
        with suppress(ValueError):
            return f"signal {signal.Signals(-code).name}"
        return f"signal {-code}"


def _serve(connection: Connection, work: Work, memory: int) -> None:
    """The life of the worker process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the parent decides
    threading.Thread(target=_end_with_parent, daemon=True).start()
    with suppress(EOFError, OSError):  # the parent is gone: nobody is left to answer
        try:
            processor = work.open()
            _limit_memory(memory)
            connection.send([])
            while True:
                connection.send(processor.process(connection.recv()))
        except ClaimwrightError as error:
            connection.send(error)
        except MemoryError:
            os._exit(errno.ENOMEM)  # not even the answers could be sent


def _end_with_parent() -> None:
    """A parent that was killed cannot end its workers, and one that hangs in a document reads no pipe."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _limit_memory(megabytes: int) -> None:
    """Let this process grow by so much; what asks for more then fails, in this process alone (Linux)."""
    if megabytes <= 0:
        return
    with suppress(ImportError, OSError, ValueError):
        import resource

        status = Path("/proc/self/status").read_text(encoding="ascii")
        held = next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmData:"))
        limit = held * 1024 + megabytes * _MEGABYTE
        _, hard = resource.getrlimit(resource.RLIMIT_DATA)
        if hard == resource.RLIM_INFINITY or limit < hard:
            resource.setrlimit(resource.RLIMIT_DATA, (limit, hard))


@contextmanager
def _without_interrupts() -> Iterator[None]:
    """Hold back SIGINT while a process is started, so that it is born deaf to it and prints no traceback."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    mask = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)


@contextmanager
def _without_main() -> Iterator[None]:
    """A new process imports the main module of its parent, in case what it is handed is defined there.

    Nothing we hand over is defined in the command or in Ray's start script, and both take long to import.
    """
    main = sys.modules["__main__"]
    file, spec = getattr(main, "__file__", None), getattr(main, "__spec__", None)
    ours = spec is not None and spec.name == "claimwright.__main__"
    if not ours and (file is None or Path(file).stem not in _STARTERS):
        yield
        return
    del main.__file__
    main.__spec__ = None
    try:
        yield
    finally:
        main.__file__, main.__spec__ = file, spec
