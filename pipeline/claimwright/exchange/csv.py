"""CSV: one flat row a claim, for spreadsheets; what a row leaves out stands in JSON Lines and Parquet."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from claimwright.exchange.printable import encodable, inert_cell
from claimwright.exchange.streams import ByteStream
from claimwright.records import Argument, Claim
from claimwright.schema import Declarations, load_declarations

__all__ = ["CsvWriter", "columns", "flat_row"]

_AMOUNT = ("min", "max", "currency", "per")
_FIRST = ("id", "type", "confidence", "modality")
_LAST = (
    *("other_roles", "attribution", "mentions", "trigger", "evidence"),
    *("evidence_start", "evidence_end", "evidence_source_start", "evidence_source_end"),
    *("document_id", "path", "url", "title", "published", "sha256", "cluster", "model_name", "model_version"),
)


def columns(declarations: Declarations) -> list[str]:
    """The header: the roles of all declared types, with columns for what is normalised."""
    names: dict[str, None] = dict.fromkeys(_FIRST)
    for claim_type in declarations.claim_types.values():
        for role in claim_type.roles.values():
            names[role.name] = None
            names.update(dict.fromkeys(_normalized_columns(role.name, role.normalize, role.entity_types)))
    return [*names, *_LAST]


def flat_row(claim: Claim, declarations: Declarations) -> dict[str, str | int | float]:
    """The claim as one row: canonical values of a role joined by ``; ``, the first mention as evidence."""
    roles = {role for entry in declarations.claim_types.values() for role in entry.roles}
    row: dict[str, str | int | float] = {
        "id": claim.id,
        "type": claim.type,
        "confidence": claim.confidence,
        "modality": claim.modality.value,
        "attribution": claim.attribution.text if claim.attribution else "",
        "mentions": len(claim.mentions),
        "model_name": claim.model.name,
        "model_version": claim.model.version,
    }
    other: dict[str, list[str]] = {}
    for argument in claim.arguments:
        if argument.role in roles:
            _add(row, argument.role, argument.canonical)
            for name, value in _normalized_cells(argument):
                _add(row, name, value)
        else:
            other.setdefault(argument.role, []).append(argument.canonical)
    if other:
        row["other_roles"] = json.dumps(other, ensure_ascii=False)
    if claim.mentions:
        first = claim.mentions[0]
        row |= {"trigger": first.trigger.text, "evidence": first.evidence.text}
        for name in ("start", "end", "source_start", "source_end"):
            row[f"evidence_{name}"] = getattr(first.evidence, name)
    for name in ("path", "url", "title", "published", "sha256", "cluster"):
        row[name] = getattr(claim.document, name) or ""
    row["document_id"] = claim.document.id
    return {
        name: inert_cell(encodable(value)) if isinstance(value, str) else value for name, value in row.items()
    }


class CsvWriter:
    """Writes claims as CSV (UTF-8, comma, line feed) to a binary stream, always in whole rows.

    Args:
        stream: where to.
        declarations: whose roles get columns; None for those shipped.
    """

    def __init__(self, stream: ByteStream, declarations: Declarations | None = None) -> None:
        self._stream = stream
        self._declarations = declarations or load_declarations()
        self._names = columns(self._declarations)
        self._emit([dict(zip(self._names, self._names, strict=True))])

    def write(self, claims: Sequence[Claim]) -> None:
        """Append the claims of one document in one piece."""
        self._emit(flat_row(claim, self._declarations) for claim in claims)

    def close(self) -> None:
        """Nothing is held back: every row is already written."""

    def _emit(self, rows: Iterable[Mapping[str, Any]]) -> None:
        buffer = io.StringIO(newline="")
        known = set(self._names)
        sheet = csv.DictWriter(buffer, self._names, restval="", extrasaction="raise", lineterminator="\n")
        sheet.writerows({name: value for name, value in row.items() if name in known} for row in rows)
        self._stream.write(buffer.getvalue().encode("utf-8"))


def _normalized_columns(role: str, normalize: str | None, entity_types: Sequence[str]) -> list[str]:
    if normalize == "date":
        return [f"{role}_iso"]
    if normalize == "amount":
        return [f"{role}_{part}" for part in _AMOUNT]
    return [f"{role}_count"] if "person" in entity_types else []


def _normalized_cells(argument: Argument) -> Iterable[tuple[str, str | int | float]]:
    value = argument.normalized
    if isinstance(value, str):
        yield f"{argument.role}_iso", value
    elif isinstance(value, Mapping):
        for part in (*_AMOUNT, "count"):
            if value.get(part) is not None:
                yield f"{argument.role}_{part}", value[part]


def _add(row: dict[str, str | int | float], name: str, value: str | int | float) -> None:
    """Set a cell, or join a second value to it."""
    row[name] = f"{row[name]}; {value}" if name in row else value
