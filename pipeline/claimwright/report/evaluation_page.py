"""The page of an evaluation: one HTML file with figures, charts and the worst errors, that loads and runs nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from claimwright.evaluation.evaluate import Evaluation
from claimwright.evaluation.quotes import Quotes
from claimwright.records.gold import GoldDocument
from claimwright.report.chart import HEIGHT, WIDTH
from claimwright.report.evaluation_view import build_evaluation_view
from claimwright.report.inline import render_inline

__all__ = ["build_evaluation_page"]


def build_evaluation_page(
    evaluation: Evaluation,
    gold: Sequence[GoldDocument],
    *,
    title: str,
    entries: Iterable[Mapping[str, Any]] = (),
) -> str:
    """The page as HTML; nothing that an article or a prediction says becomes markup.

    Args:
        evaluation: of ``gold``.
        gold: the labelled documents, with their texts if they are at hand.
        title: what was evaluated, on what.
        entries: of a gold file, whose quotes stand in for the texts.
    """
    silent = sum(not document.claims for document in gold)
    view = build_evaluation_view(evaluation, Quotes(gold, entries), title, silent)
    return render_inline("evaluation", page=view, width=WIDTH, height=HEIGHT)
