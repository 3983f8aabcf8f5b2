"""Scores predictions against gold: all claim types together, and each alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from claimwright.evaluation.files import document_stem, read_gold, read_predictions
from claimwright.evaluation.matching import Pairing, pair_claims, prediction_from_dict
from claimwright.evaluation.scores import METRICS, Scores, score
from claimwright.records.gold import GoldDocument
from claimwright.schema import load_declarations

__all__ = ["Evaluation", "evaluate", "evaluate_files"]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """How good predictions are.

    Attributes:
        documents: how many were scored.
        overall: all claim types together.
        by_type: each declared claim type.
        false_alarms: documents without labels that got a claim.
        pairings: document path to what became of its claims, for looking at errors.
    """

    documents: int
    overall: Scores
    by_type: Mapping[str, Scores]
    false_alarms: int
    pairings: Mapping[str, Pairing]

    def as_dict(self) -> dict[str, Any]:
        """Plain values for JSON: the names of the reference scorer, and ours beside them.

        ``intervals`` holds the 95 % bootstrap interval of every metric; per type ``n`` is the number of firm labels.
        """
        counts = self.overall.counts
        values = {name: self.overall.values[name].value for name in METRICS}
        return {
            "docs": self.documents,
            "tp": counts.hits,
            "fp": counts.spurious,
            "fn": counts.missed,
            **values,
            "f1_ci": _interval(self.overall, "f1"),
            "docs_without_claims_that_got_some": self.false_alarms,
            "intervals": {name: _interval(self.overall, name) for name in METRICS},
            **{name: _type_dict(scores) for name, scores in self.by_type.items()},
        }


def _interval(scores: Scores, name: str) -> list[float | None]:
    return [scores.values[name].low, scores.values[name].high]


def _type_dict(scores: Scores) -> dict[str, Any]:
    values = {name: scores.values[name].value for name in METRICS}
    return {
        "n": scores.support,
        "p": values.pop("precision"),
        "r": values.pop("recall"),
        **values,
        "intervals": {name: _interval(scores, name) for name in METRICS},
    }


def evaluate(
    gold: Sequence[GoldDocument], predictions: Mapping[str, Sequence[Mapping[str, Any]]]
) -> Evaluation:
    """Score predictions.

    Args:
        gold: the labelled documents; every one counts, also those without predictions.
        predictions: file-name stem of a document (``document_stem``) to its claims as written out.
    """
    pairings = [
        pair_claims(
            document.claims,
            [prediction_from_dict(claim) for claim in predictions.get(document_stem(document.path), ())],
        )
        for document in gold
    ]
    alarms = sum(not document.claims and bool(p.spurious) for document, p in zip(gold, pairings, strict=True))
    return Evaluation(
        documents=len(gold),
        overall=score(pairings),
        by_type={name: score(pairings, name) for name in load_declarations().claim_types},
        false_alarms=alarms,
        pairings={document.path: pairing for document, pairing in zip(gold, pairings, strict=True)},
    )


def evaluate_files(gold: str | Path, predictions: str | Path) -> Evaluation:
    """Score a file of claims against a gold file.

    Args:
        gold: JSON, ``[{"doc", "claims": [...]}]``, as ``gold/dev.json``.
        predictions: JSON Lines as written by ``claimwright extract``.

    Raises:
        InputError: E101 for a missing file, E501 for gold and E302 for predictions that cannot be read.
    """
    return evaluate(read_gold(gold), read_predictions(predictions))
