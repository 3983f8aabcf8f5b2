"""Decisions of files into the log."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from claimwright.errors import InputError, StoreError
from claimwright.exchange.conversion import Format
from claimwright.exchange.foreign.review import Settings
from claimwright.records import Decision
from claimwright.store.decision_json import decision_from_line
from claimwright.store.label_studio_reader import read_task_log
from claimwright.store.store import Store

__all__ = ["import_decisions", "read_decisions"]


def read_decisions(
    files: Sequence[str | Path],
    kind: Format | None = None,
    settings: Settings | None = None,
    reviewer: str = "imported",
) -> list[tuple[str, Decision]]:
    """The decisions of files with the places they stand at, ``file:line`` or file and task.

    Args:
        files: in order.
        kind: ``jsonl`` or ``label-studio``; None recognises each.
        settings: how tasks of Label Studio are read; None for the usual.
        reviewer: who decided, where Label Studio does not tell.

    Raises:
        InputError: E101 or E102 if a file cannot be read, E701 to E704 if a task cannot.
        StoreError: E804 with its place, if something is no decision.
    """
    found: list[tuple[str, Decision]] = []
    for file in files:
        if (kind or _recognise(file)) is Format.JSONL:
            found += _read_lines(file)
            continue
        log = read_task_log(file, settings or Settings(), reviewer)
        if log.failed:
            raise log.failed[0]
        found += log.decisions
    return found


def import_decisions(
    store: Store,
    files: Sequence[str | Path],
    kind: Format | None = None,
    settings: Settings | None = None,
    reviewer: str = "imported",
) -> tuple[int, int]:
    """Append the decisions of files to the log in one transaction.

    Args:
        store: open.
        files: in order.
        kind: ``jsonl`` or ``label-studio``; None recognises each.
        settings: how tasks of Label Studio are read; None for the usual.
        reviewer: who decided, where Label Studio does not tell.

    Returns:
        How many were new, and how many were there already.

    Raises:
        InputError: E101, E102 or E701 to E704 if a file or a task cannot be read; then nothing was written.
        StoreError: E804 if something is no decision, E805 if one contradicts the log, with its place; nor then.
    """
    found = read_decisions(files, kind, settings, reviewer)
    try:
        logged = store.append_decisions([decision for _, decision in found])
    except StoreError as error:
        places = {f"decision {decision.id}": place for place, decision in found}
        raise StoreError(error.code, places.get(error.where, error.where), error.detail) from error
    new = sum(one.new for one in logged)
    return new, len(logged) - new


def _read_lines(file: str | Path) -> list[tuple[str, Decision]]:
    found = []
    try:
        with Path(file).open("rb") as stream:
            for number, line in enumerate(stream, start=1):
                if line.strip():
                    place = f"{file}:{number}"
                    found.append((place, decision_from_line(line, place)))
    except OSError as error:
        raise InputError("E102", str(file), error.strerror or str(error)) from error
    return found


def _recognise(file: str | Path) -> Format:
    """Tasks are an array, a decision is an object."""
    try:
        with Path(file).open("rb") as stream:
            start = stream.read(4096)
    except OSError as error:
        raise InputError("E102", str(file), error.strerror or str(error)) from error
    array = start.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"[")
    return Format.LABEL_STUDIO if array else Format.JSONL
