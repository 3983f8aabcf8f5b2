"""Builds the stored labels: ``python -m claimwright.corpora.build ANNOTATIONS OUT [TEXTS]``.

The folder has one folder a batch, with ``list.json`` (``[{"doc": path, "tag": how chosen}]``) and
``out/NNN.json``, the annotation of the document of that number. Batches whose names start with ``x`` are the
test, all others training; ``x00B`` is the second annotator of ``x00``, who has seen nothing of the first.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from claimwright.corpora.adjudicate import adjudicate
from claimwright.corpora.collections import Collection, load_collections
from claimwright.corpora.compile import compile_annotation
from claimwright.corpora.reader import ASIDE
from claimwright.corpora.store import encode_document, read_rows, write_rows
from claimwright.corpora.texts import decode_text, digest, read_texts
from claimwright.corpora.validate import find_label_faults
from claimwright.errors import ClaimwrightError, InputError
from claimwright.records.gold import GoldClaim, GoldDocument

__all__ = ["BuildReport", "build"]

_SECOND = "B"


@dataclass(slots=True)
class BuildReport:
    """What a build did.

    Attributes:
        documents: written, by ``collection/split``.
        pending: documents on a list without an annotation yet.
        faults: one line for each document that was left out, or that is in with a doubt, and why.
    """

    documents: dict[str, int] = field(default_factory=dict)
    pending: int = 0
    faults: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Task:
    """One document of a batch: where its annotations are, if they are there."""

    path: str
    tag: str
    split: str
    first: Path
    second: Path


def build(annotations: str | Path, out: str | Path, texts: str | Path | None = None) -> BuildReport:
    """Compile every annotation there is into ``out/<collection>/<split>.jsonl``.

    Documents stored earlier whose annotations are not in the folder stay. A document with a fault is left out
    and reported. Where a test document was annotated twice, the adjudicated labels are stored, and those of
    either annotator under ``annotators/``.

    Args:
        annotations: folder of batches.
        out: folder of stored labels, ``annotations/`` of the project.
        texts: see ``texts_root``.

    Raises:
        InputError: E502 if no text can be found at all.
    """
    report = BuildReport()
    tasks = list(_tasks(Path(annotations), report))
    for collection in load_collections().values():
        kept_aside = {row["path"] for _, row in _stored(Path(out) / collection.name / f"{ASIDE}.jsonl")}
        own = [
            replace(task, split=ASIDE) if task.path in kept_aside else task
            for task in tasks
            if collection.prefix and task.path.startswith(collection.prefix)
        ]
        if own:
            _build_collection(collection, own, Path(out) / collection.name, texts, report)
    return report


def _tasks(root: Path, report: BuildReport) -> Iterator[_Task]:
    for listing in sorted(root.glob("*/list.json")):
        batch = listing.parent
        if batch.name.endswith(_SECOND):
            continue
        split = "test" if batch.name.startswith("x") else "train"
        for number, entry in enumerate(json.loads(listing.read_text(encoding="utf-8"))):
            name = f"out/{number:03d}.json"
            task = _Task(
                entry["doc"], entry["tag"], split, batch / name, root / f"{batch.name}{_SECOND}" / name
            )
            if task.first.is_file() or task.second.is_file():
                yield task
            else:
                report.pending += 1


def _build_collection(
    collection: Collection, tasks: list[_Task], out: Path, texts: str | Path | None, report: BuildReport
) -> None:
    contents = read_texts(collection, (task.path for task in tasks), texts)
    if not contents:
        raise InputError("E502", collection.archive, f"none of {len(tasks)} texts was found")
    files: dict[str, dict[str, dict[str, Any]]] = {}
    for task in tasks:
        try:
            rows = _rows(task, collection, contents, report)
        except ClaimwrightError as error:
            report.faults.append(str(error))
            continue
        for name, row in rows.items():
            files.setdefault(name, {})[task.path] = row
    for name, rows in files.items():
        path = out / f"{name}.jsonl"
        kept = {str(row["path"]): row for _, row in _stored(path)}
        write_rows(path, {**kept, **rows}.values())
        report.documents[f"{collection.name}/{name}"] = len({**kept, **rows})


def _stored(path: Path) -> list[tuple[int, dict[str, Any]]]:
    return list(read_rows(path)) if path.is_file() else []


def _rows(
    task: _Task, collection: Collection, contents: Mapping[str, bytes], report: BuildReport
) -> dict[str, dict[str, Any]]:
    """The rows of one document by label file: the split's, and one for each of two annotators."""
    if task.path not in contents:
        raise InputError("E502", task.path)
    content = contents[task.path]
    raw = decode_text(content, task.path)
    both = [_compile(path, raw) for path in (task.first, task.second) if path.is_file()]

    def document(claims: tuple[GoldClaim, ...]) -> GoldDocument:
        return GoldDocument(
            collection.name, task.path, digest(content), task.split, task.tag, claims, text=raw
        )

    labelled = document(adjudicate(*both) if len(both) == 2 else both[0])
    report.faults += [f"{task.first}: {fault}" for fault in find_label_faults(labelled)]
    rows = {task.split: encode_document(labelled, annotators=len(both))}
    if len(both) == 2:
        for name, claims in zip(("first", "second"), both, strict=True):
            rows[f"annotators/{name}"] = encode_document(document(claims), annotators=1)
    return rows


def _compile(path: Path, raw: str) -> tuple[GoldClaim, ...]:
    try:
        annotation = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise InputError("E501", str(path), str(error)) from error
    return compile_annotation(annotation, raw, str(path))


def main(arguments: list[str]) -> int:
    """Build, print what was done, and return 1 if any document had a fault."""
    if len(arguments) not in (2, 3):
        print("usage: python -m claimwright.corpora.build ANNOTATIONS OUT [TEXTS]", file=sys.stderr)
        return 2
    report = build(*arguments)
    for fault in report.faults:
        print(fault, file=sys.stderr)
    print(
        json.dumps({"documents": report.documents, "pending": report.pending, "faults": len(report.faults)})
    )
    return 1 if report.faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
