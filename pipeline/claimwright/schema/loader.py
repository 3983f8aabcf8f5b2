"""Loads and checks a declarations file."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from claimwright.errors import ModelError
from claimwright.schema.types import ClaimType, Declarations, Role

__all__ = ["load_declarations"]

_NORMALIZERS = {None, "date", "amount"}
_SIDES = {None, "before", "after"}
_TENSES = {None, "future", "any"}


@cache
def _shipped() -> Declarations:
    text = (resources.files("claimwright.schema") / "claims.json").read_text(encoding="utf-8")
    return _parse(text, "claims.json")


def load_declarations(path: str | Path | None = None) -> Declarations:
    """The declarations of a file, or those shipped with the package.

    Args:
        path: a JSON file in the form of ``schema/claims.json``; None for the shipped one.

    Raises:
        ModelError: E403 with the entry that is wrong, if the file is missing or not valid.
    """
    if path is None:
        return _shipped()
    try:
        text = Path(path).read_text(encoding="utf-8")
    except OSError as error:
        raise ModelError("E403", str(path), str(error)) from error
    return _parse(text, str(path))


def _parse(text: str, where: str) -> Declarations:
    try:
        data = json.loads(text)
        entity_types = dict(data["entity_types"])
        modalities = tuple(data["modalities"])
        claim_types = {
            name: _claim_type(name, entry, entity_types, where) for name, entry in data["claim_types"].items()
        }
        return Declarations(
            entity_types=entity_types,
            modalities=modalities,
            claim_types=claim_types,
            cues={name: tuple(words) for name, words in data["cues"].items()},
            pronouns={name: tuple(words) for name, words in data["pronouns"].items()},
            short_name_titles=tuple(data["short_name_titles"]),
        )
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise ModelError("E403", where, f"{type(error).__name__}: {error}") from error


def _claim_type(
    name: str, entry: Mapping[str, Any], entity_types: Mapping[str, str], where: str
) -> ClaimType:
    roles = {role: _role(name, role, value, entity_types, where) for role, value in entry["roles"].items()}
    for listed in (*entry["identity"], entry["one_claim_per"]):
        for role in listed.split("|"):
            if role not in roles:
                raise ModelError("E403", where, f"{name}: role {role!r} is used but not declared")
    triggers = tuple(word.lower() for word in entry["triggers"])
    if not triggers:
        raise ModelError("E403", where, f"{name}: declare at least one trigger")
    return ClaimType(
        name=name,
        label=entry["label"],
        description=entry["description"],
        identity=tuple(entry["identity"]),
        one_claim_per=entry["one_claim_per"],
        roles=roles,
        triggers=triggers,
        prior=float(entry.get("prior", 0.25)),
    )


def _role(
    claim_type: str, name: str, entry: Mapping[str, Any], entity_types: Mapping[str, str], where: str
) -> Role:
    role = Role(
        name=name,
        entity_types=tuple(entry["entity_types"]),
        key=bool(entry.get("key", False)),
        normalize=entry.get("normalize"),
        distinguishes=bool(entry.get("distinguishes", False)),
        inherits=bool(entry.get("inherits", False)),
        tense=entry.get("tense"),
        side=entry.get("side"),
    )
    unknown = [entity_type for entity_type in role.entity_types if entity_type not in entity_types]
    if unknown:
        raise ModelError("E403", where, f"{claim_type}.{name}: entity type {unknown[0]!r} is not declared")
    if role.normalize not in _NORMALIZERS or role.side not in _SIDES or role.tense not in _TENSES:
        raise ModelError("E403", where, f"{claim_type}.{name}: normalize, side or tense has an unknown value")
    return role
