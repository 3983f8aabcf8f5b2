"""From a training configuration to a model folder: learn, export, choose thresholds, calibrate."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from claimwright.encoder import WindowBuilder
from claimwright.encoder.layout import Layout
from claimwright.errors import ModelError
from claimwright.schema import Declarations, load_declarations
from claimwright.training.corpus import Labelled, divide, labelled_documents
from claimwright.training.examples import ExampleBuilder
from claimwright.training.export import export, write_pipeline
from claimwright.training.model import ClaimModel, new_model
from claimwright.training.silver import silver_mentions
from claimwright.training.trainer import TrainSettings, train
from claimwright.training.tune import tune

__all__ = ["FitConfig", "fit", "read_config"]


_THRESHOLDS = {"mention": 0.5, "trigger": 0.3, "attribution": 0.5, "relation": 0.4, "key_relation": 0.3}
"""Where tuning starts from; mentions and attributions keep these."""


@dataclass(frozen=True, slots=True)
class FitConfig:
    """What ``models/configs/*.toml`` says.

    Attributes:
        name, version: of the model.
        encoder: folder or hub name of the pretrained encoder.
        output: folder of the model.
        collections: labelled collections to learn from.
        hold: share of the real news kept for calibration, 0 to 1.
        quantize: int8 weights.
        train: hyperparameters.
    """

    name: str
    version: str
    encoder: str
    output: str
    collections: tuple[str, ...] = ("news", "press", "written")
    hold: float = 0.15
    quantize: bool = True
    train: TrainSettings = field(default_factory=TrainSettings)


def read_config(path: Path) -> FitConfig:
    """Reads a configuration.

    Raises:
        ModelError: E401 if it is missing, E402 if an entry is unknown or lacking.
    """
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        settings = TrainSettings(**data.pop("train", {}))
        data["collections"] = tuple(
            data.get("collections", FitConfig.__dataclass_fields__["collections"].default)
        )
        return FitConfig(**data, train=settings)
    except OSError as error:
        raise ModelError("E401", str(path), str(error)) from error
    except (TypeError, tomllib.TOMLDecodeError) as error:
        raise ModelError("E402", str(path), str(error)) from error


def new_layout(config: FitConfig, declarations: Declarations) -> Layout:
    """The outputs of a model for all that is declared."""
    return Layout(
        name=config.name,
        version=config.version,
        entity_types=tuple(declarations.entity_types),
        claim_types=tuple(declarations.claim_types),
        roles=tuple((t.name, role) for t in declarations.claim_types.values() for role in t.roles),
        modalities=declarations.modalities,
        thresholds=dict(_THRESHOLDS),
    )


def fit(config: FitConfig, report: Callable[[str], None] = print) -> Path:
    """Trains, exports and calibrates; returns the model's folder.

    Args:
        config: what to train on, and how.
        report: called with lines of progress.

    Raises:
        ClaimwrightError: for labels, texts or an encoder that are missing or do not hold.
    """
    declarations = load_declarations()
    layout = new_layout(config, declarations)
    encoder = Path(config.encoder).expanduser()
    learn, hold = divide(labelled_documents(config.collections, "train"), config.hold)
    report(f"{len(learn)} documents to learn from, {len(hold)} to calibrate on")
    model = new_model(encoder, layout)
    _learn(model, learn, encoder / "tokenizer.json", layout, declarations, config.train, report)
    folder = Path(config.output)
    export(model, layout, encoder / "tokenizer.json", folder, quantize=config.quantize)
    write_pipeline(folder)
    tune(folder, hold, layout, report)
    return folder


def _learn(
    model: ClaimModel,
    learn: Sequence[Labelled],
    tokenizer: Path,
    layout: Layout,
    declarations: Declarations,
    settings: TrainSettings,
    report: Callable[[str], None],
) -> None:
    builder = ExampleBuilder(WindowBuilder(tokenizer), layout, declarations)
    silver = silver_mentions([item.document for item in learn])
    examples = [
        builder.build(item.document, item.gold, mentions)
        for item, mentions in zip(learn, silver, strict=True)
    ]
    report(
        f"{sum(len(e.windows) for e in examples)} windows, {sum(len(e.triggers) for e in examples)} triggers, "
        f"{sum(len(e.relations) for e in examples)} pairs, {sum(len(e.antecedents) for e in examples)} anaphors"
    )
    train(model, examples, layout, declarations, settings, report)
