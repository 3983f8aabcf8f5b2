"""Labelled documents as Hugging Face ``datasets``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from claimwright.corpora.reader import SPLITS, documents
from claimwright.records.gold import GoldClaim, GoldDocument, GoldMention, Range

if TYPE_CHECKING:
    from datasets import DatasetDict, Features

__all__ = ["document_record", "features", "load"]


def load(name: str, split: str | None = None, *, texts: str | Path | None = None) -> DatasetDict:
    """The labelled documents of a collection as a ``DatasetDict``: a data set a split, a row a document.

    Args:
        name: ``news``, ``press`` or ``written``.
        split: one split only; None for all that have documents.
        texts: folder with the texts; see ``claimwright.corpora.documents``.

    Raises:
        InputError: as ``claimwright.corpora.documents``.
        ModuleNotFoundError: if ``datasets`` is not installed (``pip install claimwright[train]``).
    """
    from datasets import Dataset, DatasetDict

    records = [document_record(document) for document in documents(name, split, texts=texts)]
    chosen = (
        [split] if split else [known for known in SPLITS if any(row["split"] == known for row in records)]
    )
    return DatasetDict(
        {
            known: Dataset.from_list([row for row in records if row["split"] == known], features=features())
            for known in chosen
        }
    )


def features() -> Features:
    """The columns; offsets are code points of ``text``, end exclusive, and lists have any length."""
    from datasets import Features, Value

    text, offset, flag = Value("string"), Value("int32"), Value("bool")
    place = {"start": offset, "end": offset}
    role = {"role": text, "start": offset, "end": offset}
    forms = {"role": text, "forms": [text]}
    mention = {
        "quote": place,
        "trigger": place,
        "modality": text,
        "arguments": [role],
        "cue": [place],
        "attribution": [place],
        "others": [{"type": text, "start": offset, "end": offset}],
    }
    claim = {
        "type": text,
        "modality": text,
        "modality_any": [text],
        "optional": flag,
        "arguments": [forms],
        "soft": [forms],
        "evidence": [place],
        "mentions": [mention],
    }
    entity = {"type": text, "start": offset, "end": offset, "entity": offset, "kind": text}
    names = ("source", "path", "sha256", "split", "tag", "text")
    return Features({**dict.fromkeys(names, text), "claims": [claim], "entities": [entity]})


def document_record(document: GoldDocument) -> dict[str, Any]:
    """A labelled document as a plain row in the shape of ``features``."""
    return {
        "source": document.source,
        "path": document.path,
        "sha256": document.sha256,
        "split": document.split,
        "tag": document.tag,
        "text": document.text,
        "claims": [_claim(claim) for claim in document.claims],
        "entities": [
            {
                "type": mention.type,
                **_place(mention.range),
                "entity": mention.entity,
                "kind": mention.kind.value,
            }
            for mention in document.entities
        ],
    }


def _claim(claim: GoldClaim) -> dict[str, Any]:
    return {
        "type": claim.type,
        "modality": claim.modality.value,
        "modality_any": [modality.value for modality in claim.accepted_modalities],
        "optional": claim.optional,
        "arguments": _forms(claim.arguments),
        "soft": _forms(claim.soft),
        "evidence": [_place(place) for place in claim.evidence],
        "mentions": [_mention(mention) for mention in claim.mentions],
    }


def _forms(arguments: Mapping[str, Sequence[str]]) -> list[dict[str, Any]]:
    return [{"role": role, "forms": list(forms)} for role, forms in arguments.items()]


def _mention(mention: GoldMention) -> dict[str, Any]:
    return {
        "quote": _place(mention.quote),
        "trigger": _place(mention.trigger),
        "modality": mention.modality.value,
        "arguments": [{"role": role, **_place(place)} for role, place in mention.arguments.items()],
        "cue": [_place(mention.cue)] if mention.cue else [],
        "attribution": [_place(mention.attribution)] if mention.attribution else [],
        "others": [{"type": kind, **_place(place)} for kind, place in mention.others],
    }


def _place(place: Range) -> dict[str, int]:
    return {"start": place.start, "end": place.end}
