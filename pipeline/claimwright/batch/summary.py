"""The account of a run: inputs = extracted + skipped + failed, counted on the way in and on the way out."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from claimwright.batch.result import Result
from claimwright.errors import CATALOGUE
from claimwright.records import Outcome, Status

if TYPE_CHECKING:
    from rich.table import Table

__all__ = ["Summary"]


@dataclass
class Summary:
    """Counts what goes into a run and what comes out of it.

    Attributes:
        verb: what was done to the documents that went through, ``extracted`` or ``cleaned``.
        entered: documents that went in.
        statuses: how many came out with each status.
        codes: how many came out with each code of the error catalogue.
        claims: how many claims of each type came out.
        characters: code points of cleaned text that went through.
        interrupted: whether the run was ended before all inputs were done.
    """

    verb: str = "extracted"
    entered: int = 0
    statuses: Counter[Status] = field(default_factory=Counter)
    codes: Counter[str] = field(default_factory=Counter)
    claims: Counter[str] = field(default_factory=Counter)
    characters: int = 0
    interrupted: bool = False
    _started: float = field(default_factory=time.perf_counter)

    def watch(self, outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
        """Pass the outcomes on and count them as inputs."""
        for outcome in outcomes:
            self.entered += 1
            yield outcome

    def add(self, result: Result) -> None:
        """Count what came out."""
        outcome = result.outcome
        self.statuses[outcome.status] += 1
        if outcome.code is not None:
            self.codes[outcome.code] += 1
        self.claims.update(claim.type for claim in result.claims)
        if outcome.status is Status.EXTRACTED and outcome.document is not None:
            self.characters += len(outcome.document.text)

    @property
    def finished(self) -> int:
        """Documents that came out."""
        return sum(self.statuses.values())

    def as_dict(self) -> dict[str, Any]:
        """The account as JSON-ready data; ``seconds`` is wall-clock time since the run began."""
        seconds = time.perf_counter() - self._started
        return {
            "inputs": self.entered,
            "extracted": self.statuses[Status.EXTRACTED],
            "skipped": self.statuses[Status.SKIPPED],
            "failed": self.statuses[Status.FAILED],
            "unfinished": self.entered - self.finished,
            "interrupted": self.interrupted,
            "codes": dict(sorted(self.codes.items())),
            "claims": sum(self.claims.values()),
            "claims_by_type": dict(sorted(self.claims.items())),
            "characters": self.characters,
            "seconds": round(seconds, 3),
            "documents_per_second": round(self.finished / seconds, 2) if seconds else None,
        }

    def line(self) -> str:
        """The account in one line."""
        data = self.as_dict()
        parts = [f"{data['extracted']} {self.verb}", f"{data['skipped']} skipped", f"{data['failed']} failed"]
        if data["unfinished"]:
            parts.append(f"{data['unfinished']} unfinished")
        codes = (
            f" ({', '.join(f'{code} {count}' for code, count in data['codes'].items())})"
            if self.codes
            else ""
        )
        plural = "" if data["claims"] == 1 else "s"
        claims = f"; {data['claims']} claim{plural}" if self.verb == "extracted" else ""
        end = "; interrupted" if self.interrupted else ""
        return f"{data['inputs']} inputs = {' + '.join(parts)}{codes}{claims}; {data['seconds']:.1f} s{end}"

    def table(self) -> Table:
        """The account as a table for a terminal."""
        from rich import box
        from rich.table import Table
        from rich.text import Text

        data = self.as_dict()
        table = Table(box=box.SIMPLE_HEAD, show_footer=True)
        table.add_column("Documents", footer="inputs")
        table.add_column("", justify="right", footer=f"{data['inputs']:,}")
        table.add_column("What", footer="interrupted" if self.interrupted else f"{data['seconds']:.1f} s")
        styles = {"extracted": "green", "skipped": "yellow", "failed": "red"}
        for name, style in styles.items():
            label = self.verb if name == "extracted" else name
            told = f"{data['claims']:,} claims" if label == "extracted" else ""
            table.add_row(Text(label, style=style if data[name] else "dim"), f"{data[name]:,}", told)
            letter = {"skipped": "S", "failed": "E"}.get(name, "-")
            for code, count in data["codes"].items():
                if code.startswith(letter):
                    table.add_row(Text(f"  {code}", style="dim"), f"{count:,}", CATALOGUE[code].what)
        if data["unfinished"]:
            table.add_row("unfinished", f"{data['unfinished']:,}", "")
        return table
