"""An evaluation as a table for the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimwright.evaluation.bootstrap import Estimate
from claimwright.evaluation.evaluate import Evaluation
from claimwright.evaluation.scores import METRICS, Scores

if TYPE_CHECKING:
    from rich.table import Table

__all__ = ["LABELS", "estimate_cell", "render"]

_INTERVAL = len("[0.00-0.00]")
LABELS = {
    "precision": "precision",
    "recall": "recall",
    "f1": "claim F1",
    "argument_f1": "argument F1",
    "modality_accuracy": "modality",
    "evidence_overlap": "evidence",
    "ece": "ECE",
    "brier": "Brier",
    "precision_top_half": "precision, top half",
    "aurc": "AURC",
}


def render(evaluation: Evaluation) -> Table:
    """A row a metric, a column a claim type, each value with its 95 % interval."""
    from rich import box
    from rich.table import Table

    columns: dict[str, Scores] = {"all": evaluation.overall, **evaluation.by_type}
    title = f"{evaluation.documents} documents, 95 % intervals over documents"
    table = Table(title=title, box=box.SIMPLE_HEAD, show_edge=False, padding=(0, 1, 0, 0))
    table.add_column("", overflow="fold")
    for name in columns:  # wide enough for an interval, also in a pipe's 80 columns
        table.add_column(name, justify="right", min_width=_INTERVAL)
    table.add_row("labels", *(str(scores.support) for scores in columns.values()))
    for metric in METRICS:
        table.add_row(LABELS[metric], *(estimate_cell(scores.values[metric]) for scores in columns.values()))
    table.caption = f"{evaluation.false_alarms} documents without labels got a claim"
    return table


def estimate_cell(estimate: Estimate) -> str:
    """A value with its 95 % interval as a table shows it, ``-`` where there is none."""
    if estimate.value is None:
        return "-"
    if estimate.low is None or estimate.high is None:
        return f"{estimate.value:.3f}"
    return f"{estimate.value:.3f} [{estimate.low:.2f}-{estimate.high:.2f}]"
