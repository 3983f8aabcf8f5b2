"""The choice of an engine, and the one that needs no other process."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from types import TracebackType

from claimwright.batch.cores import share
from claimwright.batch.result import Engine, ExtractorFactory, Item, Processed
from claimwright.batch.work import Work
from claimwright.settings import CleanSettings, EngineName, ExtractSettings

__all__ = ["InProcess", "open_engine", "work_of"]


class InProcess:
    """Works in this very process: no start-up cost, and no protection from crashes and hangs."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def __enter__(self) -> InProcess:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Nothing to end."""

    def answers(self, chunks: Iterable[Sequence[Item]]) -> Iterator[list[Processed]]:
        """One list for each chunk, in order."""
        processor = self._work.open()
        for chunk in chunks:
            yield processor.process(chunk)


def work_of(
    factory: ExtractorFactory, clean: CleanSettings, settings: ExtractSettings, *, documents: bool = True
) -> Work:
    """The work that settings ask for; the cores are shared among the workers unless the settings say otherwise."""
    threads = settings.threads or share(settings.workers)
    return Work(factory, clean, settings.min_confidence, threads, documents)


def open_engine(
    name: EngineName, work: Work, settings: ExtractSettings, address: str | None = None
) -> Engine:
    """The engine that does the work.

    Args:
        name: which one.
        work: what to do.
        settings: how many workers, and their limits.
        address: of a Ray cluster; None for the one that the environment names, else a new one on this machine.

    Raises:
        ClaimwrightError: E901 if its library is not installed, E902 if it cannot be reached.
    """
    if name is EngineName.RAY:
        from claimwright.batch.ray_engine import RayEngine

        return RayEngine(work, settings, address)
    if settings.workers > 1 or settings.isolated:
        from claimwright.batch.pool import Pool

        return Pool(work, settings.workers, settings.timeout, settings.memory)
    return InProcess(work)
