"""The documents training works on: labelled, cleaned, divided into those to learn from and to calibrate on."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from claimwright.corpora.reader import documents
from claimwright.evaluation.measure import cleaned
from claimwright.records import Document
from claimwright.records.gold import GoldDocument

__all__ = ["Labelled", "divide", "labelled_documents"]


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
        number = int(hashlib.sha256(item.gold.path.encode()).hexdigest()[:8], 16) / 0xFFFFFFFF
        real = item.gold.source == "news"
        (hold if real and number < share else learn).append(item)
    return learn, hold
