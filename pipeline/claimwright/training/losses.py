"""The loss of each head; the step's loss is their weighted sum."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from claimwright.training.batches import Batch, ReadingBatch
from claimwright.training.model import ClaimModel, Encoded
from claimwright.training.targets import IGNORE

__all__ = ["losses", "reading_losses", "span_vectors"]


def span_vectors(hidden: Tensor, rows: Tensor) -> Tensor:
    """``(n, 2 * width)`` vectors of runs given as ``(n, 3)``: window, first piece, last piece."""
    return torch.cat((hidden[rows[:, 0], rows[:, 1]], hidden[rows[:, 0], rows[:, 2]]), dim=-1)


def losses(model: ClaimModel, batch: Batch, encoded: Encoded) -> dict[str, Tensor]:
    """The named losses of a batch of the first pass; a head without examples in it is left out."""
    found = {"tags": _tag_loss(encoded.tag_logits.float(), batch.tags, batch.weights, batch.attention_mask)}
    if len(batch.antecedents):
        found["antecedents"] = _antecedent_loss(model, batch, encoded.hidden.float())
    return found


def reading_losses(model: ClaimModel, batch: ReadingBatch, encoded: Encoded) -> dict[str, Tensor]:
    """The named losses of a batch of the second pass."""
    weights = batch.weights[:, None, None].expand(batch.tags.shape)
    roles = _tag_loss(encoded.role_logits.float(), batch.tags, weights, batch.attention_mask)
    hidden = encoded.hidden.float()
    views = torch.arange(len(hidden), device=hidden.device)
    rows = torch.cat((views[:, None], batch.triggers[:, :2]), dim=-1)
    means = torch.stack([h[first : last + 1].mean(dim=0) for h, (first, last) in _sentences(hidden, batch)])
    logits = model.events(span_vectors(hidden, rows), means, batch.triggers[:, 4])
    flat = nn.functional.cross_entropy(logits, batch.events, reduction="none")
    return {"roles": roles, "events": (flat * batch.weights).mean()}


def _sentences(hidden: Tensor, batch: ReadingBatch) -> list[tuple[Tensor, tuple[int, int]]]:
    places = batch.triggers[:, 2:4].tolist()
    return [(row, (first, last)) for row, (first, last) in zip(hidden, places, strict=True)]


def _tag_loss(logits: Tensor, tags: Tensor, weights: Tensor, mask: Tensor) -> Tensor:
    windows, pieces, labels = tags.shape
    flat = nn.functional.cross_entropy(
        logits.view(-1, 3), tags.reshape(-1), reduction="none", ignore_index=IGNORE
    )
    weighted = flat.view(windows, pieces, labels) * weights
    # Summed over labels and averaged over pieces: a rare label must not vanish among the many that are outside.
    return weighted.sum() / mask.sum()


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
