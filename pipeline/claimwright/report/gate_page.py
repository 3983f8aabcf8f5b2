"""The page of a gate: a new version beside the current one, and every claim that changed. It loads and runs nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from claimwright.evaluation.comparison import COMPARED, ChangedClaim, ChangeKind, Comparison, Difference
from claimwright.evaluation.matching import Pairing
from claimwright.evaluation.mistakes import Mistake
from claimwright.evaluation.quotes import Quotes
from claimwright.evaluation.render import LABELS
from claimwright.evaluation.scores import confident_pairs
from claimwright.exchange.printable import printable
from claimwright.records.gold import GoldDocument
from claimwright.report.chart import HEIGHT, WIDTH, Chart, CurveChart, reliability_chart, risk_coverage_chart
from claimwright.report.inline import render_inline
from claimwright.report.mistake_view import MistakeView, mistake_view

__all__ = ["Account", "Side", "build_gate_page"]

SHOWN = 200
"""Changed claims of each kind that the page shows; the rest is counted."""
_NOTES = {
    ChangeKind.NEWLY_RIGHT: "The new version finds them, the current one does not.",
    ChangeKind.NO_LONGER_WRONG: "The current version claims them wrongly, the new one no longer does.",
    ChangeKind.NEWLY_MISSED: "The current version finds them, the new one does not.",
    ChangeKind.NEWLY_WRONG: "The new version claims them wrongly, the current one does not.",
}


@dataclass(frozen=True, slots=True)
class Side:
    """One set of documents that both versions were measured on.

    Attributes:
        title: what the documents are.
        note: what they are to be read with.
        comparison: of the scores.
        old, new: document path to what became of the claims of either version.
        documents: with their texts.
    """

    title: str
    note: str
    comparison: Comparison
    old: Mapping[str, Pairing]
    new: Mapping[str, Pairing]
    documents: Sequence[GoldDocument]


@dataclass(frozen=True, slots=True)
class Account:
    """A short table of the page: its title, and rows of what and how many (or who)."""

    title: str
    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """A metric of both versions, and how many labels it rests on where that is told."""

    label: str
    support: int | None
    difference: Difference


@dataclass(frozen=True, slots=True)
class ChangeList:
    """The claims that changed in one way; ``total`` counts also those that are not shown."""

    title: str
    note: str
    claims: tuple[MistakeView, ...]
    total: int


@dataclass(frozen=True, slots=True)
class SideView:
    """A set of documents as the page shows it; charts of the current and of the new version."""

    id: str
    title: str
    note: str
    documents: int
    rows: tuple[ScoreRow, ...]
    reliability: tuple[tuple[str, Chart], ...]
    risk: tuple[tuple[str, CurveChart], ...]
    changes: tuple[ChangeList, ...]


def build_gate_page(
    title: str, passed: bool, reasons: Sequence[str], sides: Sequence[Side], accounts: Sequence[Account]
) -> str:
    """The page as HTML; nothing that an article says becomes markup.

    Args:
        title: which versions of which model.
        passed: what the gate found.
        reasons: in sentences.
        sides: what was measured.
        accounts: what was learnt from, what was left out, who disagrees.
    """
    return render_inline(
        "gate",
        styles=("evaluation", "gate"),
        title=_line(title),
        passed=passed,
        reasons=[_line(reason) for reason in reasons],
        sides=[_side(f"side{number}", side) for number, side in enumerate(sides)],
        accounts=[
            Account(_line(one.title), tuple((_line(name), _line(value)) for name, value in one.rows))
            for one in accounts
        ],
        width=WIDTH,
        height=HEIGHT,
    )


def _side(name: str, side: Side) -> SideView:
    compared, quotes = side.comparison, Quotes(side.documents)
    overall = [ScoreRow(LABELS[metric], None, compared.overall[metric]) for metric in (*COMPARED, "ece")]
    by_type = [
        ScoreRow(f"claim F1, {_line(kind)}", compared.support[kind], difference)
        for kind, difference in compared.by_type.items()
    ]
    pairs = [
        ("current", confident_pairs(list(side.old.values()))),
        ("new", confident_pairs(list(side.new.values()))),
    ]
    return SideView(
        id=name,
        title=_line(side.title),
        note=_line(side.note),
        documents=compared.documents,
        rows=(*overall, *by_type),
        reliability=tuple((which, reliability_chart(found)) for which, found in pairs),
        risk=tuple((which, risk_coverage_chart(found)) for which, found in pairs),
        changes=tuple(_changes(kind, compared.changes, quotes) for kind in ChangeKind),
    )


def _changes(kind: ChangeKind, changes: Sequence[ChangedClaim], quotes: Quotes) -> ChangeList:
    found = [change for change in changes if change.kind is kind]
    shown = tuple(
        mistake_view(Mistake(change.path, change.given, change.label, kind.value), quotes)
        for change in found[:SHOWN]
    )
    return ChangeList(kind.value.capitalize(), _NOTES[kind], shown, len(found))


def _line(text: str) -> str:
    return printable(text, one_line=True)
