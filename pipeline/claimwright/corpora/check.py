"""Checks everything about the corpora that a program can check."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from claimwright.corpora.collections import Collection, load_collections, texts_root
from claimwright.corpora.manifest import crossing_clusters, manifest_file, read_manifest
from claimwright.corpora.reader import ASIDE, SPLITS, join_row, label_rows
from claimwright.corpora.store import LONGEST_FORM
from claimwright.corpora.texts import read_texts
from claimwright.corpora.written import compile_folder
from claimwright.errors import ClaimwrightError

__all__ = ["CheckReport", "check_corpora", "long_runs"]


@dataclass(slots=True)
class CheckReport:
    """What a check found.

    Attributes:
        checked: documents whose labels were checked against their text, by collection.
        missing: documents whose text is not here, by collection.
        faults: one line each, with file and line where there is one.
    """

    checked: dict[str, int] = field(default_factory=dict)
    missing: dict[str, int] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)


def check_corpora(texts: str | Path | None = None) -> CheckReport:
    """Check labels, digests, offsets, splits, the manifest, and that no label file holds a sentence.

    Labels whose text is not here are counted as missing, which is no fault.

    Args:
        texts: see ``claimwright.corpora.documents``.
    """
    report = CheckReport()
    known: dict[tuple[str, str], Mapping[str, Any]] = {}
    for name, collection in load_collections().items():
        try:
            rows = _check_written(report) if collection.folder else _check_labels(collection, texts, report)
            known |= {(name, row["path"]): row for row in rows}
        except ClaimwrightError as error:
            report.faults.append(str(error))
    try:
        report.faults += _manifest_faults(known, (texts_root(texts) / "gold").is_dir())
    except ClaimwrightError as error:
        report.faults.append(str(error))
    return report


def _check_written(report: CheckReport) -> list[Mapping[str, Any]]:
    articles, faults = compile_folder()
    report.checked["written"] = len(articles)
    report.faults += map(str, faults)
    return [
        {"path": article.document.path, "sha256": article.document.sha256, "split": article.document.split}
        for article in articles
    ]


def _check_labels(
    collection: Collection, texts: str | Path | None, report: CheckReport
) -> list[Mapping[str, Any]]:
    placed = [
        (where, {**row, "split": split})
        for split in (*SPLITS, ASIDE)
        for where, row in label_rows(collection, split, texts)
    ]
    contents = read_texts(collection, (row["path"] for _, row in placed), texts)
    report.checked[collection.name] = report.missing[collection.name] = 0
    seen: dict[str, str] = {}
    for where, row in placed:
        if row["path"] in seen:
            report.faults.append(f"{where}: {row['path']} is labelled already at {seen[row['path']]}")
        seen.setdefault(row["path"], where)
        if "doc" not in row:
            report.faults += [f"{where}: holds a run of words: {run!r}" for run in long_runs(row)]
        if row["path"] not in contents:
            report.missing[collection.name] += 1
            continue
        try:
            join_row(row, contents[row["path"]], where)
            report.checked[collection.name] += 1
        except ClaimwrightError as error:
            report.faults.append(str(error))
    return [row for _, row in placed]


def long_runs(value: object) -> Iterator[str]:
    """Every text in a label row that is longer than a name: labels stand off, they repeat no sentences."""
    if isinstance(value, str):
        if len(value.split()) > LONGEST_FORM:
            yield value
    elif isinstance(value, Mapping):
        for entry in value.values():
            yield from long_runs(entry)
    elif isinstance(value, Iterable):
        for entry in value:
            yield from long_runs(entry)


def _manifest_faults(
    known: Mapping[tuple[str, str], Mapping[str, Any]], development_labels_here: bool
) -> Iterator[str]:
    rows = read_manifest()
    listed = {(row["source"], row["path"]): row for row in rows}
    where = str(manifest_file())
    for found in crossing_clusters(rows):
        yield f"{where}: a cluster crosses splits: " + ", ".join(
            f"{row['split']} {row['path']}" for row in found
        )
    for key in known.keys() - listed.keys():
        yield f"{where}: {key[1]} is labelled but not listed: run python -m claimwright.corpora.manifest"
    for key, row in listed.items():
        if key not in known:
            if row["split"] != "dev" or development_labels_here:
                yield f"{where}: {key[1]} is listed but not labelled"
        elif any(known[key][field] != row[field] for field in ("sha256", "split")):
            yield f"{where}: {key[1]} has another digest or split than its labels"
