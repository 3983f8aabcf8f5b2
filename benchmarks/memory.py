"""Peak memory of extraction, and whether it grows with the number of articles."""

from __future__ import annotations

import os
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median

__all__ = ["Memory", "watch"]

_STEP = 0.1  # seconds between two looks


@dataclass(frozen=True, slots=True)
class Memory:
    """Resident memory of a command, MB (a million bytes), and its time.

    Attributes:
        peak: high-water mark of the command's own process. Linux keeps it (``VmHWM``), so nothing is missed between
            two looks; elsewhere it is the most that was seen. The ``ru_maxrss`` of a child would not do: it begins
            with what the parent held when it started the child.
        peak_together: the most that the command and its workers had together when looked at.
        middle: median of the second quarter of the run.
        end: median of the last quarter; about ``middle`` if memory stays flat.
        seconds: from start to end.
    """

    peak: float
    peak_together: float
    middle: float
    end: float
    seconds: float


def watch(command: list[str], output: Path) -> Memory:
    """Run a command and watch its memory.

    Args:
        command: the words.
        output: file that gets its standard output.

    Raises:
        RuntimeError: if it fails, with the end of what it said.
    """
    seen: list[float] = []
    high = 0.0
    started = time.perf_counter()
    with output.open("wb") as out, output.with_suffix(".err").open("wb") as err:
        process = subprocess.Popen(command, stdout=out, stderr=err)
        while True:
            ended, status = os.waitpid(process.pid, os.WNOHANG)
            if ended:
                break
            seen.append(_together(process.pid))
            high = max(high, _high_water(process.pid))
            time.sleep(_STEP)
    seconds = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(output.with_suffix(".err").read_text(encoding="utf-8", errors="replace")[-2000:])
    quarter = max(len(seen) // 4, 1)
    return Memory(
        peak=round(high or max(seen), 1),
        peak_together=round(max(seen), 1),
        middle=round(median(seen[quarter : 2 * quarter] or seen), 1),
        end=round(median(seen[-quarter:]), 1),
        seconds=round(seconds, 2),
    )


def _high_water(pid: int) -> float:
    """The most a process has had so far, MB; 0 where the system does not say."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii", errors="replace").splitlines()
    except OSError:
        return 0.0
    found = [int(line.split()[1]) for line in lines if line.startswith("VmHWM")]
    return found[0] * 1024 / 1e6 if found else 0.0


def _together(pid: int) -> float:
    """Resident memory of a process and its descendants now, MB; 0 for one that has just ended."""
    import psutil

    total = 0
    try:
        parent = psutil.Process(pid)
        family = [parent, *parent.children(recursive=True)]
    except psutil.NoSuchProcess:
        return 0.0
    for member in family:
        try:
            total += member.memory_info().rss
        except psutil.NoSuchProcess:
            continue
    return total / 1e6
