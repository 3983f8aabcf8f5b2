"""From the start of the command to its first claim, beside ``python -c "import spacy"``, in turns."""

from __future__ import annotations

import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median

__all__ = ["ColdStart", "cold_start"]


@dataclass(frozen=True, slots=True)
class ColdStart:
    """Seconds on the clock, one a round; the first round of each is not among them.

    Attributes:
        first_claim: until the first line of the command's output.
        import_spacy: of an interpreter that imports spaCy and ends.
    """

    first_claim: tuple[float, ...]
    import_spacy: tuple[float, ...]

    @property
    def ratio(self) -> float:
        """Median of the ratios, round by round."""
        return median(a / b for a, b in zip(self.first_claim, self.import_spacy, strict=True))


def cold_start(model: str, article: Path, rounds: int) -> ColdStart:
    """Time both, one after the other, ``rounds`` times.

    Args:
        model: name or folder.
        article: one that has a claim.
        rounds: counted ones, after one that fills the disk cache.

    Raises:
        RuntimeError: if the command ends without a claim.
    """
    command = [sys.executable, "-m", "claimwright", "extract", str(article), "--model", model]
    pairs = [
        (_first_line([*command, "-o", "-", "--format", "jsonl", "--quiet"]), _whole(["-c", "import spacy"]))
        for _ in range(rounds + 1)
    ]
    return ColdStart(tuple(a for a, _ in pairs[1:]), tuple(b for _, b in pairs[1:]))


def _first_line(command: list[str]) -> float:
    started = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        line = process.stdout.readline() if process.stdout else b""
        seconds = time.perf_counter() - started
        if process.stdout:
            process.stdout.read()
    if not line.startswith(b"{"):
        raise RuntimeError(f"no claim came from {' '.join(command)}")
    return seconds


def _whole(arguments: list[str]) -> float:
    started = time.perf_counter()
    subprocess.run([sys.executable, *arguments], check=True)
    return time.perf_counter() - started
