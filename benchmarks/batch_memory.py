"""Memory and processor time of every process of a command over time."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import psutil

__all__ = ["Sample", "family_over_time", "processor_seconds", "quarters"]

_STEP = 2.0  # seconds between two looks


@dataclass(frozen=True, slots=True)
class Sample:
    """One process at one moment.

    Attributes:
        second: since the start.
        kind: ``parent`` or ``worker``.
        process: its number.
        megabytes: resident, a million bytes each.
        processor: seconds of processor time it has had.
    """

    second: float
    kind: str
    process: int
    megabytes: float
    processor: float = 0.0


def family_over_time(words: list[str]) -> tuple[Sample, ...]:
    """Run a command and look at it and its workers every two seconds.

    Raises:
        RuntimeError: if it ends with a status other than 0 and 1 (some documents failed).
    """
    import psutil

    started = time.monotonic()
    samples: list[Sample] = []
    with subprocess.Popen(words) as process:
        parent = psutil.Process(process.pid)
        while process.poll() is None:
            second = round(time.monotonic() - started, 1)
            for kind, member in _family(parent):
                try:
                    resident, spent = member.memory_info().rss / 1e6, member.cpu_times()
                except psutil.Error:
                    continue
                used = round(spent.user + spent.system, 2)
                samples.append(Sample(second, kind, member.pid, round(resident, 1), used))
            time.sleep(_STEP)
    if process.returncode not in (0, 1):
        raise RuntimeError(f"the command ended with status {process.returncode}")
    return tuple(samples)


def _family(parent: psutil.Process) -> list[tuple[str, psutil.Process]]:
    import psutil

    try:
        children = parent.children()
        # The resource tracker of multiprocessing is a child, too: it holds no model and does no work.
        workers = [child for child in children if "resource_tracker" not in " ".join(child.cmdline())]
    except psutil.Error:
        return []
    return [("parent", parent), *(("worker", worker) for worker in workers)]


def quarters(samples: Sequence[Sample], kind: str) -> list[float]:
    """The medians of one kind of process over the four quarters of the run, MB."""
    ours = [sample for sample in samples if sample.kind == kind]
    end = max((sample.second for sample in ours), default=0.0)
    parts = [
        [sample.megabytes for sample in ours if end * part / 4 <= sample.second <= end * (part + 1) / 4]
        for part in range(4)
    ]
    return [median(part) for part in parts if part]


def processor_seconds(samples: Sequence[Sample], kind: str) -> float:
    """Processor time of all processes of one kind, seconds, up to the last look at each."""
    last = {sample.process: sample.processor for sample in samples if sample.kind == kind}
    return round(sum(last.values()), 2)
