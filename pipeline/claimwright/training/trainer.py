"""The training loop: seeded, resumable at epoch borders, on the CPU or a GPU if there is one."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import torch

from claimwright.training.batches import Batch, ReadingBatch, batches
from claimwright.training.checkpoint import Checkpoint, Progress
from claimwright.training.losses import losses, reading_losses
from claimwright.training.model import ClaimModel
from claimwright.training.targets import Example

__all__ = ["TrainSettings", "train"]

_LOSS_WEIGHTS = {"tags": 1.0, "antecedents": 0.3, "roles": 3.0, "events": 0.5}


@dataclass(frozen=True, slots=True)
class TrainSettings:
    """Hyperparameters.

    Attributes:
        epochs: passes over the documents.
        pieces: padded word pieces of a step.
        encoder_rate, head_rate: peak learning rates.
        warmup: share of the steps until the peak.
        decay: weight decay.
        seed: of order, dropout and initial heads.
    """

    epochs: int = 8
    pieces: int = 4096
    encoder_rate: float = 1e-4
    head_rate: float = 6e-4
    warmup: float = 0.1
    decay: float = 0.01
    seed: int = 13


def train(
    model: ClaimModel,
    examples: Sequence[Example],
    settings: TrainSettings,
    report: Callable[[str], None] = print,
    checkpoint: Checkpoint | None = None,
    stepped: Callable[[int, int], None] | None = None,
) -> ClaimModel:
    """Trains in place and returns the model, in evaluation mode.

    Args:
        model: fresh or trained before.
        examples: documents to learn from.
        settings: hyperparameters.
        report: called with one line an epoch.
        checkpoint: where a training that is broken off goes on from.
        stepped: called after every step with how many are done and how many there will be, about.
    """
    torch.manual_seed(settings.seed)
    rng = random.Random(settings.seed)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    model.train()
    torch.nn.Module.to(model, device)
    epochs = [rng.randrange(2**31) for _ in range(settings.epochs)]

    def epoch_batches(number: int) -> Iterator[Batch | ReadingBatch]:
        return batches(examples, pieces=settings.pieces, rng=random.Random(epochs[number]))

    steps = settings.epochs * sum(1 for _ in epoch_batches(0))
    optimizer = _optimizer(model, settings)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: _rate(step, steps, settings.warmup))
    done = checkpoint.load(model, optimizer, schedule) if checkpoint else Progress(0, ())
    lines = list(done.lines)
    for line in lines:
        report(line)
    for epoch in range(done.epoch, settings.epochs):
        meter = _Meter()
        for batch in epoch_batches(epoch):
            meter.add(_step(model, batch, optimizer, device))
            schedule.step()
            if stepped:
                stepped(schedule.last_epoch, steps)
        lines.append(f"epoch {epoch + 1}/{settings.epochs}: {meter.line()}")
        report(lines[-1])
        if checkpoint:
            checkpoint.save(Progress(epoch + 1, tuple(lines)), model, optimizer, schedule)
    torch.nn.Module.train(model, False)
    return model


class _Meter:
    """Mean losses of an epoch and the time it took."""

    def __init__(self) -> None:
        self._started = time.perf_counter()
        self._totals = {name: [0.0, 0] for name in _LOSS_WEIGHTS}
        self._steps = 0

    def add(self, found: dict[str, float]) -> None:
        self._steps += 1
        for name, value in found.items():
            self._totals[name] = [self._totals[name][0] + value, self._totals[name][1] + 1]

    def line(self) -> str:
        means = ", ".join(f"{name} {value / max(n, 1):.4f}" for name, (value, n) in self._totals.items())
        return f"{means} ({self._steps} steps, {time.perf_counter() - self._started:.0f} s)"


def _optimizer(model: ClaimModel, settings: TrainSettings) -> torch.optim.Optimizer:
    encoder = list(model.encoder.parameters())
    known = {id(parameter) for parameter in encoder}
    heads = [parameter for parameter in model.parameters() if id(parameter) not in known]
    groups = [{"params": encoder, "lr": settings.encoder_rate}, {"params": heads, "lr": settings.head_rate}]
    return torch.optim.AdamW(groups, weight_decay=settings.decay, fused=True)


def _rate(step: int, steps: int, warmup: float) -> float:
    start = max(1, int(steps * warmup))
    return (step + 1) / start if step < start else max(0.02, (steps - step) / max(1, steps - start))


def _step(
    model: ClaimModel, batch: Batch | ReadingBatch, optimizer: torch.optim.Optimizer, device: torch.device
) -> dict[str, float]:
    moved = {name: getattr(batch, name).to(device) for name in batch.__dataclass_fields__}
    first = isinstance(batch, Batch)
    prime = torch.zeros_like(moved["input_ids"]) if first else moved["prime_ids"]
    with torch.autocast(device.type, dtype=torch.bfloat16):
        encoded = model(moved["input_ids"], moved["shape_ids"], prime, moved["attention_mask"])
    found = (
        losses(model, Batch(**moved), encoded)
        if first
        else reading_losses(model, ReadingBatch(**moved), encoded)
    )
    total = torch.stack([_LOSS_WEIGHTS[name] * value for name, value in found.items()]).sum()
    optimizer.zero_grad(set_to_none=True)
    torch.autograd.backward(total)
    torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    optimizer.step()
    return {name: float(value.detach()) for name, value in found.items()}
