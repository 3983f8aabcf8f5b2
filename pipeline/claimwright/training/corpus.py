"""The documents training works on: labelled, cleaned, divided into those to learn from and to calibrate on."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from claimwright.corpora.reader import documents
from claimwright.evaluation.measure import cleaned
from claimwright.records import Document
from claimwright.records.gold import GoldDocument

__all__ = ["Labelled", "divide", "in_part", "is_held", "labelled_documents", "part"]


@dataclass(frozen=True, slots=True)
class Labelled:
    """A cleaned document with its labels."""

    document: Document
    gold: GoldDocument


def labelled_documents(collections: Sequence[str], split: str, *, missing: str = "raise") -> list[Labelled]:
    """The documents of a split, cleaned; labels and texts are checked by the loader.

    Args:
        collections: names of ``corpora/manifest.toml``; one without that split adds nothing.
        split: ``train``, ``test`` or ``dev``.
        missing: ``raise`` or ``skip`` texts that are not here.

    Raises:
        InputError: as ``claimwright.corpora.reader.documents``.
    """
    found: list[Labelled] = []
    for name in collections:
        for gold in documents(name, split, missing=missing):
            found.append(Labelled(cleaned(gold), gold))
    return found


def divide(labelled: Iterable[Labelled], share: float) -> tuple[list[Labelled], list[Labelled]]:
    """Documents to learn from, and about ``share`` of the real news to calibrate on, by a hash of the path.

    Written articles never calibrate: confidence must be honest on real news.
    """
    learn: list[Labelled] = []
    hold: list[Labelled] = []
    for item in labelled:
        (hold if is_held(item.gold, share) else learn).append(item)
    return learn, hold


def is_held(gold: GoldDocument, share: float) -> bool:
    """Whether a document is among the share to calibrate on."""
    return gold.source == "news" and _number(gold.path) < share


def part(labelled: Iterable[Labelled], share: float) -> list[Labelled]:
    """About ``share`` of the documents, by a hash of the path; a larger share holds every smaller one."""
    return [item for item in labelled if share >= 1.0 or in_part(item.gold, share)]


def in_part(gold: GoldDocument, share: float) -> bool:
    """Whether a document is among the share to learn from."""
    return _number(f"part of {gold.path}") < share


def _number(name: str) -> float:
    """A number from 0 to 1 that is always the same for one name."""
    return int(hashlib.sha256(name.encode()).hexdigest()[:8], 16) / 0xFFFFFFFF
