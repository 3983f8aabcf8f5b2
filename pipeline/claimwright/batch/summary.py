"""The account of a run: inputs = extracted + skipped + failed, counted on the way in and on the way out."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from claimwright.batch.result import Result
from claimwright.errors import CATALOGUE
from claimwright.records import Status

if TYPE_CHECKING:
    from rich.table import Table

__all__ = ["Summary"]

_Item = TypeVar("_Item")


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
        kept: how many of those that came out stand from an earlier run.
        interrupted: whether the run was ended before all inputs were done.
        promise: the precision promised, with its threshold and what it rests on; None if none was asked for.
    """

    verb: str = "extracted"
    entered: int = 0
    statuses: Counter[Status] = field(default_factory=Counter)
    codes: Counter[str] = field(default_factory=Counter)
    claims: Counter[str] = field(default_factory=Counter)
    characters: int = 0
    kept: int = 0
    interrupted: bool = False
    promise: Mapping[str, Any] | None = None
    _started: float = field(default_factory=time.perf_counter)

    def watch(self, items: Iterable[_Item]) -> Iterator[_Item]:
        """Pass the items on and count them as inputs."""
        for item in items:
            self.entered += 1
            yield item

    def add(self, result: Result) -> None:
        """Count what came out."""
        outcome = result.outcome
        self.statuses[outcome.status] += 1
        if outcome.code is not None:
            self.codes[outcome.code] += 1
        self.claims.update(claim.type for claim in result.claims)
        if outcome.status is Status.EXTRACTED:
            self.characters += len(outcome.document.text) if outcome.document else result.characters

    def add_shard(self, counts: Mapping[str, Any], worked: int) -> None:
        """Count a shard of a batch by its manifest's counts.

        Args:
            counts: of all its inputs.
            worked: how many of them were worked on in this run; the others stand from an earlier one.
        """
        for status in Status:
            self.statuses[status] += counts[status.value]
        self.codes.update(counts["codes"])
        self.claims.update(counts["claims_by_type"])
        self.characters += counts["characters"]
        self.kept += counts["documents"] - worked

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
            "kept": self.kept,
            "codes": dict(sorted(self.codes.items())),
            "claims": sum(self.claims.values()),
            "claims_by_type": dict(sorted(self.claims.items())),
            "characters": self.characters,
            "seconds": round(seconds, 3),
            "documents_per_second": round((self.finished - self.kept) / seconds, 2) if seconds else None,
            **({"promise": dict(self.promise)} if self.promise is not None else {}),
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
        end = f"; {self.kept} kept" if self.kept else ""
        end += "; interrupted" if self.interrupted else ""
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
        if self.kept:
            table.add_row("kept", f"{self.kept:,}", "from an earlier run")
        if data["unfinished"]:
            table.add_row("unfinished", f"{data['unfinished']:,}", "")
        return table
