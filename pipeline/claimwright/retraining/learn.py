"""Fine-tunes a model on decisions and replayed labels, and exports what comes of it."""

from __future__ import annotations

import shutil
import warnings
from collections.abc import Sequence
from pathlib import Path

import torch
from transformers.utils.logging import disable_progress_bar

from claimwright.encoder import WindowBuilder
from claimwright.encoder.layout import Layout
from claimwright.retraining.base import Base
from claimwright.retraining.calibrate import recalibrate
from claimwright.retraining.config import RetrainConfig
from claimwright.retraining.decisions import Decisions, Lesson, Part
from claimwright.retraining.parent import DECLARATIONS, Parent
from claimwright.retraining.triage import carry_triage
from claimwright.retraining.watch import Watch
from claimwright.training.checkpoint import Checkpoint
from claimwright.training.examples import ExampleBuilder
from claimwright.training.export import export, write_pipeline
from claimwright.training.model import ClaimModel
from claimwright.training.partial import PartialBuilder
from claimwright.training.readings import Lexicon, ReadingBuilder
from claimwright.training.targets import Example
from claimwright.training.trainer import train
from claimwright.training.tune import tune

__all__ = ["build_examples", "calibrate", "learn"]


def learn(
    parent: Parent,
    lessons: Sequence[Lesson],
    base: Base,
    config: RetrainConfig,
    made: tuple[Path, Layout, Checkpoint],
    watch: Watch,
) -> list[str]:
    """Trains on from the parent's weights and writes the model without its calibrator.

    Args:
        parent: to start from.
        lessons: what to learn.
        base: what to learn again.
        config: hyperparameters.
        made: the new model's folder, its layout, and the state that a broken-off training goes on from.
        watch: told of every step.

    Returns:
        A line an epoch.
    """
    folder, layout, checkpoint = made
    examples = build_examples(parent, lessons, base)
    disable_progress_bar()  # type: ignore[no-untyped-call] # that of loading weights; there is one of ours
    model = ClaimModel.from_pretrained(parent.folder, dtype=torch.float32)
    lines: list[str] = []

    def told(line: str) -> None:
        lines.append(line)
        watch.line(line)

    train(model, examples, config.train, told, checkpoint, watch.step)
    watch.stage("exporting")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the exporter warns of its own age, at every call
        export(model, layout, parent.folder / "tokenizer.json", folder, quantize=parent.quantized)
    write_pipeline(folder)
    carry_triage(parent, folder)
    if (parent.folder / DECLARATIONS).is_file():
        shutil.copyfile(parent.folder / DECLARATIONS, folder / DECLARATIONS)
    return lines


def build_examples(parent: Parent, lessons: Sequence[Lesson], base: Base) -> list[Example]:
    """The examples of the decisions, then those of the base; an article without a single known word is left out."""
    windows = WindowBuilder(parent.folder / "tokenizer.json")
    lexicon = Lexicon.of(item.gold for item in base.replay)
    readings = ReadingBuilder(parent.layout, parent.declarations, lexicon, windows.settings)
    partial = PartialBuilder(windows, parent.layout, parent.declarations, readings)
    whole = ExampleBuilder(windows, parent.layout, parent.declarations, readings)
    reviewed = [partial.build(lesson.labels) for lesson in lessons]
    return [
        *(one for one in reviewed if one.labelled or one.readings),
        *(whole.build(item.document, item.gold, None) for item in base.replay),
    ]


def calibrate(
    folder: Path, parent: Parent, layout: Layout, base: Base, decisions: Decisions
) -> dict[str, float]:
    """Fits confidence, and the confidence to cut at, anew where the base's held-out articles are here; then shifts it.

    Without those articles the parent's calibrator is taken over, and decisions alone shift it.

    Returns:
        The shift of each type by decisions, in log-odds.
    """
    try:
        tune(folder, base.hold, layout, lambda line: None, trials={})
        fitted = True
    except ValueError:  # too few held-out claims, or none
        shutil.copyfile(parent.folder / "calibrator.json", folder / "calibrator.json")
        fitted = False
    return recalibrate(folder, decisions.part(Part.CALIBRATE), fitted=fitted)
