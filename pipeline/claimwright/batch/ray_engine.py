"""The same work on a Ray cluster: one task a chunk, whose worker process keeps a model loaded.

Ray decides where a chunk runs and runs it again where a machine is lost; what a document may cost is decided by the
same supervisor as on one machine, inside each Ray worker. Only the driver reads inputs and writes outputs, so the
machines need no common file system, and a chunk that ran twice is still written once.
"""

from __future__ import annotations

import logging
import os
import re
import secrets
import signal
import socket
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from types import TracebackType
from typing import Any

from claimwright.batch.fingerprint import code_digest
from claimwright.batch.pool import Pool
from claimwright.batch.result import Item, Processed
from claimwright.batch.work import Work
from claimwright.errors import ClaimwrightError
from claimwright.settings import ExtractSettings

__all__ = ["RayEngine"]

_AHEAD = 4  # chunks a core read ahead
_PLACE = re.compile(r"(?:ray://)?(?P<host>\[[0-9a-fA-F:]+\]|[^:/]+):(?P<port>\d+)")
_KNOCK_SECONDS = 10.0
_PACKAGE_FOLDER = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))  # noqa: PTH120, PTH100
_pools: dict[str, Pool] = {}  # in a Ray worker: the child with the model, by the run it works for


class RayEngine:
    """Works on a Ray cluster; use it as a context manager.

    Args:
        work: what to do; each Ray worker does it with one thread, so that a chunk takes one core.
        settings: limits of time and memory; ``workers`` is left to the cluster.
        address: of the cluster (``auto``, ``ray://HOST:10001``, ``HOST:6379``); None for the one that the
            environment names, else for a new one on this machine.

    Raises:
        ClaimwrightError: E901 if Ray is not installed.
    """

    def __init__(self, work: Work, settings: ExtractSettings, address: str | None = None) -> None:
        try:
            import ray
        except ImportError:
            raise ClaimwrightError("E901", "ray", "claimwright[ray]") from None
        self._ray: Any = ray
        self._work = replace(work, threads=1)
        self._settings = settings
        self._address = address
        self._opened = False

    def __enter__(self) -> RayEngine:
        """Join the cluster, unless this process has already.

        Raises:
            ClaimwrightError: E902 if it cannot be reached.
        """
        if not self._ray.is_initialized():
            # Without an address Ray would join whatever cluster somebody runs on this machine.
            address = self._address or os.environ.get("RAY_ADDRESS") or "local"
            try:
                _knock(address)
                with _own_handlers():
                    self._ray.init(
                        address=address,
                        log_to_driver=False,
                        logging_level=logging.ERROR,
                        runtime_env={"env_vars": {"PYTHONPATH": _path()}},
                    )
            except Exception as error:  # whatever keeps it from joining
                raise ClaimwrightError("E902", self._address or "ray", str(error)[:300]) from error
            self._opened = True
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._opened:
            self._ray.shutdown()
            self._opened = False

    def answers(self, chunks: Iterable[Sequence[Item]]) -> Iterator[list[Processed]]:
        """One list for each chunk, in order; a chunk on a machine that is lost is done again elsewhere.

        Raises:
            ModelError: if the model cannot be loaded on some machine.
            ClaimwrightError: E902 if the cluster is lost, or a machine has another version of the code.
        """
        # A chunk is tried again for as long as machines are lost: its documents' own faults never reach Ray.
        task = self._ray.remote(num_cpus=1, max_retries=-1)(_on_a_machine)
        limits = self._settings.timeout, self._settings.memory
        work = self._ray.put((secrets.token_hex(8), self._work, *limits, code_digest()))
        source = iter(chunks)
        running: deque[Any] = deque()
        more = True
        while more or running:
            while more and len(running) < _AHEAD * self._cores():
                chunk = next(source, None)
                more = chunk is not None
                if chunk is not None:
                    running.append(task.remote(work, list(chunk)) if chunk else None)
                if running and running[0] is None:
                    break
            if running:
                yield self._fetched(running.popleft())

    def _cores(self) -> int:
        return max(int(self._ray.cluster_resources().get("CPU", 1)), 1)

    def _fetched(self, reference: Any) -> list[Processed]:  # noqa: ANN401 - of Ray
        if reference is None:
            return []
        try:
            answer = self._ray.get(reference)
        except Exception as error:  # the task itself raises nothing: this is Ray's own
            raise ClaimwrightError("E902", "ray", f"{type(error).__name__}: {error}"[:300]) from error
        if isinstance(answer, ClaimwrightError):
            raise answer
        answers: list[Processed] = answer
        return answers


def _on_a_machine(
    shared: tuple[str, Work, float, int, str], items: list[Item]
) -> list[Processed] | ClaimwrightError:
    """What runs in a worker process of Ray: hand a chunk to the one child that holds the model."""
    run, work, timeout, memory, code = shared
    if code != code_digest():
        return ClaimwrightError(
            "E902", os.uname().nodename, "this machine has another version of claimwright"
        )
    if run not in _pools:
        for name in list(_pools):
            _pools.pop(name).__exit__(None, None, None)
        _pools[run] = Pool(work, 1, timeout, memory)
    try:
        [answers] = _pools[run].answers([items])
    except ClaimwrightError as error:
        return error
    return answers


def _knock(address: str) -> None:
    """Ray itself asks a dead address for minutes.

    Raises:
        OSError: if nothing listens at ``HOST:PORT``; other forms of an address are Ray's to look up.
    """
    place = _PLACE.fullmatch(address)
    if place:
        socket.create_connection((place["host"].strip("[]"), int(place["port"])), _KNOCK_SECONDS).close()


def _path() -> str:
    """The Python path of this process for workers on the same machine, where nothing may be installed."""
    given = os.environ.get("PYTHONPATH", "")
    return os.pathsep.join(part for part in (_PACKAGE_FOLDER, given) if part)


@contextmanager
def _own_handlers() -> Iterator[None]:
    """Ray takes over SIGTERM when it starts; the handlers of the command come back after it."""
    numbers = (signal.SIGINT, signal.SIGTERM)
    before = {number: signal.getsignal(number) for number in numbers}
    try:
        yield
    finally:
        with suppress(ValueError):  # not in the main thread: nothing was taken over
            for number, handler in before.items():
                signal.signal(number, handler)
