"""The training loop: seeded, resumable at epoch borders, on the CPU or a GPU if there is one."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch

from claimwright.encoder.layout import Layout
from claimwright.schema import Declarations
from claimwright.training.batches import Batch, batches
from claimwright.training.losses import losses
from claimwright.training.model import ClaimModel
from claimwright.training.targets import Example

__all__ = ["TrainSettings", "allowed_roles", "train"]

_LOSS_WEIGHTS = {"tags": 1.0, "relations": 0.5, "modality": 0.3, "antecedents": 0.3}


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


def allowed_roles(layout: Layout, declarations: Declarations) -> np.ndarray:
    """Which role of which claim type an entity type can fill: ``(claim types, entity types, roles)`` booleans."""
    allowed = np.zeros((len(layout.claim_types), len(layout.entity_types), len(layout.roles)), dtype=bool)
    for column, (claim_type, role) in enumerate(layout.roles):
        for entity_type in declarations.claim_types[claim_type].roles[role].entity_types:
            row = layout.claim_types.index(claim_type)
            allowed[row, layout.entity_types.index(entity_type), column] = True
    return allowed


def train(
    model: ClaimModel,
    examples: Sequence[Example],
    layout: Layout,
    declarations: Declarations,
    settings: TrainSettings,
    report: Callable[[str], None] = print,
) -> ClaimModel:
    """Trains in place and returns the model, in evaluation mode.

    Args:
        model: fresh or trained before.
        examples: documents to learn from.
        layout: the outputs of the model.
        declarations: which role takes which entity type.
        settings: hyperparameters.
        report: called with one line an epoch.
    """
    torch.manual_seed(settings.seed)
    rng = random.Random(settings.seed)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    model.train()
    torch.nn.Module.to(model, device)
    allowed = allowed_roles(layout, declarations)
    epochs = [rng.randrange(2**31) for _ in range(settings.epochs)]

    def epoch_batches(number: int) -> Iterator[Batch]:
        order = random.Random(epochs[number])
        return batches(examples, pieces=settings.pieces, roles=len(layout.roles), allowed=allowed, rng=order)

    steps = settings.epochs * sum(1 for _ in epoch_batches(0))
    optimizer = _optimizer(model, settings)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: _rate(step, steps, settings.warmup))
    for epoch in range(settings.epochs):
        started, totals, count = time.perf_counter(), dict.fromkeys(_LOSS_WEIGHTS, 0.0), 0
        for batch in epoch_batches(epoch):
            for name, value in _step(model, batch, optimizer, device).items():
                totals[name] += value
            schedule.step()
            count += 1
        means = ", ".join(f"{name} {value / max(count, 1):.4f}" for name, value in totals.items())
        seconds = time.perf_counter() - started
        report(f"epoch {epoch + 1}/{settings.epochs}: {means} ({count} steps, {seconds:.0f} s)")
    torch.nn.Module.train(model, False)
    return model


def _optimizer(model: ClaimModel, settings: TrainSettings) -> torch.optim.Optimizer:
    encoder = list(model.encoder.parameters())
    known = {id(parameter) for parameter in encoder}
    heads = [parameter for parameter in model.parameters() if id(parameter) not in known]
    groups = [{"params": encoder, "lr": settings.encoder_rate}, {"params": heads, "lr": settings.head_rate}]
    return torch.optim.AdamW(groups, weight_decay=settings.decay)


def _rate(step: int, steps: int, warmup: float) -> float:
    start = max(1, int(steps * warmup))
    return (step + 1) / start if step < start else max(0.02, (steps - step) / max(1, steps - start))


def _step(
    model: ClaimModel, batch: Batch, optimizer: torch.optim.Optimizer, device: torch.device
) -> dict[str, float]:
    batch = Batch(*(getattr(batch, name).to(device) for name in Batch.__dataclass_fields__))
    with torch.autocast(device.type, dtype=torch.bfloat16):
        encoded = model(batch.input_ids, batch.shape_ids, batch.attention_mask)
    found = losses(model, batch, encoded)
    total = torch.stack([_LOSS_WEIGHTS[name] * value for name, value in found.items()]).sum()
    optimizer.zero_grad(set_to_none=True)
    torch.autograd.backward(total)
    torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    optimizer.step()
    return {name: float(value.detach()) for name, value in found.items()}
