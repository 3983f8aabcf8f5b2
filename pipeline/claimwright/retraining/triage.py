"""The triage of a new version: the parent's, made to read every article in which people found a claim."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path

from claimwright.encoder import WindowBuilder
from claimwright.encoder.triage import TRIAGE_FILE, Triage
from claimwright.records import Document
from claimwright.retraining.parent import Parent

__all__ = ["carry_triage", "lowered"]


def lowered(parent: Parent, telling: Iterable[Document]) -> dict[str, float]:
    """The parent's thresholds, that of triage below every article in which people found a claim.

    Args:
        parent: the model trained on from.
        telling: those articles.
    """
    thresholds = dict(parent.layout.thresholds)
    triage = Triage.load(parent.folder)
    if triage is None or "triage" not in thresholds:
        return thresholds
    windows = WindowBuilder(parent.folder / "tokenizer.json")
    scores = [triage.score(windows.build(document.text, document.blocks)) for document in telling]
    thresholds["triage"] = min([thresholds["triage"], *(round(score - 0.0001, 4) for score in scores)])
    return thresholds


def carry_triage(parent: Parent, folder: Path) -> None:
    """Copies the parent's weights, if it has any."""
    if (parent.folder / TRIAGE_FILE).is_file():
        shutil.copyfile(parent.folder / TRIAGE_FILE, folder / TRIAGE_FILE)
