"""A worker process: loads the model once, then answers chunk after chunk over its own pipe."""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection

from claimwright.batch.each import answer_each, load_extractor
from claimwright.batch.result import Answer, ExtractorFactory
from claimwright.errors import ClaimwrightError
from claimwright.records import Document

__all__ = ["Message", "Worker"]

# An empty list when the model is loaded, then the answers of a chunk; an error ends the run.
Message = list[Answer] | ClaimwrightError


class Worker:
    """One process and the pipe to it, seen from the process that started it.

    A pipe each, not a shared queue: a worker that dies can neither lock the others out nor leave it unclear
    which documents it held.
    """

    def __init__(self, factory: ExtractorFactory) -> None:
        context = multiprocessing.get_context("spawn")
        self.connection, inner = context.Pipe()
        self._process = context.Process(target=_serve, args=(inner, factory), daemon=True)
        with _without_interrupts():
            self._process.start()
        inner.close()  # the worker's end is now open there alone, so its death shows as an end of file here

    def send(self, documents: Sequence[Document]) -> None:
        """Hand it a chunk.

        Raises:
            OSError: if the process is gone.
        """
        self.connection.send(list(documents))

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


def _serve(connection: Connection, factory: ExtractorFactory) -> None:
    """The life of the worker process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the parent decides
    with suppress(EOFError, OSError):  # the parent is gone: nobody is left to answer
        try:
            extractor = load_extractor(factory)
            connection.send([])
            while True:
                connection.send(list(answer_each(extractor, connection.recv())))
        except ClaimwrightError as error:
            connection.send(error)


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
