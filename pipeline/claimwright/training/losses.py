"""The loss of each head; the step's loss is their weighted sum."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from claimwright.training.batches import Batch
from claimwright.training.model import ClaimModel, Encoded
from claimwright.training.targets import IGNORE

__all__ = ["losses", "span_vectors"]


def span_vectors(hidden: Tensor, rows: Tensor) -> Tensor:
    """``(n, 2 * width)`` vectors of runs given as ``(n, 3)``: window, first piece, last piece."""
    return torch.cat((hidden[rows[:, 0], rows[:, 1]], hidden[rows[:, 0], rows[:, 2]]), dim=-1)


def losses(model: ClaimModel, batch: Batch, encoded: Encoded) -> dict[str, Tensor]:
    """The named losses of a batch; a head without examples in it is left out."""
    hidden = encoded.hidden.float()
    found = {"tags": _tag_loss(encoded.tag_logits.float(), batch)}
    if len(batch.triggers):
        found["modality"] = _modality_loss(model, batch, hidden)
    if len(batch.relations):
        found["relations"] = _relation_loss(model, batch, hidden)
    if len(batch.antecedents):
        found["antecedents"] = _antecedent_loss(model, batch, hidden)
    return found


def _tag_loss(logits: Tensor, batch: Batch) -> Tensor:
    windows, pieces, labels = batch.tags.shape
    flat = nn.functional.cross_entropy(
        logits.view(-1, 3), batch.tags.reshape(-1), reduction="none", ignore_index=IGNORE
    )
    weighted = flat.view(windows, pieces, labels) * batch.weights
    # Summed over labels and averaged over pieces: a rare label must not vanish among the many that are outside.
    return weighted.sum() / batch.attention_mask.sum()


def _modality_loss(model: ClaimModel, batch: Batch, hidden: Tensor) -> Tensor:
    vectors = span_vectors(hidden, batch.triggers[:, :3])
    means = torch.stack(
        [
            hidden[row, first : last + 1].mean(dim=0)
            for row, _, _, _, _, first, last in batch.triggers.tolist()
        ]
    )
    logits = model.modality(vectors, means, batch.triggers[:, 3])
    flat = nn.functional.cross_entropy(logits, batch.triggers[:, 4], reduction="none")
    return (flat * batch.trigger_weights).mean()


def _relation_loss(model: ClaimModel, batch: Batch, hidden: Tensor) -> Tensor:
    rows = batch.relations
    logits = model.relations(
        span_vectors(hidden, rows[:, 0:3]),
        span_vectors(hidden, rows[:, 3:6]),
        rows[:, 6],
        rows[:, 7],
        rows[:, 8],
    )
    flat = nn.functional.binary_cross_entropy_with_logits(logits, batch.roles, reduction="none")
    return (flat * batch.role_mask).sum() / max(float(batch.roles.sum()), 1.0)


def _antecedent_loss(model: ClaimModel, batch: Batch, hidden: Tensor) -> Tensor:
    rows = batch.antecedents
    logits = model.antecedents(
        span_vectors(hidden, rows[:, 1:4]), span_vectors(hidden, rows[:, 4:7]), rows[:, 7]
    )
    total = logits.new_zeros(())
    numbers = sorted(set(rows[:, 0].tolist()))
    for number in numbers:
        chosen = rows[:, 0] == number
        # Log-odds against "none of them", which is fixed at 0; several candidates may be right (one entity, two names).
        scores = torch.cat((logits.new_zeros(1), logits[chosen]))
        right = torch.cat((logits.new_zeros(1), batch.antecedent_targets[chosen])).bool()
        if not right.any():
            right[0] = True
        total = total + torch.logsumexp(scores, 0) - torch.logsumexp(scores[right], 0)
    mean: Tensor = total / len(numbers)
    return mean
