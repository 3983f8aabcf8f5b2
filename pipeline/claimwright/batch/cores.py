"""How many cores this process may use, and libraries held to them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from math import floor
from pathlib import Path

__all__ = ["available_cores", "share", "thread_limits"]

_QUOTA = Path("/sys/fs/cgroup/cpu.max")
_QUOTA_V1 = Path("/sys/fs/cgroup/cpu/cpu.cfs_quota_us"), Path("/sys/fs/cgroup/cpu/cpu.cfs_period_us")
# Every thread pool that numpy, tokenizers and what lies below them may open.
_VARIABLES = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "RAYON_NUM_THREADS")


def available_cores() -> int:
    """Cores of the affinity mask, less if the control group has a smaller share of processor time.

    A container that may use 2 of 64 cores reads 64 in ``os.cpu_count``. Source: the Linux kernel's
    documentation of control groups, "cpu.max" (version 2) and "cpu.cfs_quota_us" (version 1).
    """
    affinity = getattr(os, "sched_getaffinity", None)
    cores = len(affinity(0)) if affinity else os.cpu_count() or 1
    quota = _quota()
    return max(min(cores, floor(quota)), 1) if quota else cores


def share(workers: int, cores: int | None = None) -> int:
    """Threads of each of ``workers`` processes, so that all of them together are not more than the cores."""
    return max((cores or available_cores()) // max(workers, 1), 1)


@contextmanager
def thread_limits(threads: int) -> Iterator[None]:
    """Hold the thread pools of processes started inside the block to ``threads`` threads each.

    The pools are sized when their library is first loaded, so the environment has to say it before. What the
    environment already says stays.
    """
    given = [name for name in _VARIABLES if name not in os.environ]
    os.environ.update(dict.fromkeys(given, str(threads)))
    try:
        yield
    finally:
        for name in given:
            os.environ.pop(name, None)


def _quota() -> float | None:
    """Cores' worth of processor time the control group may use, or None for no limit."""
    try:
        limit, period = _QUOTA.read_text(encoding="ascii").split()
        return None if limit == "max" else int(limit) / int(period)
    except (OSError, ValueError):
        pass
    try:
        limit_us, period_us = (int(path.read_text(encoding="ascii")) for path in _QUOTA_V1)
        return limit_us / period_us if limit_us > 0 else None
    except (OSError, ValueError):
        return None
