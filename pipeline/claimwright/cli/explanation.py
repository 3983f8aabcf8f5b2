"""An explanation as rich output: one section a stage, in the order the article went through them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich import box
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from claimwright.claims.features import THRESHOLD
from claimwright.exchange.printable import printable
from claimwright.exchange.table import claim_table
from claimwright.records import BlockKind, Claim, Document, Trigger
from claimwright.records.explanation import Explanation
from claimwright.schema import Declarations

__all__ = ["show"]

_COLOURS = (
    "cyan",
    "green",
    "magenta",
    "yellow",
    "blue",
    "bright_green",
    "bright_cyan",
    "bright_blue",
    "bright_yellow",
)
_TRIGGER = "bold reverse"
_EXCERPT = 90  # code points of a left-out passage that are shown
_FEATURES = 6  # strongest features shown for a claim


def show(explanation: Explanation, declarations: Declarations, console: Console) -> None:
    """Print what each stage saw of one document."""
    colours = dict(zip(declarations.entity_types, _cycle(), strict=False))
    sections: tuple[tuple[str, RenderableType], ...] = (
        ("Cleaned", _facts(explanation.document)),
        ("Left out of the text", _left_out(explanation.document)),
        ("Entities and triggers in the text", _text(explanation, colours)),
        ("Triggers", _triggers(explanation, declarations)),
        ("Relations", _relations(explanation, colours)),
        ("Claims", _claims(explanation.claims)),
    )
    for title, body in sections:
        console.print(Rule(Text(title, style="bold"), align="left", style="dim"))
        console.print(Padding(body, (0, 0, 1, 2)), markup=False, emoji=False, highlight=False)


def _cycle() -> Iterator[str]:
    while True:
        yield from _COLOURS


def _line(text: str) -> str:
    return printable(text, one_line=True)


def _facts(document: Document) -> Table:
    metadata = document.metadata
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    table.add_column(style="dim", no_wrap=True)
    table.add_column()
    table.add_column(style="dim")
    rows = [("path", document.path), ("format", document.format.value), ("sha256", document.sha256)]
    rows += [
        (name, getattr(metadata, name) or "") for name in ("title", "published", "site", "url", "language")
    ]
    rows += [("authors", ", ".join(metadata.authors)), ("cluster", document.cluster or "")]
    for name, value in rows:
        if value:
            found = metadata.methods.get(name)
            table.add_row(name, Text(_line(value)), Text(f"by {_line(found)}" if found else ""))
    size = f"{len(document.text):,} of {len(document.source):,} code points in {len(document.blocks)} blocks"
    table.add_row("text", size, "")
    return table


def _left_out(document: Document) -> RenderableType:
    if not document.dropped:
        return Text("nothing", style="dim")
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    table.add_column(style="yellow", no_wrap=True)
    table.add_column(style="dim", justify="right", no_wrap=True)
    table.add_column(overflow="ellipsis", no_wrap=True)
    for item in document.dropped:
        excerpt = _line(document.source[item.source_start : item.source_end].strip())
        shown = excerpt if len(excerpt) <= _EXCERPT else f"{excerpt[: _EXCERPT - 1]}…"
        table.add_row(item.reason, f"{item.source_start}-{item.source_end}", Text(shown))
    return table


def _text(explanation: Explanation, colours: dict[str, str]) -> Group:
    """The cleaned text, a line a block, mentions coloured by type and triggers reversed."""
    document = explanation.document
    body = Text(document.text)  # offsets first; made printable below, which keeps lengths
    for mention in explanation.mentions:
        body.stylize(colours.get(mention.type, "white"), mention.start, mention.end)
    for trigger in explanation.triggers:
        body.stylize(_TRIGGER, trigger.start, trigger.end)
    marks = {
        BlockKind.LIST_ITEM: "• ",
        BlockKind.HEADING: "# ",
        BlockKind.TITLE: "# ",
        BlockKind.TABLE_ROW: "| ",
    }
    lines: list[RenderableType] = []
    for block in document.blocks:
        piece = body[block.start : block.end]
        piece.plain = "".join(printable(character, one_line=True) or " " for character in piece.plain)
        lines.append(Text(marks.get(block.kind, ""), style="dim").append_text(piece))
    kinds = dict.fromkeys(mention.type for mention in explanation.mentions)
    legend = Text("  ").join(Text(kind, style=colours.get(kind, "white")) for kind in kinds)
    return Group(legend, Text("trigger", style=_TRIGGER), Text(), *lines)


def _triggers(explanation: Explanation, declarations: Declarations) -> RenderableType:
    if explanation.passed_over:
        return Text("not looked for: no sentence reads like an event (triage)", style="dim")
    if not explanation.triggers:
        return Text("none", style="dim")
    table = Table(box=box.SIMPLE_HEAD)
    for name in ("Trigger", "Type", "Score", "Modality", "What became of it"):
        table.add_column(name, justify="right" if name == "Score" else "left")
    for trigger in explanation.triggers:
        modality = max(trigger.modality, key=lambda name: trigger.modality[name], default="")
        told = f"{modality} {trigger.modality[modality]:.2f}" if modality else ""
        table.add_row(
            Text(_line(trigger.text)),
            Text(_line(trigger.type)),
            f"{trigger.score:.2f}",
            told,
            Text(_fate(trigger, explanation, declarations)),
        )
    return table


def _fate(trigger: Trigger, explanation: Explanation, declarations: Declarations) -> str:
    """The claims a trigger led to, or what it lacked."""
    claims = [
        claim.id
        for claim in explanation.claims
        if claim.type == trigger.type
        and any(mention.trigger.start == trigger.start for mention in claim.mentions)
    ]
    if claims:
        return ", ".join(claims)
    roles = {
        relation.role
        for relation in explanation.relations
        if relation.trigger == trigger and relation.score >= explanation.threshold
    }
    declared = declarations.claim_types.get(trigger.type)
    missing = [
        entry for entry in (declared.identity if declared else ()) if not roles & set(entry.split("|"))
    ]
    if missing:
        return f"no claim: lacks {' and '.join(entry.replace('|', ' or ') for entry in missing)}"
    return "no claim of its own: not sure enough, or told elsewhere"


def _relations(explanation: Explanation, colours: dict[str, str]) -> RenderableType:
    if not explanation.relations:
        return Text("none", style="dim")
    table = Table(box=box.SIMPLE_HEAD, caption=Text(f"used from {explanation.threshold:.2f} on", style="dim"))
    for name in ("Trigger", "Role", "Mention", "Entity", "Score"):
        table.add_column(name, justify="right" if name == "Score" else "left")
    for relation in sorted(explanation.relations, key=lambda item: (item.trigger.start, -item.score)):
        mention = relation.mention
        entity = "" if mention.entity is None else explanation.entities[mention.entity]
        table.add_row(
            Text(_line(relation.trigger.text)),
            Text(relation.role),
            Text(_line(mention.text), style=colours.get(mention.type, "white")),
            Text(_line(entity) if entity != mention.text else ""),
            f"{relation.score:.2f}",
            style=None if relation.score >= explanation.threshold else "dim strike",
        )
    return table


def _claims(claims: Iterable[Claim]) -> RenderableType:
    found = list(claims)
    if not found:
        return Text("none", style="dim")
    parts: list[RenderableType] = [claim_table(found)]
    for claim in found:
        features = [item for item in claim.explanation.items() if item[0] != THRESHOLD]
        strongest = sorted(features, key=lambda item: -abs(item[1]))[:_FEATURES]
        reasons = "  ".join([_passed(claim), *(f"{name} {value:+.2f}" for name, value in strongest)])
        parts.append(Text(f"{claim.id}  ", style="dim").append(_line(reasons), style="default"))
    return Group(*parts)


def _passed(claim: Claim) -> str:
    """The confidence and the threshold it passed."""
    least = claim.explanation.get(THRESHOLD)
    return f"confidence {claim.confidence:.2f}" + (f" passed {least:.2f}" if least is not None else "")
