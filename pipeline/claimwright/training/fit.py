"""From a training configuration to a model folder: learn, export, choose thresholds, calibrate."""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from claimwright.encoder import WindowBuilder
from claimwright.encoder.layout import Layout
from claimwright.errors import ModelError
from claimwright.schema import Declarations, load_declarations
from claimwright.training.checkpoint import Checkpoint
from claimwright.training.corpus import Labelled, divide, labelled_documents, part
from claimwright.training.examples import ExampleBuilder
from claimwright.training.export import export, write_pipeline
from claimwright.training.manifest import write_manifest
from claimwright.training.model import new_model
from claimwright.training.readings import Lexicon, ReadingBuilder
from claimwright.training.silver import silver_mentions
from claimwright.training.targets import Example
from claimwright.training.trainer import TrainSettings, train
from claimwright.training.triage import fit_triage, quietest
from claimwright.training.tune import tune

__all__ = ["FitConfig", "fit", "fit_on", "read_config"]


_THRESHOLDS = {
    "mention": 0.5,
    "candidate": 0.2,
    "trigger": 0.4,
    "attribution": 0.5,
    "role": 0.2,
    "relation": 0.4,
    "key_relation": 0.3,
    "also": 0.7,
}
"""Where tuning starts from; it chooses ``trigger``, ``relation``, ``key_relation`` and ``also``."""


@dataclass(frozen=True, slots=True)
class FitConfig:
    """What ``models/configs/*.toml`` says.

    Attributes:
        name, version: of the model.
        encoder: folder or hub name of the pretrained encoder.
        output: folder of the model.
        collections: labelled collections to learn from.
        hold: share of the real news kept for calibration, 0 to 1.
        share: share of the other documents learnt from, 0 to 1; less than all is for learning curves.
        quantize: int8 weights.
        train: hyperparameters.
    """

    name: str
    version: str
    encoder: str
    output: str
    collections: tuple[str, ...] = ("news", "press", "written")
    hold: float = 0.15
    share: float = 1.0
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
    learn, hold = divide(labelled_documents(config.collections, "train"), config.hold)
    return fit_on(config, part(learn, config.share), hold, report)


def fit_on(
    config: FitConfig,
    learn: Sequence[Labelled],
    hold: Sequence[Labelled],
    report: Callable[[str], None] = print,
) -> Path:
    """As ``fit``, on documents chosen elsewhere.

    Args:
        config: how.
        learn: to learn from.
        hold: to choose thresholds and to calibrate on.
        report: called with lines of progress.
    """
    declarations = load_declarations()
    layout = new_layout(config, declarations)
    encoder = Path(config.encoder).expanduser()
    report(f"{len(learn)} documents to learn from, {len(hold)} to calibrate on")
    model = new_model(encoder, layout)
    folder = Path(config.output)
    checkpoint = Checkpoint(folder / "training.ckpt", _key(config, learn))
    examples = _examples(learn, encoder / "tokenizer.json", layout, declarations, report)
    train(model, examples, config.train, report, checkpoint)
    export(model, layout, encoder / "tokenizer.json", folder, quantize=config.quantize)
    write_pipeline(folder)
    windows = WindowBuilder(encoder / "tokenizer.json")
    triage = fit_triage(learn, windows)
    triage.save(folder)
    least = quietest(triage, hold, windows)
    if least is not None:
        layout.thresholds["triage"] = least
    tune(folder, hold, layout, report)
    write_manifest(folder, (config.name, config.version), config, learn, hold)
    checkpoint.remove()
    return folder


def _key(config: FitConfig, learn: Sequence[Labelled]) -> str:
    """What must be alike for a training to go on: the settings and the documents."""
    content = [asdict(config.train), config.encoder, sorted(item.gold.sha256 for item in learn)]
    return hashlib.sha256(json.dumps(content).encode()).hexdigest()


def _examples(
    learn: Sequence[Labelled],
    tokenizer: Path,
    layout: Layout,
    declarations: Declarations,
    report: Callable[[str], None],
) -> list[Example]:
    windows = WindowBuilder(tokenizer)
    lexicon = Lexicon.of(item.gold for item in learn)
    readings = ReadingBuilder(layout, declarations, lexicon, windows.settings)
    builder = ExampleBuilder(windows, layout, declarations, readings)
    silver = silver_mentions([item.document for item in learn])
    examples = [
        builder.build(item.document, item.gold, mentions)
        for item, mentions in zip(learn, silver, strict=True)
    ]
    report(
        f"{sum(len(e.windows) for e in examples)} windows, {sum(len(e.readings) for e in examples)} readings, "
        f"{sum(len(e.antecedents) for e in examples)} anaphors"
    )
    return examples
