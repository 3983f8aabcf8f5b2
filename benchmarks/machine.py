"""The machine a measurement was made on, and whether something else was running there."""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from statistics import median

from claimwright.encoder.backends import resolve
from claimwright.settings import BackendName

__all__ = ["LOADED", "Machine", "busy_elsewhere", "describe_machine", "pin", "verdict", "versions"]

LOADED = 0.1
"""Share of the cores taken by others from which a measurement is called disturbed."""

_PACKAGES = ("claimwright", "onnxruntime", "tokenizers", "numpy", "spacy", "trafilatura", "openvino")


@dataclass(frozen=True, slots=True)
class Machine:
    """Where a measurement was made.

    Attributes:
        cpu: model name of the processor.
        cores: numbers of the cores that everything measured was held to.
        memory: of the machine, MB (a million bytes).
        system, python: names and versions.
        load: averages over 1, 5 and 15 minutes when the run began.
    """

    cpu: str
    cores: tuple[int, ...]
    memory: int
    system: str
    python: str
    load: tuple[float, float, float]


def pin(cores: int) -> tuple[int, ...]:
    """Hold this process, and all it will start, to the first of its cores; returns their numbers.

    Where the system has no affinity (macOS), nothing is held and all cores are listed.
    """
    if not hasattr(os, "sched_setaffinity"):
        return tuple(range(os.cpu_count() or 1))
    chosen = tuple(sorted(os.sched_getaffinity(0))[:cores])
    os.sched_setaffinity(0, chosen)
    return chosen


def describe_machine(cores: tuple[int, ...]) -> Machine:
    """The machine as it is now."""
    import psutil

    return Machine(
        cpu=_cpu_name(),
        cores=cores,
        memory=psutil.virtual_memory().total // 1_000_000,
        system=platform.platform(),
        python=sys.version.split()[0],
        load=psutil.getloadavg(),
    )


def _cpu_name() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    names = [line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()


def busy_elsewhere(cores: Iterable[int], seconds: float = 1.0) -> float:
    """Share of the cores, 0 to 1, that is busy; call it while nothing of ours runs.

    Args:
        cores: their numbers.
        seconds: how long to look.
    """
    import psutil

    used: list[float] = psutil.cpu_percent(interval=seconds, percpu=True)
    shares = [used[core] / 100 for core in cores if core < len(used)]
    return round(sum(shares) / max(len(shares), 1), 3)


def verdict(busy: Iterable[float]) -> str:
    """What the times are worth, in words, given the shares that others took between the rounds."""
    seen = list(busy)
    typical, most = median(seen), max(seen)
    if typical > LOADED:
        return (
            f"LOADED: others took {typical:.0%} of the cores (up to {most:.0%}); only ratios mean something"
        )
    if most > LOADED:
        return f"disturbed now and then: others took {typical:.0%} of the cores, up to {most:.0%}"
    return f"quiet: others took at most {most:.0%} of the cores"


def versions() -> dict[str, str]:
    """The installed versions of what is measured, and which backend runs the networks."""
    found = {"backend": str(resolve(BackendName.AUTO))}
    for name in _PACKAGES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found
