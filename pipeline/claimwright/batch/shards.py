"""The plan of a batch: its inputs in their order, cut into shards that have an identity of their own."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from claimwright.batch.copies import Copies
from claimwright.batch.result import Item
from claimwright.batch.run import content_digest, copy_of
from claimwright.records import Outcome, RawDocument
from claimwright.settings import ShardSettings

__all__ = ["Input", "Shard", "cut", "grouped", "input_of", "shard_of"]

_SHORT = 16  # hex digits kept of an input's digest


@dataclass(frozen=True, slots=True)
class Input:
    """One input of a shard.

    Attributes:
        item: what to work on; an exact copy of an earlier input is already a skipped outcome here.
        digest: 16 hex digits over everything that decides what becomes of it.
        sha256: hex digest of its content, or None where there is no content.
    """

    item: Item
    digest: str
    sha256: str | None


@dataclass(frozen=True, slots=True)
class Shard:
    """Some inputs in a row.

    Attributes:
        number: from 0.
        inputs: in order.
        sha256: hex digest over the digests of all inputs.
        before: hex digest over all shards before it.
    """

    number: int
    inputs: tuple[Input, ...]
    sha256: str
    before: str


def cut(items: Iterable[Item], settings: ShardSettings, copies: Copies) -> Iterator[Shard]:
    """Cut the inputs into shards of ``settings.documents`` (fewer where they are large), in their order.

    Args:
        items: what was read.
        settings: sizes.
        copies: finds exact copies.
    """
    before = hashlib.sha256()
    made = (input_of(item, copy_of(item, copies)) for item in items)
    for number, inputs in enumerate(grouped(made, settings)):
        shard = shard_of(number, inputs, before.hexdigest())
        before.update(shard.sha256.encode())
        yield shard


def grouped(inputs: Iterable[Input], settings: ShardSettings) -> Iterator[list[Input]]:
    """Inputs in groups of the size of a shard."""
    group: list[Input] = []
    content = 0
    for entry in inputs:
        group.append(entry)
        content += len(entry.item.content) if isinstance(entry.item, RawDocument) else 0
        if len(group) >= settings.documents or content >= settings.content:
            yield group
            group, content = [], 0
    if group:
        yield group


def shard_of(number: int, inputs: Sequence[Input], before: str = "") -> Shard:
    """A shard of inputs."""
    sha256 = hashlib.sha256("\n".join(entry.digest for entry in inputs).encode()).hexdigest()
    return Shard(number, tuple(inputs), sha256, before)


def input_of(item: Item, copy: Outcome | None = None) -> Input:
    """The input that an item is, or that it would be if it were no exact copy."""
    sha256 = content_digest(item).hex() if isinstance(item, RawDocument) else None
    if isinstance(item, RawDocument):
        declared: object = [item.format, item.id, sorted(item.declared.items())]
    else:
        declared = [item.status, item.code, item.detail, item.id]
    told = json.dumps([item.path, sha256, declared, copy.detail if copy else None])
    return Input(copy or item, hashlib.sha256(told.encode()).hexdigest()[:_SHORT], sha256)
