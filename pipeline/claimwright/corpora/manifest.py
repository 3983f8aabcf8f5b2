"""The manifest: every labelled text with its origin, digest, split and near-duplicate cluster.

``python -m claimwright.corpora.manifest`` writes ``corpora/manifest.jsonl`` anew from the labels and the texts.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from claimwright.corpora.clusters import find_clusters
from claimwright.corpora.collections import load_collections, project_root
from claimwright.corpora.reader import ASIDE, SPLITS, collection_named, label_file, label_rows
from claimwright.corpora.store import read_rows, write_rows
from claimwright.corpora.texts import read_texts, stream_texts
from claimwright.corpora.written import written_articles
from claimwright.errors import InputError

__all__ = ["HELD_OUT", "build_manifest", "crossing_clusters", "manifest_file", "read_manifest", "set_aside"]

HELD_OUT = frozenset({"test", "dev"})
"""The splits nothing may be trained on, nor on a near duplicate of anything in them."""


def manifest_file() -> Path:
    """Where the manifest stands."""
    return project_root() / "corpora" / "manifest.jsonl"


def read_manifest() -> list[dict[str, Any]]:
    """The rows of the manifest: ``source``, ``licence``, ``path``, ``sha256``, ``split``, ``chosen``, ``cluster``."""
    return [row for _, row in read_rows(manifest_file())]


def build_manifest(texts: str | Path | None = None) -> list[dict[str, Any]]:
    """The rows of the manifest, from the labels and the texts they point into.

    Args:
        texts: see ``claimwright.corpora.documents``.

    Raises:
        InputError: E502 if a text is missing: its cluster cannot be told without it.
    """
    rows: list[dict[str, Any]] = []
    contents: dict[str, str] = {}
    for name, collection in load_collections().items():
        found = list(_written_rows() if collection.folder else _label_rows(name, texts))
        read = {} if collection.folder else read_texts(collection, (row["path"] for row, _ in found), texts)
        for row, text in found:
            if not text and row["path"] not in read:
                raise InputError("E502", row["path"])
            contents[f"{name}:{row['path']}"] = text or read[row["path"]].decode("utf-8")
            rows.append({**row, "licence": collection.licence})
    clusters = find_clusters(contents, _background(contents, texts))
    return [{**row, "cluster": clusters[f"{row['source']}:{row['path']}"]} for row in rows]


def _written_rows() -> Iterator[tuple[dict[str, Any], str]]:
    for article in written_articles():
        document = article.document
        yield _row("written", document.path, document.sha256, document.split, article.style), document.text


def _label_rows(name: str, texts: str | Path | None) -> Iterator[tuple[dict[str, Any], str]]:
    for split in (*SPLITS, ASIDE):
        for _, row in label_rows(collection_named(name), split, texts):
            yield _row(name, row["path"], row["sha256"], split, row.get("tag", "")), ""


def _row(source: str, path: str, sha256: str, split: str, chosen: str) -> dict[str, Any]:
    return {"source": source, "path": path, "sha256": sha256, "split": split, "chosen": chosen}


def _background(known: Mapping[str, str], texts: str | Path | None) -> Iterator[str]:
    """The texts of the archives that have no labels."""
    for name, collection in load_collections().items():
        for path, content in stream_texts(collection, texts):
            if f"{name}:{path}" not in known:
                yield content.decode("utf-8", errors="replace")


def crossing_clusters(rows: Iterable[Mapping[str, Any]]) -> list[Sequence[Mapping[str, Any]]]:
    """The clusters that have texts to train on and texts held out, which must not be."""
    members: defaultdict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for row in rows:
        members[row["cluster"]].append(row)
    return [
        found
        for found in members.values()
        if HELD_OUT & {row["split"] for row in found} and "train" in {row["split"] for row in found}
    ]


def set_aside(rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Take the training labels out of clusters that cross into what is held out, and keep them in ``aside.jsonl``.

    Args:
        rows: of the manifest.

    Returns:
        The rows of the manifest, these with their new split.
    """
    moved = {
        (row["source"], row["path"])
        for found in crossing_clusters(rows)
        for row in found
        if row["split"] == "train"
    }
    for name in {source for source, _ in moved}:
        collection = collection_named(name)
        if collection.folder:
            raise InputError(
                "E501", name, "a written article nearly repeats one that is held out: give both one story"
            )
        train, aside = ([row for _, row in label_rows(collection, split)] for split in ("train", ASIDE))
        going = [{**row, "split": ASIDE} for row in train if (name, row["path"]) in moved]
        write_rows(
            label_file(collection, "train"), [row for row in train if (name, row["path"]) not in moved]
        )
        write_rows(label_file(collection, ASIDE), [*aside, *going])
    return [{**row, "split": ASIDE} if (row["source"], row["path"]) in moved else dict(row) for row in rows]


def main(arguments: list[str]) -> int:
    """Write the manifest, after setting aside what may not be trained on."""
    rows = build_manifest(*arguments[:1])
    settled = set_aside(rows)
    write_rows(manifest_file(), settled)
    moved = sum(row["split"] == ASIDE for row in settled)
    print(f"{len(rows)} texts in {len({row['cluster'] for row in rows})} clusters, {moved} set aside")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
