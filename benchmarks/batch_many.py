"""``python -m benchmarks.batch_many``: very many articles in shards; rates of one and two workers, memory over time.

The articles are the news articles of ``../shared`` again and again with changed names, so that no copy is a
duplicate of another. They are written into a temporary folder and go with it.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.articles import gather
from benchmarks.batch_memory import family_over_time, processor_seconds, quarters
from benchmarks.copies import Remembering, remembering
from benchmarks.machine import Machine, busy_elsewhere, describe_machine, pin, verdict, versions
from benchmarks.renaming import renamed

__all__ = ["Run", "main", "make_articles", "ratios"]

_KINDS = ("parent", "worker")
_FOLDERS = ("claims", "documents", "sketches", "manifests")
_NAMED = 0.05
"""Least share of its words that has to change from copy to copy."""


@dataclass(frozen=True, slots=True)
class Run:
    """One run of the command over the articles.

    Attributes:
        workers, threads: as given to it.
        account: the command's own: documents by what became of them, claims, seconds with the loading of the model.
        processor: seconds of processor time of the ``parent`` (reads, finds copies, writes) and of all ``worker``s.
        memory: medians over the four quarters of the run of one ``parent`` and one ``worker``, MB.
        peak: largest resident size of one process of each kind, MB.
        bytes: written, by folder of the output.
        load: average over one minute, before and after.
        busy: share of the cores that others took, before and after.
    """

    workers: int
    threads: int
    account: dict[str, Any]
    processor: dict[str, float]
    memory: dict[str, list[float]]
    peak: dict[str, float]
    bytes: dict[str, int]
    load: tuple[float, float]
    busy: tuple[float, float]

    @property
    def rate(self) -> float:
        """Articles a second on the clock, the loading of the model included."""
        return float(self.account["inputs"] / self.account["seconds"])


def make_articles(folder: Path, count: int) -> int:
    """Write ``count`` articles, each real one as often as needed, every time with other names.

    Args:
        folder: is filled; a thousand articles a folder in it.
        count: how many.

    Returns:
        The number of different real articles.
    """
    with tempfile.TemporaryDirectory() as place:
        base = gather(Path(place), count)
        # An article with hardly a name would be its own near duplicate.
        texts = [(path.suffix, path.read_text(encoding="utf-8")) for path in sorted(base.folder.iterdir())]
        sources = [(suffix, text) for suffix, text in texts if _share_renamed(text) >= _NAMED]
        for number in range(count):
            suffix, text = sources[number % len(sources)]
            target = folder / f"{number // 1000:04}" / f"{number:08}{suffix}"
            target.parent.mkdir(exist_ok=True)
            target.write_text(renamed(text, number // len(sources)), encoding="utf-8")
    return len(sources)


def _share_renamed(text: str) -> float:
    words, other = text.split(), renamed(text, 0).split()
    return sum(map(str.__ne__, words, other)) / max(len(words), 1)


def measure(articles: Path, out: Path, workers: int, threads: int, cores: tuple[int, ...]) -> Run:
    """Run the command once.

    Args:
        articles: the folder of inputs.
        out: an empty folder for shards and account.
        workers: processes.
        threads: of each.
        cores: the cores it is held to.
    """
    summary, shards = out / "summary.json", out / "shards"
    words = [sys.executable, "-m", "claimwright", "extract", str(articles), "-o", f"{shards}/", "-q"]
    words += ["--workers", str(workers), "--threads", str(threads), "--summary", str(summary)]
    before, load = busy_elsewhere(cores), _load()
    samples = family_over_time(words)
    return Run(
        workers=workers,
        threads=threads,
        account=json.loads(summary.read_text(encoding="utf-8")),
        processor={kind: processor_seconds(samples, kind) for kind in _KINDS},
        memory={kind: quarters(samples, kind) for kind in _KINDS},
        peak={
            kind: max((sample.megabytes for sample in samples if sample.kind == kind), default=0.0)
            for kind in _KINDS
        },
        bytes={name: sum(path.stat().st_size for path in (shards / name).iterdir()) for name in _FOLDERS},
        load=(load, _load()),
        busy=(before, busy_elsewhere(cores)),
    )


def ratios(runs: Sequence[Run]) -> list[float]:
    """How many times the rate of one worker two gave, round by round: a round's runs stand beside each other."""
    ones = [run.rate for run in runs if run.workers == 1]
    twos = [run.rate for run in runs if run.workers == 2]
    return [round(two / one, 3) for one, two in zip(ones, twos, strict=False)]


def _load() -> float:
    return float(Path("/proc/loadavg").read_text(encoding="ascii").split()[0])


def _line(run: Run) -> str:
    account = run.account
    return (
        f"{run.workers} x {run.threads} thread: {account['inputs']} articles, {account['skipped']} skipped, "
        f"{account['failed']} failed, {account['claims']} claims, {account['seconds']:.0f} s, {run.rate:.2f}/s; "
        f"processor {run.processor}; load {run.load[0]} to {run.load[1]}; "
        f"memory by quarters {run.memory}, peak {run.peak}"
    )


def _report(
    words: Sequence[str], machine: Machine, articles: dict[str, int], runs: list[Run], copies: Remembering
) -> dict[str, Any]:
    found = ratios(runs)
    return {
        "date": datetime.now(UTC).date().isoformat(),
        "command": " ".join(["python -m benchmarks.batch_many", *words]),
        "machine": asdict(machine),
        "versions": versions(),
        "articles": articles,
        "verdict": verdict(share for run in runs for share in run.busy),
        "two_workers_to_one": {"rounds": found, "median": median(found)} if found else None,
        "remembering": asdict(copies),
        "runs": [asdict(run) for run in runs],
    }


def main(words: list[str] | None = None) -> int:
    """The command line; progress goes to standard error, the figures as JSON to standard output or ``-o``."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.batch_many", description=__doc__.split("\n")[0]
    )
    parser.add_argument("--articles", type=int, default=20_000, metavar="N", help="how many")
    parser.add_argument("--rounds", type=int, default=1, metavar="N", help="all workers in turns, N times")
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2], metavar="N")
    parser.add_argument("--threads", type=int, default=1, metavar="N", help="of each worker")
    parser.add_argument("-o", "--output", type=Path, metavar="FILE")
    given = sys.argv[1:] if words is None else words
    chosen = parser.parse_args(given)
    cores = pin(2)
    machine, runs = describe_machine(cores), []
    with tempfile.TemporaryDirectory() as place:
        articles = Path(place) / "articles"
        articles.mkdir()
        different = make_articles(articles, chosen.articles)
        for number in range(chosen.rounds):
            for workers in chosen.workers:
                out = Path(place) / f"{number}-{workers}"
                out.mkdir()
                runs.append(measure(articles, out, workers, chosen.threads, cores))
                print(_line(runs[-1]), file=sys.stderr, flush=True)
        copies = remembering(out / "shards")
    told = {"count": chosen.articles, "different": different}
    data = json.dumps(_report(given, machine, told, runs, copies), indent=1) + "\n"
    if chosen.output is None:
        sys.stdout.write(data)
    else:
        chosen.output.parent.mkdir(parents=True, exist_ok=True)
        chosen.output.write_text(data, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
