"""How well main text is found in web pages, by the measure of article-extraction-benchmark.

Shingles of four words are compared with their counts; each page weighs the same; precision and recall are
means over pages and F1 their harmonic mean (scrapinghub/article-extraction-benchmark, ``evaluate.py``).
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean

from claimwright.clean import check_document, clean
from claimwright.records import BlockKind, Document, RawDocument
from claimwright.settings import CleanSettings

__all__ = ["PageCounts", "PageReport", "body_text", "compare_page", "mean_scores", "measure_pages"]

_WORD = re.compile(r"\w+")
_SHINGLE = 4


@dataclass(frozen=True, slots=True)
class PageCounts:
    """Shingles of one page: shared, only predicted, only true, as shares of all of them."""

    shared: float
    predicted_only: float
    true_only: float

    @property
    def precision(self) -> float | None:
        """Shared among predicted, or None if nothing was predicted."""
        predicted = self.shared + self.predicted_only
        return self.shared / predicted if predicted else None

    @property
    def recall(self) -> float | None:
        """Shared among true, or None if nothing is true."""
        true = self.shared + self.true_only
        return self.shared / true if true else None


@dataclass(frozen=True, slots=True)
class PageReport:
    """What a run over all pages measured.

    Attributes:
        pages: pages in the set.
        f1, precision, recall: of the main text without the title.
        lines: lines of main text that trafilatura found.
        unmapped: of these, lines that are not one run of the page and were dropped.
        broken: pages on which an offset does not hold.
        seconds: of cleaning everything, metadata included.
        trafilatura_seconds: of trafilatura's own extraction in the same mode.
    """

    pages: int
    f1: float
    precision: float
    recall: float
    lines: int
    unmapped: int
    broken: int
    seconds: float
    trafilatura_seconds: float


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    words = _WORD.findall(text)
    if not words:
        return Counter()
    return Counter(
        tuple(words[start : start + _SHINGLE]) for start in range(max(1, len(words) - _SHINGLE + 1))
    )


def compare_page(true: str, predicted: str) -> PageCounts:
    """Compare the main text of one page."""
    wanted, found = _shingles(true), _shingles(predicted)
    shared = float((wanted & found).total())
    predicted_only, true_only = found.total() - shared, wanted.total() - shared
    total = shared + predicted_only + true_only or 1.0
    return PageCounts(shared / total, predicted_only / total, true_only / total)


def mean_scores(pages: Iterable[PageCounts]) -> tuple[float, float, float]:
    """F1, precision and recall over pages; pages without a prediction count for recall only."""
    counts = list(pages)
    precision = fmean([value for page in counts if (value := page.precision) is not None] or [0.0])
    recall = fmean([value for page in counts if (value := page.recall) is not None] or [0.0])
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return f1, precision, recall


def body_text(document: Document) -> str:
    """The text without the title, which the benchmark counts apart."""
    blocks = [block for block in document.blocks if block.kind is not BlockKind.TITLE]
    return "\n".join(document.text[block.start : block.end] for block in blocks)


def measure_pages(folder: Path) -> PageReport:
    """Clean all pages of the unpacked benchmark and compare them with its truth.

    Args:
        folder: holds ``ground-truth.json`` and ``html/*.html.gz``.
    """
    import trafilatura

    truth = json.loads((folder / "ground-truth.json").read_text("utf-8"))
    pages = {key: gzip.decompress((folder / "html" / f"{key}.html.gz").read_bytes()) for key in truth}
    for text in ("Load everything before the clock runs.", "Alles laden, bevor die Uhr anfängt zu laufen."):
        warm = f"<html><body><p>{text}</p></body></html>"
        trafilatura.extract(warm)
        clean(RawDocument("warm.html", warm), CleanSettings(language="any"))
    counts: list[PageCounts] = []
    lines = unmapped = broken = 0
    seconds = other_seconds = 0.0
    for key, page in pages.items():
        other_seconds += _timed_trafilatura(page)
        started = time.process_time()
        outcome = clean(RawDocument(f"{key}.html", page), CleanSettings(language="any"))
        seconds += time.process_time() - started
        document = outcome.document
        counts.append(
            compare_page(truth[key].get("articleBody", ""), body_text(document) if document else "")
        )
        if document is not None:
            missing = sum(item.reason == "unmapped" for item in document.dropped)
            lines += len(document.blocks) + missing
            unmapped += missing
            broken += bool(check_document(document))
    f1, precision, recall = mean_scores(counts)
    return PageReport(len(pages), f1, precision, recall, lines, unmapped, broken, seconds, other_seconds)


def _timed_trafilatura(page: bytes) -> float:
    """CPU seconds of trafilatura alone, in the mode in which the cleaner uses it."""
    import trafilatura

    started = time.process_time()
    trafilatura.extract(page, include_comments=False, include_tables=False, include_formatting=False)
    return time.process_time() - started


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the measures of the benchmark in a folder."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument(
        "folder", type=Path, help="ground-truth.json and html/ of article-extraction-benchmark"
    )
    report = measure_pages(parser.parse_args(arguments).folder)
    print(
        f"pages {report.pages}  F1 {report.f1:.4f}  precision {report.precision:.4f}  recall {report.recall:.4f}"
    )
    mapped = 1 - report.unmapped / max(report.lines, 1)
    print(
        f"lines {report.lines}  mapped {mapped:.4%}  unmapped {report.unmapped}  broken pages {report.broken}"
    )
    print(
        f"seconds {report.seconds:.2f} ({report.pages / report.seconds:.0f} pages/s)  "
        f"trafilatura alone {report.trafilatura_seconds:.2f}  ratio {report.seconds / report.trafilatura_seconds:.2f}"
    )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
