"""Batches: windows of several documents padded together, with the targets of every head."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from claimwright.training.targets import IGNORE, Example

__all__ = ["Batch", "batches"]

_QUIET_SHARE = 0.5
"""Share of the documents of which one window without a label is kept in an epoch; drawn anew each time."""


@dataclass(frozen=True)
class Batch:
    """Tensors of one step; every index into windows counts rows of ``input_ids``.

    Attributes:
        input_ids, shape_ids, attention_mask: ``(windows, pieces)``.
        tags, weights: ``(windows, pieces, labels)``.
        triggers: ``(triggers, 7)``: window, first, last, type, modality, first and last piece of the sentence.
        trigger_weights: ``(triggers,)``.
        relations: ``(pairs, 9)``: the trigger's pieces, the mention's pieces, claim type, entity type, distance.
        roles, role_mask: ``(pairs, roles)``: targets, and 1 where they count.
        antecedents: ``(pairs, 8)``: number of the anaphor, its pieces, the candidate's pieces, distance.
        antecedent_targets: ``(pairs,)`` 1 where the candidate is right.
    """

    input_ids: Tensor
    shape_ids: Tensor
    attention_mask: Tensor
    tags: Tensor
    weights: Tensor
    triggers: Tensor
    trigger_weights: Tensor
    relations: Tensor
    roles: Tensor
    role_mask: Tensor
    antecedents: Tensor
    antecedent_targets: Tensor


def batches(
    examples: Sequence[Example], *, pieces: int, roles: int, allowed: np.ndarray, rng: random.Random
) -> Iterator[Batch]:
    """One epoch in random order.

    Args:
        examples: documents.
        pieces: padded word pieces of a batch, at most (one document is never split).
        roles: outputs of the relation head.
        allowed: ``(claim types, entity types, roles)`` of 0 and 1: which role can be filled at all.
        rng: order and choice of quiet windows.
    """
    order = list(examples)
    rng.shuffle(order)
    group: list[tuple[Example, list[int]]] = []
    longest = count = 0
    for example in order:
        chosen = _choose(example, rng)
        if not chosen:
            continue
        size = max(len(example.windows[n].ids) for n in chosen)
        if group and (count + len(chosen)) * max(longest, size) > pieces:
            yield _collate(group, roles, allowed)
            group, longest, count = [], 0, 0
        group.append((example, chosen))
        longest, count = max(longest, size), count + len(chosen)
    if group:
        yield _collate(group, roles, allowed)


def _choose(example: Example, rng: random.Random) -> list[int]:
    needed = example.labelled_windows()
    for item in example.antecedents:
        needed.add(item.anaphor[0])
        needed.update(candidate[0] for candidate in item.candidates)
    quiet = [number for number in range(len(example.windows)) if number not in needed]
    if quiet and rng.random() < _QUIET_SHARE:
        needed.add(rng.choice(quiet))
    return sorted(needed)


def _collate(group: Sequence[tuple[Example, list[int]]], roles: int, allowed: np.ndarray) -> Batch:
    rows = {(id(example), number): 0 for example, chosen in group for number in chosen}
    for row, key in enumerate(rows):
        rows[key] = row
    flat = [(example, number) for example, chosen in group for number in chosen]
    length = max(len(example.windows[number].ids) for example, number in flat)
    labels = flat[0][0].tags[0].shape[1]
    ids, shapes, mask = (np.zeros((len(flat), length), dtype=np.int64) for _ in range(3))
    tags = np.full((len(flat), length, labels), IGNORE, dtype=np.int64)
    weights = np.zeros((len(flat), length, labels), dtype=np.float32)
    for row, (example, number) in enumerate(flat):
        window = example.windows[number]
        size = len(window.ids)
        ids[row, :size], shapes[row, :size], mask[row, :size] = window.ids, window.shapes, 1
        tags[row, :size], weights[row, :size] = example.tags[number], example.weights[number]
    triggers, trigger_weights, relations, targets, masks, pairs, right = [], [], [], [], [], [], []
    anaphors = 0
    for example, _ in group:
        for trigger in example.triggers:
            window, first, last = trigger.pieces
            triggers.append(
                [
                    rows[id(example), window],
                    first,
                    last,
                    trigger.claim_type,
                    trigger.modality,
                    *trigger.sentence,
                ]
            )
            trigger_weights.append(trigger.weight)
        for pair in example.relations:
            relations.append(
                [
                    rows[id(example), pair.trigger[0]],
                    *pair.trigger[1:],
                    rows[id(example), pair.mention[0]],
                    *pair.mention[1:],
                    pair.claim_type,
                    pair.mention_type,
                    pair.distance,
                ]
            )
            target = np.zeros(roles, dtype=np.float32)
            target[list(pair.roles)] = 1
            counted = allowed[pair.claim_type, pair.mention_type].astype(np.float32)
            counted[list(pair.ignored)] = 0
            targets.append(target)
            masks.append(counted)
        for item in example.antecedents:
            for number, (candidate, distance) in enumerate(zip(item.candidates, item.distances, strict=True)):
                pairs.append(
                    [
                        anaphors,
                        rows[id(example), item.anaphor[0]],
                        *item.anaphor[1:],
                        rows[id(example), candidate[0]],
                        *candidate[1:],
                        distance,
                    ]
                )
                right.append(float(number in item.right))
            anaphors += 1
    return Batch(
        torch.from_numpy(ids),
        torch.from_numpy(shapes),
        torch.from_numpy(mask),
        torch.from_numpy(tags),
        torch.from_numpy(weights),
        torch.tensor(triggers, dtype=torch.long).reshape(-1, 7),
        torch.tensor(trigger_weights),
        torch.tensor(relations, dtype=torch.long).reshape(-1, 9),
        torch.from_numpy(np.array(targets, dtype=np.float32).reshape(-1, roles)),
        torch.from_numpy(np.array(masks, dtype=np.float32).reshape(-1, roles)),
        torch.tensor(pairs, dtype=torch.long).reshape(-1, 8),
        torch.tensor(right),
    )
