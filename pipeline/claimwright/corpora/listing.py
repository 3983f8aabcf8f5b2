"""Which collections there are, how many labelled documents each has, and whether their texts are here."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from claimwright.corpora.collections import Collection, load_collections, texts_root
from claimwright.corpora.reader import ASIDE, SPLITS, label_rows
from claimwright.corpora.written import compile_folder

__all__ = ["Listed", "list_collections"]


@dataclass(frozen=True, slots=True)
class Listed:
    """One collection.

    Attributes:
        name, title, licence, origin: as the manifest declares them.
        splits: documents with labels by split; ``aside`` ones are neither trained on nor tested on.
        texts: where its texts are looked for.
        here: whether they are there.
    """

    name: str
    title: str
    licence: str
    origin: str
    splits: dict[str, int]
    texts: str
    here: bool


def list_collections(texts: str | Path | None = None) -> list[Listed]:
    """Every declared collection, in the order of the manifest.

    Args:
        texts: see ``claimwright.corpora.documents``.
    """
    return [_listed(collection, texts) for collection in load_collections().values()]


def _listed(collection: Collection, texts: str | Path | None) -> Listed:
    if collection.folder:
        articles, _ = compile_folder()
        found = {split: sum(article.document.split == split for article in articles) for split in SPLITS}
        place, here = collection.folder, True
    else:
        found = {split: sum(1 for _ in label_rows(collection, split, texts)) for split in (*SPLITS, ASIDE)}
        archive = texts_root(texts) / collection.archive
        place, here = str(archive), archive.is_file() or (texts_root(texts) / collection.prefix).is_dir()
    splits = {split: count for split, count in found.items() if count}
    return Listed(
        collection.name, collection.title, collection.licence, collection.origin, splits, place, here
    )
