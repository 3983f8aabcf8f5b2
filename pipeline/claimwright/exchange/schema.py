"""The JSON Schema (2020-12) of a claim: the fixed form, and what the declarations add to it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import cache
from importlib import resources
from typing import Any

from claimwright.schema import ClaimType, Declarations, load_declarations
from claimwright.version import SCHEMA_VERSION

__all__ = ["claim_schema", "schema_faults"]


def claim_schema(declarations: Declarations | None = None) -> dict[str, Any]:
    """The schema with the declared types, their roles and the modalities as allowed values.

    Args:
        declarations: whose types; None for those shipped.
    """
    declared = declarations or load_declarations()
    text = (resources.files("claimwright.exchange") / "claim.schema.json").read_text(encoding="utf-8")
    schema: dict[str, Any] = json.loads(text)
    schema["$id"] += f":{SCHEMA_VERSION}"
    schema["properties"]["type"]["enum"] = list(declared.claim_types)
    schema["$defs"]["modality"]["enum"] = list(declared.modalities)
    schema["allOf"] = [_rule(claim_type) for claim_type in declared.claim_types.values()]
    return schema


def schema_faults(data: Mapping[str, Any], declarations: Declarations | None = None) -> list[str]:
    """What is wrong with a claim as plain data, one sentence each with its place; empty if it is valid."""
    check = _shipped_check() if declarations is None else _check(claim_schema(declarations))
    return check(data)


def _rule(claim_type: ClaimType) -> dict[str, Any]:
    """If it is of this type, then only its roles occur, and those of its identity do."""
    needed = [
        {"contains": {"properties": {"role": {"enum": entry.split("|")}}, "required": ["role"]}}
        for entry in claim_type.identity
    ]
    roles = {"items": {"properties": {"role": {"enum": list(claim_type.roles)}}}}
    return {
        "if": {"properties": {"type": {"const": claim_type.name}}},
        "then": {"properties": {"arguments": {**roles, "allOf": needed}}},
    }


@cache
def _shipped_check() -> Callable[[Mapping[str, Any]], list[str]]:
    return _check(claim_schema())


def _check(schema: Mapping[str, Any]) -> Callable[[Mapping[str, Any]], list[str]]:
    from jsonschema import Draft202012Validator

    validator = Draft202012Validator(schema)

    def check(data: Mapping[str, Any]) -> list[str]:
        return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(data)]

    return check
