"""What a training that was broken off goes on from: one file beside the model, written after every epoch."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch

__all__ = ["Checkpoint", "Progress"]

Optimizer = torch.optim.Optimizer
Schedule = torch.optim.lr_scheduler.LRScheduler


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a training got.

    Attributes:
        epoch: epochs that are done.
        lines: what was reported of them.
    """

    epoch: int
    lines: tuple[str, ...]


class Checkpoint:
    """The state of a training on disk.

    Args:
        path: of the file; it need not exist.
        key: tells this training from others; a file with another key is not taken.
    """

    def __init__(self, path: Path, key: str) -> None:
        self.path = path
        self.key = key

    def save(
        self, progress: Progress, model: torch.nn.Module, optimizer: Optimizer, schedule: Schedule
    ) -> None:
        """Replaces the file, whole or not at all."""
        state = {
            "key": self.key,
            "epoch": progress.epoch,
            "lines": list(progress.lines),
            "model": model.state_dict(),
            "optimizer": optimizer.state_dict(),
            "schedule": schedule.state_dict(),
            "random": torch.get_rng_state(),
        }
        partial = self.path.with_suffix(".partial")
        self.path.parent.mkdir(parents=True, exist_ok=True)
        torch.save(state, partial)
        partial.replace(self.path)

    def load(self, model: torch.nn.Module, optimizer: Optimizer, schedule: Schedule) -> Progress:
        """Puts the saved state into the three; nothing done where there is no file of this training."""
        if not self.path.is_file():
            return Progress(0, ())
        # Tensors and plain values only: a file from elsewhere cannot run code.
        state: dict[str, Any] = torch.load(self.path, weights_only=True)
        if state["key"] != self.key:
            return Progress(0, ())
        model.load_state_dict(state["model"])
        optimizer.load_state_dict(state["optimizer"])
        schedule.load_state_dict(state["schedule"])
        torch.set_rng_state(state["random"])
        return Progress(state["epoch"], tuple(state["lines"]))

    def remove(self) -> None:
        """Removes the file, if there is one."""
        self.path.unlink(missing_ok=True)
