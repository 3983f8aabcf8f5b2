"""A table for people: one block a document, one row a claim, the evidence with its trigger underlined."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from claimwright.exchange.printable import printable
from claimwright.exchange.streams import ByteStream
from claimwright.records import Argument, Claim, ClaimMention, Modality

if TYPE_CHECKING:
    from rich.table import Table
    from rich.text import Text

__all__ = ["MODALITY_STYLES", "TableWriter", "claim_table", "normalized_text"]

MODALITY_STYLES = {
    Modality.ASSERTED: "green",
    Modality.PLANNED: "cyan",
    Modality.POSSIBLE: "yellow",
    Modality.DENIED: "red",
}
_DURATION = re.compile(r"P(\d+)([YMWD])")
_UNITS = {"Y": "year", "M": "month", "W": "week", "D": "day"}
_FILE_WIDTH = 120  # columns, where the output is not a terminal


class TableWriter:
    """Writes claims as rich tables to a binary stream.

    Args:
        stream: where to.
        terminal: whether it is the terminal that standard output shows: then in its colours and width.
    """

    def __init__(self, stream: ByteStream, *, terminal: bool = False) -> None:
        from rich.console import Console

        self._stream = stream
        self._console = Console() if terminal else Console(file=io.StringIO(), width=_FILE_WIDTH)

    def write(self, claims: Sequence[Claim]) -> None:
        """Print the claims of one document in one piece."""
        if claims:
            with self._console.capture() as capture:
                self._console.print(claim_table(claims), markup=False, emoji=False)
            self._stream.write(capture.get().encode("utf-8", "backslashreplace"))

    def close(self) -> None:
        """Nothing is held back: every table is already written."""


def claim_table(claims: Sequence[Claim]) -> Table:
    """The claims of one document under its title."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    document = claims[0].document
    title = Text(printable(document.title or document.path, one_line=True), style="bold")
    if document.published:
        title.append(f"  {printable(document.published, one_line=True)[:10]}", style="dim")
    table = Table(
        title=title, caption=Text(printable(document.path, one_line=True), style="dim"), box=box.SIMPLE_HEAD
    )
    table.title_justify = table.caption_justify = "left"
    table.expand = True
    table.add_column("Claim", no_wrap=True, width=12)
    table.add_column("Sure", justify="right", no_wrap=True, width=4)
    table.add_column("Who and what", ratio=3)
    table.add_column("Evidence", ratio=4)
    for claim in claims:
        kind = Text(printable(claim.type, one_line=True), style="bold")
        kind.append(f"\n{claim.modality}", style=MODALITY_STYLES[claim.modality])
        evidence = _evidence(claim.mentions[0]) if claim.mentions else Text("")
        if len(claim.mentions) > 1:
            evidence.append(f"  (+{len(claim.mentions) - 1} more)", style="dim")
        table.add_row(kind, f"{claim.confidence:.2f}", _arguments(claim.arguments), evidence)
    return table


def normalized_text(value: str | Mapping[str, object] | None) -> str:
    """A normalised value for people: ``2025-05``, ``USD 1,000,000 to 2,000,000 per year``, ``11``."""
    if value is None or isinstance(value, str):
        return value or ""
    if set(value) == {"count"}:
        return str(value["count"])
    if "currency" not in value:
        return json.dumps(dict(value), ensure_ascii=False)
    low, high = value.get("min"), value.get("max")
    if low == high:
        amount = _number(low)
    elif low is None or high is None:
        amount = f"up to {_number(high)}" if low is None else f"from {_number(low)}"
    else:
        amount = f"{_number(low)} to {_number(high)}"
    return f"{value['currency'] or ''} {amount}{_per(value.get('per'))}".strip()


def _per(period: object) -> str:
    """`` per year``, or `` over 4 years`` for the ISO 8601 duration ``P4Y``."""
    duration = _DURATION.fullmatch(period) if isinstance(period, str) else None
    if duration is None:
        return f" per {period}" if period else ""
    return f" over {duration[1]} {_UNITS[duration[2]]}{'' if duration[1] == '1' else 's'}"


def _number(value: object) -> str:
    return f"{value:,}" if isinstance(value, int | float) else "?"


def _arguments(arguments: Sequence[Argument]) -> Text:
    from rich.text import Text

    text = Text()
    for argument in arguments:
        text.append("\n" if text else "").append(f"{printable(argument.role, one_line=True)} ", style="dim")
        text.append(printable(argument.canonical, one_line=True))
        value = printable(normalized_text(argument.normalized), one_line=True)
        if value and value != argument.canonical:
            text.append(f" = {value}", style="dim")
    return text


def _evidence(mention: ClaimMention) -> Text:
    from rich.text import Text

    evidence, trigger = mention.evidence, mention.trigger
    start = min(max(trigger.start - evidence.start, 0), len(evidence.text))
    end = min(max(trigger.end - evidence.start, start), len(evidence.text))
    text = Text(printable(evidence.text[:start], one_line=True))
    text.append(printable(evidence.text[start:end], one_line=True), style="bold underline")
    return text.append(printable(evidence.text[end:], one_line=True))
