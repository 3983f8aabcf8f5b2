"""Alternating rounds: A B C, A B C ..., each contender in a process of its own that stays loaded."""

from __future__ import annotations

import multiprocessing
import time
import traceback
from collections.abc import Callable, Iterable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from multiprocessing.connection import Connection
from os import times
from pathlib import Path
from types import TracebackType

from benchmarks.contenders import Contender, Done
from benchmarks.machine import busy_elsewhere

__all__ = ["Measured", "Resident", "Sample", "alternate"]


@dataclass(frozen=True, slots=True)
class Sample:
    """One timed round.

    Attributes:
        seconds: on the clock.
        cpu_seconds: of processor time, children included; says more on a machine that does other things, too.
        done: what was done.
    """

    seconds: float
    cpu_seconds: float
    done: Done


@dataclass(frozen=True, slots=True)
class Measured:
    """All rounds.

    Attributes:
        samples: for each contender, one a round.
        busy: share of the cores that others took, looked at before every round.
    """

    samples: Mapping[str, list[Sample]]
    busy: tuple[float, ...]


class Resident:
    """A contender in its own process, so that its memory and threads are not in the way of the others.

    Raises:
        RuntimeError: if the contender fails, with its own report.
    """

    def __init__(self, contender: Contender, folder: Path) -> None:
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs, contender, folder))
        self._process.start()
        theirs.close()

    def __enter__(self) -> Resident:
        self._answer()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the process."""
        self._pipe.close()
        self._process.join(10)
        if self._process.is_alive():
            self._process.kill()

    def measure(self) -> Sample:
        """One round."""
        self._pipe.send("go")
        sample = self._answer()
        if sample is None:
            raise RuntimeError("the contender answered a round without a sample")
        return sample

    def _answer(self) -> Sample | None:
        try:
            answer = self._pipe.recv()
        except EOFError:
            raise RuntimeError(f"a contender ended with status {self._process.exitcode}") from None
        if isinstance(answer, str):
            raise RuntimeError(answer)
        return answer if isinstance(answer, Sample) else None


def _serve(pipe: Connection, contender: Contender, folder: Path) -> None:
    try:
        contender.prepare(folder)
        pipe.send(None)
        while pipe.recv() == "go":
            pipe.send(_timed(contender))
    except EOFError:
        return
    except Exception:  # whatever it is, the parent says it
        pipe.send(traceback.format_exc())


def _timed(contender: Contender) -> Sample:
    before, started = _cpu_seconds(), time.perf_counter()
    done = contender.round()
    seconds = time.perf_counter() - started
    return Sample(seconds, _cpu_seconds() - before, done)


def _cpu_seconds() -> float:
    multiprocessing.active_children()  # children's time counts only once they are reaped
    return sum(times()[:4])


def alternate(
    contenders: Mapping[str, Contender],
    folder: Path,
    rounds: int,
    cores: Iterable[int],
    report: Callable[[str], None],
) -> Measured:
    """Measure all contenders in turn.

    Args:
        contenders: by name.
        folder: with the articles.
        rounds: how many.
        cores: numbers of the cores everything is held to.
        report: called with a line a round.
    """
    samples: dict[str, list[Sample]] = {name: [] for name in contenders}
    busy, held = [], tuple(cores)
    with ExitStack() as stack:
        residents = {n: stack.enter_context(Resident(c, folder)) for n, c in contenders.items()}
        for number in range(1, rounds + 1):
            busy.append(busy_elsewhere(held))
            for name, resident in residents.items():
                samples[name].append(resident.measure())
            told = ", ".join(f"{name} {listed[-1].seconds:.1f} s" for name, listed in samples.items())
            report(f"round {number}/{rounds}: {told}; others took {busy[-1]:.0%} of the cores")
    return Measured(samples, tuple(busy))
