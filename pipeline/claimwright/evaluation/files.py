"""Reads gold and predictions from files."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from claimwright.errors import InputError
from claimwright.evaluation.matching import prediction_from_dict
from claimwright.records.claim import Modality
from claimwright.records.gold import GoldClaim, GoldDocument, Range

__all__ = ["document_stem", "gold_from_dict", "read_gold", "read_gold_file", "read_predictions"]


def document_stem(name: str) -> str:
    """What ties predictions to gold: the file name without folders and suffix."""
    return PurePosixPath(name).stem if name else ""


def read_gold_file(path: str | Path) -> list[dict[str, Any]]:
    """The entries of a gold file, ``[{"doc", "claims": [...]}]``, as they stand there.

    Raises:
        InputError: E101 if there is no such file, E501 if it is not such a list.
    """
    if not Path(path).is_file():
        raise InputError("E101", str(path))
    try:
        entries = json.loads(Path(path).read_text(encoding="utf-8"))
    except ValueError as error:
        raise InputError("E501", str(path), str(error)) from error
    if not isinstance(entries, list) or not all(isinstance(e, dict) and "doc" in e for e in entries):
        raise InputError("E501", str(path), "expected a list of objects with doc and claims")
    return entries


def read_gold(path: str | Path) -> list[GoldDocument]:
    """The labelled documents of a gold file, without their texts.

    Raises:
        InputError: as ``read_gold_file``, and E501 for a claim that lacks a field.
    """
    documents = []
    for number, entry in enumerate(read_gold_file(path), start=1):
        try:
            documents.append(gold_from_dict(entry))
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            where = f"{path} entry {number}"
            raise InputError("E501", where, f"{type(error).__name__}: {error}") from error
    return documents


def gold_from_dict(entry: Mapping[str, Any], text: str = "") -> GoldDocument:
    """One entry of a gold file as a document."""
    return GoldDocument(
        source=entry.get("source", "gold"),
        path=entry["doc"],
        sha256=entry.get("sha256", ""),
        split=entry.get("split", "dev"),
        tag=entry.get("tag", ""),
        claims=tuple(_gold_claim(claim) for claim in entry["claims"]),
        text=text,
    )


def _gold_claim(claim: Mapping[str, Any]) -> GoldClaim:
    return GoldClaim(
        type=claim["type"],
        modality=Modality(claim["modality"]),
        optional=bool(claim.get("optional", False)),
        arguments={role: tuple(forms) for role, forms in claim["arguments"].items()},
        evidence=tuple(Range(*place) for place in claim.get("evidence_spans") or ()),
        modality_any=tuple(Modality(value) for value in claim.get("modality_any", ())),
        soft={role: tuple(forms) for role, forms in (claim.get("arguments_soft") or {}).items()},
    )


def read_predictions(path: str | Path) -> dict[str, list[dict[str, Any]]]:
    """Predicted claims of a JSON Lines file, by the stem of their document's path (else URL, else id).

    Raises:
        InputError: E101 if there is no such file, E302 with the line that is not a claim.
    """
    if not Path(path).is_file():
        raise InputError("E101", str(path))
    grouped: dict[str, list[dict[str, Any]]] = {}
    with Path(path).open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            try:
                claim = json.loads(line)
                _check(claim)
                document = claim.get("document") or {}
                name = document.get("path") or document.get("url") or document.get("id") or ""
                grouped.setdefault(document_stem(name), []).append(claim)
            except (KeyError, TypeError, ValueError, AttributeError) as error:
                detail = f"it lacks {error}" if isinstance(error, KeyError) else str(error)
                raise InputError("E302", f"{path}:{number}", detail) from error
    return grouped


def _check(claim: Mapping[str, Any]) -> None:
    """That a claim can be scored; any system may have written it.

    Raises:
        KeyError, TypeError, ValueError, AttributeError: if not.
    """
    prediction = prediction_from_dict(claim)
    if not isinstance(prediction.type, str) or not isinstance(prediction.modality, str):
        raise TypeError("type and modality are not texts")
    if not 0 <= float(prediction.confidence) <= 1:
        raise ValueError(f"confidence {prediction.confidence} is not between 0 and 1")
    if not all(isinstance(offset, int) for place in prediction.evidence for offset in place):
        raise TypeError("an offset is not a whole number")
    if not all(
        isinstance(word, str) for values in prediction.arguments.values() for v in values for word in v
    ):
        raise TypeError("the value of an argument is not a text")
