"""How a retraining goes: what ``claimwright retrain --config`` may say."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path

from claimwright.errors import ModelError
from claimwright.training.trainer import TrainSettings

__all__ = ["Frozen", "RetrainConfig", "read_retrain_config"]


class Frozen(StrEnum):
    """The labelled articles that the gate measures on and that nothing was ever trained on."""

    AUTO = "auto"
    NEWS = "news"
    WRITTEN = "written"


def _settings() -> TrainSettings:
    return TrainSettings(epochs=3, pieces=2048, encoder_rate=6e-5, head_rate=3e-4)


@dataclass(frozen=True, slots=True)
class RetrainConfig:
    """Settings of a retraining.

    Attributes:
        replay: labelled articles of the base that are learnt again beside the decisions, so that nothing is forgotten.
        held_back: share (0 to 1) of the reviewed stories that nothing is learnt from and the gate measures on.
        calibrate: share of the reviewed stories that confidence is adjusted by.
        frozen: what the gate measures on besides; ``auto`` takes the news where their texts are, else the written.
        train: hyperparameters.
    """

    replay: int = 240
    held_back: float = 0.2
    calibrate: float = 0.1
    frozen: Frozen = Frozen.AUTO
    train: TrainSettings = field(default_factory=_settings)

    def with_seed(self, seed: int) -> RetrainConfig:
        """The same with another seed."""
        return replace(self, train=replace(self.train, seed=seed))


def read_retrain_config(path: Path | None) -> RetrainConfig:
    """Reads a configuration; what it does not name keeps its default.

    Args:
        path: a TOML file, or None for the defaults.

    Raises:
        ModelError: E401 if it is missing, E402 if an entry is unknown or out of range.
    """
    if path is None:
        return RetrainConfig()
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        train = replace(_settings(), **data.pop("train", {}))
        config = RetrainConfig(**{**data, "frozen": Frozen(data.get("frozen", "auto"))}, train=train)
    except OSError as error:
        raise ModelError("E401", str(path), str(error)) from error
    except (TypeError, ValueError) as error:
        raise ModelError("E402", str(path), str(error)) from error
    if not 0 <= config.held_back + config.calibrate < 1 or min(config.held_back, config.calibrate) < 0:
        raise ModelError(
            "E402", str(path), "held_back and calibrate are shares that leave something to learn"
        )
    return config
