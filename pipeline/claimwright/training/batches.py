"""Batches of both passes: windows of several documents, or views around triggers, padded with their targets."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from claimwright.encoder import Window
from claimwright.training.targets import IGNORE, Example, Pieces, ReadingExample

__all__ = ["Batch", "ReadingBatch", "batches"]

_QUIET_SHARE = 0.6
"""Share of the documents of which one window without a label is kept in an epoch; drawn anew each time."""
_READINGS = 4
"""Labelled triggers of one document read in an epoch, at most; drawn anew each time."""
_LOOKALIKES = 0.6
"""Places worded like a trigger that are read in an epoch, for each document on the average, where it has any."""


@dataclass(frozen=True)
class Batch:
    """Tensors of a step of the first pass; every index into windows counts rows of ``input_ids``.

    Attributes:
        input_ids, shape_ids, attention_mask: ``(windows, pieces)``.
        tags, weights: ``(windows, pieces, labels)``.
        antecedents: ``(pairs, 8)``: number of the anaphor, its pieces, the candidate's pieces, distance.
        antecedent_targets: ``(pairs,)`` 1 where the candidate is right.
    """

    input_ids: Tensor
    shape_ids: Tensor
    attention_mask: Tensor
    tags: Tensor
    weights: Tensor
    antecedents: Tensor
    antecedent_targets: Tensor


@dataclass(frozen=True)
class ReadingBatch:
    """Tensors of a step of the second pass.

    Attributes:
        input_ids, shape_ids, attention_mask: ``(views, pieces)``.
        prime_ids: ``(views, pieces)``: one plus the claim type on the trigger's pieces, else 0.
        tags: ``(views, pieces, role labels)``.
        triggers: ``(views, 5)``: first and last piece of the trigger and of its sentence, claim type.
        events: ``(views,)`` modality, or one past the last where there is no event.
        weights: ``(views,)``.
    """

    input_ids: Tensor
    shape_ids: Tensor
    attention_mask: Tensor
    prime_ids: Tensor
    tags: Tensor
    triggers: Tensor
    events: Tensor
    weights: Tensor


def batches(
    examples: Sequence[Example], *, pieces: int, rng: random.Random
) -> Iterator[Batch | ReadingBatch]:
    """One epoch of both passes in random order.

    Args:
        examples: documents.
        pieces: padded word pieces of a batch, at most (the windows of one document are never split).
        rng: order, and choice of quiet windows and of readings.
    """
    order = list(examples)
    rng.shuffle(order)
    plan: list[tuple[Group, Sequence[ReadingExample]]] = [
        (group, ()) for group in _groups(order, pieces, rng)
    ]
    readings = [reading for example in order for reading in _chosen_readings(example, rng)]
    plan += [((), group) for group in _reading_groups(readings, pieces, rng)]
    rng.shuffle(plan)
    for group, views in plan:
        yield _collate_readings(views) if views else _collate(group)


Group = Sequence[tuple[Example, list[int]]]
"""Documents of one batch with the windows chosen of each."""


def _groups(order: Sequence[Example], pieces: int, rng: random.Random) -> Iterator[Group]:
    group: list[tuple[Example, list[int]]] = []
    longest = count = 0
    for example in order:
        chosen = _choose(example, rng)
        if not chosen:
            continue
        size = max(len(example.windows[n].ids) for n in chosen)
        if group and (count + len(chosen)) * max(longest, size) > pieces:
            yield group
            group, longest, count = [], 0, 0
        group.append((example, chosen))
        longest, count = max(longest, size), count + len(chosen)
    if group:
        yield group


def _choose(example: Example, rng: random.Random) -> list[int]:
    needed = set(example.labelled)
    for item in example.antecedents:
        needed.add(item.anaphor[0])
        needed.update(candidate[0] for candidate in item.candidates)
    quiet = [
        number
        for number in range(len(example.windows))
        if number not in needed and (example.tags[number] != IGNORE).any()
    ]
    if quiet and rng.random() < _QUIET_SHARE:
        needed.add(rng.choice(quiet))
    return sorted(needed)


def _chosen_readings(example: Example, rng: random.Random) -> list[ReadingExample]:
    if example.reviewed:
        return example.readings
    lookalikes = [r for r in example.readings if _is_empty(r)]
    events = [r for r in example.readings if not _is_empty(r)]
    chosen = rng.sample(events, min(_READINGS, len(events)))
    if lookalikes and rng.random() < _LOOKALIKES:
        chosen.append(rng.choice(lookalikes))
    return chosen


def _is_empty(reading: ReadingExample) -> bool:
    return bool((reading.tags == IGNORE).all())


def _reading_groups(
    readings: Sequence[ReadingExample], pieces: int, rng: random.Random
) -> Iterator[list[ReadingExample]]:
    """Readings of like length together, a little shaken so that batches differ from epoch to epoch."""
    order = sorted(readings, key=lambda reading: len(reading.view.window.ids) + rng.random() * 24)
    group: list[ReadingExample] = []
    for reading in order:
        longest = max(len(r.view.window.ids) for r in (*group, reading))
        if group and (len(group) + 1) * longest > pieces:
            yield group
            group = []
        group.append(reading)
    if group:
        yield group


def _collate_readings(readings: Sequence[ReadingExample]) -> ReadingBatch:
    windows = [reading.view.window for reading in readings]
    ids, shapes, mask = _padded(windows)
    prime = np.zeros(ids.shape, dtype=np.int64)
    tags = np.full((*ids.shape, readings[0].tags.shape[1]), IGNORE, dtype=np.int64)
    for row, reading in enumerate(readings):
        view = reading.view
        prime[row, view.first : view.last + 1] = reading.claim_type + 1
        tags[row, : len(view.window.ids)] = reading.tags
    triggers = [[r.view.first, r.view.last, *r.view.sentence, r.claim_type] for r in readings]
    return ReadingBatch(
        torch.from_numpy(ids),
        torch.from_numpy(shapes),
        torch.from_numpy(mask),
        torch.from_numpy(prime),
        torch.from_numpy(tags),
        torch.tensor(triggers, dtype=torch.long),
        torch.tensor([reading.event for reading in readings], dtype=torch.long),
        torch.tensor([reading.weight for reading in readings]),
    )


def _collate(group: Group) -> Batch:
    flat = [(example, number) for example, chosen in group for number in chosen]
    rows = {(id(example), number): row for row, (example, number) in enumerate(flat)}

    def placed(example: Example, pieces: Pieces) -> list[int]:
        return [rows[id(example), pieces[0]], pieces[1], pieces[2]]

    anaphors = [(example, item) for example, _ in group for item in example.antecedents]
    pairs = [
        [number, *placed(example, item.anaphor), *placed(example, candidate), distance]
        for number, (example, item) in enumerate(anaphors)
        for candidate, distance in zip(item.candidates, item.distances, strict=True)
    ]
    right = [float(n in item.right) for _, item in anaphors for n in range(len(item.candidates))]
    ids, shapes, mask = _padded([example.windows[number] for example, number in flat])
    labels = flat[0][0].tags[0].shape[1]
    tags = np.full((*ids.shape, labels), IGNORE, dtype=np.int64)
    weights = np.zeros((*ids.shape, labels), dtype=np.float32)
    for row, (example, number) in enumerate(flat):
        size = len(example.windows[number].ids)
        tags[row, :size], weights[row, :size] = example.tags[number], example.weights[number]
    return Batch(
        torch.from_numpy(ids),
        torch.from_numpy(shapes),
        torch.from_numpy(mask),
        torch.from_numpy(tags),
        torch.from_numpy(weights),
        antecedents=torch.tensor(pairs, dtype=torch.long).reshape(-1, 8),
        antecedent_targets=torch.tensor(right),
    )


def _padded(windows: Sequence[Window]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Ids, shapes and mask of windows, padded to the longest."""
    length = max(len(window.ids) for window in windows)
    ids, shapes, mask = (np.zeros((len(windows), length), dtype=np.int64) for _ in range(3))
    for row, window in enumerate(windows):
        size = len(window.ids)
        ids[row, :size], shapes[row, :size], mask[row, :size] = window.ids, window.shapes, 1
    return ids, shapes, mask
