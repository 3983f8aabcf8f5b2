"""Labelled documents, joined with their texts and checked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from claimwright.corpora.collections import Collection, load_collections, project_root, texts_root
from claimwright.corpora.entities import entity_mentions
from claimwright.corpora.store import decode_row, read_rows
from claimwright.corpora.texts import decode_text, digest, read_texts
from claimwright.corpora.validate import find_label_faults
from claimwright.corpora.written import read_written
from claimwright.errors import InputError
from claimwright.evaluation.files import gold_from_dict, read_gold_file
from claimwright.records.gold import GoldDocument

__all__ = ["ASIDE", "SPLITS", "collection_named", "documents", "join_row", "label_file", "label_rows"]

SPLITS = ("train", "test", "dev")
ASIDE = "aside"
"""Where labelled documents are kept that a near duplicate in the test or the development test keeps from training."""


def documents(
    name: str,
    split: str | None = None,
    *,
    texts: str | Path | None = None,
    missing: str = "raise",
) -> list[GoldDocument]:
    """The labelled documents of a collection, each with its text, checked label by label.

    Args:
        name: a collection of ``corpora/manifest.toml``: ``news``, ``press`` or ``written``.
        split: ``train``, ``test`` or ``dev``; None for every split there is. The ``dev`` labels of ``news``
            come from ``gold/dev.json`` beside the texts: they are a development test, never trained on.
        texts: folder with the texts; None for CLAIMWRIGHT_SHARED, else ``shared`` beside the project.
        missing: ``raise`` when a text is not there, or ``skip`` its document.

    Raises:
        InputError: E502 for a missing text, E503 for one that changed, E501 for a label that does not hold,
            E101 for an unknown collection or a split without labels.
    """
    collection = collection_named(name)
    if collection.folder:
        return [document for document in read_written() if split in (None, document.split)]
    if split and not label_file(collection, split, texts).is_file():
        raise InputError(
            "E101", str(label_file(collection, split, texts)), f"{name} has no labels for {split}"
        )
    joined: list[GoldDocument] = []
    for known in (split,) if split else SPLITS:
        rows = list(label_rows(collection, known, texts))
        joined += _join(collection, rows, texts, missing)
    return joined


def collection_named(name: str) -> Collection:
    """The collection of that name.

    Raises:
        InputError: E101 if the manifest has none of that name.
    """
    collections = load_collections()
    if name not in collections:
        raise InputError("E101", name, f"the collections are {', '.join(collections)}")
    return collections[name]


def label_file(collection: Collection, split: str, texts: str | Path | None = None) -> Path:
    """Where the labels of a split stand."""
    if split == "dev" and collection.name == "news":
        return texts_root(texts) / "gold" / "dev.json"
    return project_root() / collection.labels / f"{split}.jsonl"


def label_rows(
    collection: Collection, split: str, texts: str | Path | None = None
) -> Iterator[tuple[str, dict[str, Any]]]:
    """The rows of a split, not joined with texts, each with its file and line; none where the split has no labels.

    Raises:
        InputError: E501 for a line that is no label row.
    """
    path = label_file(collection, split, texts)
    if not path.is_file():
        return
    if path.suffix == ".jsonl":
        yield from ((f"{path}:{number}", row) for number, row in read_rows(path))
        return
    for number, entry in enumerate(read_gold_file(path), start=1):
        yield (
            f"{path} entry {number}",
            {**entry, "path": entry["doc"], "split": split, "source": collection.name},
        )


def _join(
    collection: Collection,
    rows: list[tuple[str, dict[str, Any]]],
    texts: str | Path | None,
    missing: str,
) -> list[GoldDocument]:
    contents = read_texts(collection, (row["path"] for _, row in rows), texts)
    absent = [row["path"] for _, row in rows if row["path"] not in contents]
    if absent and missing == "raise":
        shown = ", ".join(absent[:3]) + (" ..." if len(absent) > 3 else "")
        raise InputError("E502", str(texts_root(texts)), f"{len(absent)} of {len(rows)} texts: {shown}")
    return [join_row(row, contents[row["path"]], where) for where, row in rows if row["path"] in contents]


def join_row(row: Mapping[str, Any], content: bytes, where: str) -> GoldDocument:
    """One document from its label row and the bytes of its text.

    Raises:
        InputError: E503 if the digest differs, E501 if a label does not hold, E105 if the text is not UTF-8.
    """
    if digest(content) != row["sha256"]:
        raise InputError("E503", where, str(row["path"]))
    text = decode_text(content, str(row["path"]))
    document = gold_from_dict(row, text) if "doc" in row else decode_row(row, text, where)
    _refuse(find_label_faults(document), where)
    return replace(document, entities=entity_mentions(document))


def _refuse(faults: Iterable[str], where: str) -> None:
    listed = list(faults)
    if listed:
        raise InputError("E501", where, "; ".join(listed))
