"""The proof of a new version: both versions measured on the same articles, judged, and the report of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from claimwright.evaluation.comparison import Comparison, compare
from claimwright.evaluation.matching import Pairing
from claimwright.evaluation.measure import measure
from claimwright.extractor import Extractor
from claimwright.records.gold import GoldDocument
from claimwright.report.gate_page import Side
from claimwright.retraining.base import FrozenTest
from claimwright.retraining.decisions import Lesson
from claimwright.retraining.gate import Judgement, judge
from claimwright.retraining.met import meet

__all__ = ["Proof", "prove"]

_SCORES = ("f1", "precision", "recall", "argument_f1", "modality_accuracy", "ece")


@dataclass(frozen=True, slots=True)
class Proof:
    """What was measured and what follows.

    Attributes:
        judgement: of the gate.
        sides: the measurements, for the report.
        scores: of the new version: ``test`` and ``held_back``, each a metric to its value.
        compared: the same of both versions, with intervals.
    """

    judgement: Judgement
    sides: tuple[Side, ...]
    scores: Mapping[str, Mapping[str, float | None]]
    compared: Mapping[str, Mapping[str, Any]]


def prove(
    old: Path, new: Path, frozen: FrozenTest, held_back: Sequence[Lesson], claim_types: Sequence[str]
) -> Proof:
    """Measure the current and the new version.

    Args:
        old: folder of the current version.
        new: folder of the new one.
        frozen: labelled articles that nothing was trained on.
        held_back: reviewed documents that nothing was learnt from.
        claim_types: the types to judge one by one.
    """
    sides: dict[str, Side] = {}
    if held_back:
        sides["held_back"] = _held_back_side(old, new, held_back, claim_types)
    if frozen.documents:
        sides["test"] = _frozen_side(old, new, frozen, claim_types)
    comparisons = {name: side.comparison for name, side in sides.items()}
    return Proof(
        judge(comparisons.get("test"), comparisons.get("held_back")),
        tuple(sides.values()),
        {name: {key: one.overall[key].new for key in _SCORES} for name, one in comparisons.items()},
        {name: _figures(sides[name].title, one) for name, one in comparisons.items()},
    )


def _frozen_side(old: Path, new: Path, frozen: FrozenTest, claim_types: Sequence[str]) -> Side:
    before, after = (measure(folder, frozen.documents).evaluation.pairings for folder in (old, new))
    note = "Labelled articles that no version was trained on."
    return Side(frozen.name, note, compare(before, after, claim_types), before, after, frozen.documents)


def _held_back_side(old: Path, new: Path, lessons: Sequence[Lesson], claim_types: Sequence[str]) -> Side:
    names = _names(lessons)
    before, after = (_meetings(folder, lessons, names) for folder in (old, new))
    note = (
        "Reviewed articles that nothing was learnt from. A claim is right if reviewers accepted or corrected it so, "
        "values and modality included; claims that nobody decided on do not count."
    )
    documents = [_document(lesson, name) for lesson, name in zip(lessons, names, strict=True)]
    compared = compare(before, after, claim_types)
    return Side("the decisions held back", note, compared, before, after, documents)


def _meetings(folder: Path, lessons: Sequence[Lesson], names: Sequence[str]) -> dict[str, Pairing]:
    found = Extractor(folder).extract(lesson.reviewed.document for lesson in lessons)
    return {
        name: meet(lesson.reviewed, lesson.labels, claims)
        for name, lesson, (_, claims) in zip(names, lessons, found, strict=True)
    }


def _names(lessons: Sequence[Lesson]) -> list[str]:
    """The paths of the documents; where two have one path, with the beginning of the digest."""
    paths = [lesson.reviewed.document.path for lesson in lessons]
    return [
        path if paths.count(path) == 1 else f"{path} {lesson.reviewed.document.sha256[:8]}"
        for path, lesson in zip(paths, lessons, strict=True)
    ]


def _document(lesson: Lesson, name: str) -> GoldDocument:
    document = lesson.reviewed.document
    empty = GoldDocument("reviewed", name, document.sha256, "held back", "", ())
    return replace(empty, text=document.source)


def _figures(title: str, comparison: Comparison) -> dict[str, Any]:
    """Plain values for the manifest: metric to ``[current, new, low, high]``."""
    rows = {**comparison.overall, **{f"f1 {name}": one for name, one in comparison.by_type.items()}}
    return {
        "on": title,
        "documents": comparison.documents,
        **{name: [one.old, one.new, one.low, one.high] for name, one in rows.items()},
    }
