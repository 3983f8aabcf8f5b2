"""A model measured on labelled documents: cleaned, extracted, scored, as a user would run it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from claimwright.clean import clean
from claimwright.errors import InputError
from claimwright.evaluation.evaluate import Evaluation, evaluate
from claimwright.evaluation.files import document_stem
from claimwright.exchange.claim_json import claim_to_dict
from claimwright.extractor import Extractor
from claimwright.records import Document, RawDocument
from claimwright.records.gold import GoldDocument

__all__ = ["Measured", "cleaned", "measure"]


@dataclass(frozen=True, slots=True)
class Measured:
    """What a model made of labelled documents.

    Attributes:
        evaluation: the scores.
        claims: file-name stem to the claims as written out.
    """

    evaluation: Evaluation
    claims: dict[str, list[dict[str, Any]]]


def cleaned(gold: GoldDocument) -> Document:
    """The labelled text through the clean stage.

    Raises:
        InputError: E114, or the stage's own code, if nothing is left of it.
    """
    outcome = clean(RawDocument(gold.path, gold.text.encode("utf-8")))
    if outcome.document is None:
        raise InputError(outcome.code or "E114", gold.path, outcome.detail)
    return outcome.document


def measure(model: str | Path, gold: Sequence[GoldDocument]) -> Measured:
    """Extracts from the labelled documents and scores the claims.

    Args:
        model: name or folder.
        gold: joined with their texts. One that the clean stage skips or fails counts with no claims.

    Raises:
        ModelError: as ``Extractor``.
    """
    extractor = Extractor(model)
    documents = [outcome for item in gold if (outcome := _cleaned_or_none(item)) is not None]
    claims = {
        document_stem(document.path): [claim_to_dict(claim) for claim in found]
        for document, found in extractor.extract(documents)
    }
    return Measured(evaluate(gold, claims), claims)


def _cleaned_or_none(gold: GoldDocument) -> Document | None:
    try:
        return cleaned(gold)
    except InputError:
        return None
