"""What the page of an evaluation shows, as plain frozen data: the template only lays it out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from claimwright.evaluation.confusion import Confusion, modality_confusion, type_confusion
from claimwright.evaluation.evaluate import Evaluation
from claimwright.evaluation.mistakes import missed_labels, modality_mistakes, wrong_claims
from claimwright.evaluation.quotes import Quotes
from claimwright.evaluation.render import LABELS
from claimwright.evaluation.scores import METRICS, Scores, confident_pairs
from claimwright.exchange.printable import printable
from claimwright.report.chart import Chart, CurveChart, reliability_chart, risk_coverage_chart
from claimwright.report.mistake_view import MistakeView, mistake_view

__all__ = ["EvaluationView", "MistakeList", "build_evaluation_view"]

SHOWN = 300
"""Errors of each kind that the page shows; the rest is counted."""

_HEADLINE = ("f1", "argument_f1", "modality_accuracy", "evidence_overlap", "ece", "precision_top_half")


@dataclass(frozen=True, slots=True)
class Cell:
    """A value with its 95 % interval; None where there is nothing to count."""

    value: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class MetricRow:
    """One metric: its name, over all types, then for each."""

    label: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class MistakeList:
    """Errors of one kind; ``total`` counts also those that are not shown."""

    id: str
    title: str
    note: str
    mistakes: tuple[MistakeView, ...]
    total: int


@dataclass(frozen=True, slots=True)
class EvaluationView:
    """The page.

    Attributes:
        title: what was evaluated, on what.
        documents: how many.
        headline: label and cell of the metrics to see first.
        columns: heading and number of labels of each column of ``rows``.
        rows: all metrics.
        silent, alarms: documents without labels, and how many of them got a claim.
        hits, spurious, missed: claims that match, that match nothing, and labels without a claim.
        reliability, risk_coverage: the charts.
        types, modalities: what is taken for what.
        mistakes: the errors by kind.
    """

    title: str
    documents: int
    headline: tuple[tuple[str, Cell], ...]
    columns: tuple[tuple[str, int], ...]
    rows: tuple[MetricRow, ...]
    silent: int
    alarms: int
    hits: int
    spurious: int
    missed: int
    reliability: Chart
    risk_coverage: CurveChart
    types: Confusion
    modalities: Confusion
    mistakes: tuple[MistakeList, ...]


def build_evaluation_view(evaluation: Evaluation, quotes: Quotes, title: str, silent: int) -> EvaluationView:
    """Everything the page shows.

    Args:
        evaluation: the scores and what became of every claim.
        quotes: the words behind labels and predictions.
        title: what was evaluated, on what.
        silent: how many of the documents have no labels.
    """
    columns: Mapping[str, Scores] = {"all": evaluation.overall, **evaluation.by_type}
    pairings = list(evaluation.pairings.values())
    pairs = confident_pairs(pairings)
    counts = evaluation.overall.counts
    return EvaluationView(
        title=printable(title, one_line=True),
        documents=evaluation.documents,
        headline=tuple((LABELS[name], _cell(evaluation.overall, name)) for name in _HEADLINE),
        columns=tuple((name, scores.support) for name, scores in columns.items()),
        rows=tuple(
            MetricRow(LABELS[name], tuple(_cell(scores, name) for scores in columns.values()))
            for name in METRICS
        ),
        silent=silent,
        alarms=evaluation.false_alarms,
        hits=counts.hits,
        spurious=counts.spurious,
        missed=counts.missed,
        reliability=reliability_chart(pairs),
        risk_coverage=risk_coverage_chart(pairs),
        types=_shown(type_confusion(pairings)),
        modalities=_shown(modality_confusion(pairings)),
        mistakes=_mistakes(evaluation, quotes),
    )


def _cell(scores: Scores, name: str) -> Cell:
    estimate = scores.values[name]
    return Cell(estimate.value, estimate.low, estimate.high)


def _shown(confusion: Confusion) -> Confusion:
    """The table with names that cannot steer a page; another system may predict types of any name."""
    return Confusion(_lines(confusion.labels), _lines(confusion.predicted), confusion.counts)


def _lines(names: Sequence[str]) -> tuple[str, ...]:
    return tuple(printable(name, one_line=True) for name in names)


def _mistakes(evaluation: Evaluation, quotes: Quotes) -> tuple[MistakeList, ...]:
    kinds = (
        (
            "wrong",
            "Wrong claims",
            "The most confident first, each beside the label nearest to it.",
            wrong_claims(evaluation.pairings),
        ),
        (
            "missed",
            "Missed labels",
            "In the order of the documents, each beside the claim nearest to it.",
            missed_labels(evaluation.pairings),
        ),
        (
            "modality",
            "Told otherwise",
            "Claims that match a label, with a modality that it does not have.",
            modality_mistakes(evaluation.pairings),
        ),
    )
    return tuple(
        MistakeList(
            name, title, note, tuple(mistake_view(item, quotes) for item in found[:SHOWN]), len(found)
        )
        for name, title, note, found in kinds
    )
