"""Decisions of files into the log."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from claimwright.errors import InputError, StoreError
from claimwright.records import Decision
from claimwright.store.decision_json import decision_from_line
from claimwright.store.store import Store

__all__ = ["import_decisions", "read_decisions"]


def read_decisions(files: Sequence[str | Path]) -> dict[str, Decision]:
    """The decisions of JSON Lines files by the place they stand at, ``file:line``.

    Raises:
        InputError: E102 if a file cannot be read.
        StoreError: E804 with file and line, if a line is no decision.
    """
    found: dict[str, Decision] = {}
    for file in files:
        try:
            with Path(file).open("rb") as stream:
                for number, line in enumerate(stream, start=1):
                    if line.strip():
                        place = f"{file}:{number}"
                        found[place] = decision_from_line(line, place)
        except OSError as error:
            raise InputError("E102", str(file), error.strerror or str(error)) from error
    return found


def import_decisions(store: Store, files: Sequence[str | Path]) -> tuple[int, int]:
    """Append the decisions of files to the log in one transaction.

    Returns:
        How many were new, and how many were there already.

    Raises:
        InputError: E102 if a file cannot be read.
        StoreError: E804 if a line is no decision, E805 if one contradicts the log, with file and line; then nothing
            was written.
    """
    found = read_decisions(files)
    try:
        logged = store.append_decisions(list(found.values()))
    except StoreError as error:
        places = {f"decision {decision.id}": place for place, decision in found.items()}
        raise StoreError(error.code, places.get(error.where, error.where), error.detail) from error
    new = sum(one.new for one in logged)
    return new, len(logged) - new
