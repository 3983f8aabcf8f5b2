"""A decision as plain data and back: what the log holds and ``claimwright decisions`` writes, a line each."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from claimwright.errors import OutputError, StoreError
from claimwright.exchange.claim_json import claim_from_dict, claim_to_dict
from claimwright.records import Action, Claim, Decision, ModelReference, Shown

__all__ = [
    "DECISION_VERSION",
    "decision_from_dict",
    "decision_from_line",
    "decision_line",
    "decision_to_dict",
]

DECISION_VERSION = "1.0"
_KEYS = frozenset(
    [
        *("id", "client_id", "reviewer", "at", "document_sha256", "action", "targets", "results", "undoes"),
        *("shown", "seconds", "note", "final", "decision_version"),
    ]
)


def decision_to_dict(decision: Decision) -> dict[str, Any]:
    """The decision as JSON-ready data; claims whole, as the contract writes them."""
    shown = decision.shown
    model = None if shown is None or shown.model is None else shown.model
    return {
        "id": decision.id,
        "client_id": decision.client_id,
        "reviewer": decision.reviewer,
        "at": decision.at,
        "document_sha256": decision.document_sha256,
        "action": decision.action.value,
        "targets": [claim_to_dict(claim) for claim in decision.targets],
        "results": [claim_to_dict(claim) for claim in decision.results],
        "undoes": decision.undoes,
        "shown": None
        if shown is None
        else {
            "model": None if model is None else {"name": model.name, "version": model.version},
            "digest": shown.digest,
            "queue": shown.queue,
            "reason": shown.reason,
            "audit": shown.audit,
        },
        "seconds": decision.seconds,
        "note": decision.note,
        "final": decision.final,
        "decision_version": DECISION_VERSION,
    }


def decision_from_dict(data: Mapping[str, Any], where: str = "") -> Decision:
    """The decision that ``decision_to_dict`` wrote.

    Args:
        data: one decision; a key that is not ours is refused, since the log could not give it back.
        where: file and line, for the error.

    Raises:
        StoreError: E804 if it is no decision, is of a newer version, or a claim in it is not valid.
    """
    try:
        _check_keys(data)
        return Decision(
            **{name: _text(data[name]) for name in ("id", "client_id", "reviewer", "at", "document_sha256")},
            action=Action(data["action"]),
            targets=_claims(data.get("targets", []), where),
            results=_claims(data.get("results", []), where),
            undoes=None if data.get("undoes") is None else _text(data["undoes"]),
            shown=None if data.get("shown") is None else _shown(data["shown"]),
            seconds=_seconds(data.get("seconds")),
            note=_text(data.get("note", "")),
            final=_truth(data.get("final", False)),
        )
    except KeyError as error:
        raise StoreError("E804", where, f"it lacks {error}") from error
    except (TypeError, ValueError, AttributeError) as error:
        raise StoreError("E804", where, str(error)) from error
    except OutputError as error:
        raise StoreError("E804", where, error.detail) from error


def decision_line(decision: Decision) -> str:
    """The decision as one line of JSON in ASCII, without the line feed; equal decisions give equal lines."""
    return json.dumps(decision_to_dict(decision), separators=(",", ":"), allow_nan=False)


def decision_from_line(line: str | bytes, where: str = "") -> Decision:
    """The decision of a line.

    Raises:
        StoreError: E804 if it is not JSON or no decision.
    """
    try:
        data = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise StoreError("E804", where, f"not JSON: {error}") from error
    if not isinstance(data, dict):
        raise StoreError("E804", where, "the line is not a JSON object")
    return decision_from_dict(data, where)


def _check_keys(data: Mapping[str, Any]) -> None:
    version = str(data.get("decision_version", DECISION_VERSION))
    if version.partition(".")[0] != DECISION_VERSION.partition(".")[0]:
        raise ValueError(f"it follows version {version}, this program reads {DECISION_VERSION}")
    unknown = sorted(set(data) - _KEYS)
    if unknown:
        raise ValueError(f"the key {unknown[0]!r} is not known")


def _claims(data: Any, where: str) -> tuple[Claim, ...]:  # noqa: ANN401 - whatever JSON holds
    if not isinstance(data, list):
        raise TypeError("claims are not a list")
    return tuple(claim_from_dict(item, where) for item in data)


def _shown(data: Mapping[str, Any]) -> Shown:
    model = data["model"]
    return Shown(
        model=None if model is None else ModelReference(_text(model["name"]), _text(model["version"])),
        digest=_text(data["digest"]),
        queue=_text(data["queue"]),
        reason=_text(data["reason"]),
        audit=_truth(data["audit"]),
    )


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"expected text, found {value!r}"[:120])
    return value


def _truth(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError(f"expected true or false, found {value!r}"[:120])
    return value


def _seconds(value: object) -> float | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < float("inf"):
        raise ValueError(f"seconds are not a number from 0: {value!r}"[:120])
    return value
