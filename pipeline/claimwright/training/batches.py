"""Batches: windows of several documents padded together, with the targets of every head."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from claimwright.training.targets import IGNORE, Example, Pieces

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
    examples: Sequence[Example],
    *,
    pieces: int,
    roles: int,
    allowed: npt.NDArray[np.bool_],
    rng: random.Random,
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


Group = Sequence[tuple[Example, list[int]]]
"""Documents of one batch with the windows chosen of each."""


def _collate(group: Group, roles: int, allowed: npt.NDArray[np.bool_]) -> Batch:
    flat = [(example, number) for example, chosen in group for number in chosen]
    rows = {(id(example), number): row for row, (example, number) in enumerate(flat)}

    def placed(example: Example, pieces: Pieces) -> list[int]:
        return [rows[id(example), pieces[0]], pieces[1], pieces[2]]

    triggers = [
        [*placed(example, item.pieces), item.claim_type, item.modality, *item.sentence]
        for example, _ in group
        for item in example.triggers
    ]
    relations = [
        [
            *placed(example, pair.trigger),
            *placed(example, pair.mention),
            pair.claim_type,
            pair.mention_type,
            pair.distance,
        ]
        for example, _ in group
        for pair in example.relations
    ]
    anaphors = [(example, item) for example, _ in group for item in example.antecedents]
    pairs = [
        [number, *placed(example, item.anaphor), *placed(example, candidate), distance]
        for number, (example, item) in enumerate(anaphors)
        for candidate, distance in zip(item.candidates, item.distances, strict=True)
    ]
    right = [float(n in item.right) for _, item in anaphors for n in range(len(item.candidates))]
    targets, counted = _role_targets(group, roles, allowed)
    return Batch(
        *_window_tensors(flat),
        triggers=torch.tensor(triggers, dtype=torch.long).reshape(-1, 7),
        trigger_weights=torch.tensor([item.weight for example, _ in group for item in example.triggers]),
        relations=torch.tensor(relations, dtype=torch.long).reshape(-1, 9),
        roles=targets,
        role_mask=counted,
        antecedents=torch.tensor(pairs, dtype=torch.long).reshape(-1, 8),
        antecedent_targets=torch.tensor(right),
    )


def _window_tensors(flat: Sequence[tuple[Example, int]]) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
    """Ids, shapes, mask, tags and weights of the windows, padded to the longest."""
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
    made = [torch.from_numpy(array) for array in (ids, shapes, mask, tags, weights)]
    return made[0], made[1], made[2], made[3], made[4]


def _role_targets(group: Group, roles: int, allowed: npt.NDArray[np.bool_]) -> tuple[Tensor, Tensor]:
    """For each pair the roles it fills, and which roles count: those the schema allows and nothing leaves open."""
    found = [pair for example, _ in group for pair in example.relations]
    targets = np.zeros((len(found), roles), dtype=np.float32)
    counted = np.zeros((len(found), roles), dtype=np.float32)
    for row, pair in enumerate(found):
        targets[row, list(pair.roles)] = 1
        counted[row] = allowed[pair.claim_type, pair.mention_type]
        counted[row, list(pair.ignored)] = 0
    return torch.from_numpy(targets), torch.from_numpy(counted)
