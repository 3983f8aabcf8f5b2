"""The keys: one table, action to key, with what each is for."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources

__all__ = ["NAMED", "Binding", "bindings", "default_bindings", "shown_key"]

NAMED = (
    *("Enter", "Escape", "Backspace", "Delete", "Tab", "Home", "End", "PageUp", "PageDown"),
    *("ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Insert"),
)
"""Keys that have a name, as browsers call them."""

_SIGNS = {"ArrowLeft": "←", "ArrowRight": "→", "ArrowUp": "↑", "ArrowDown": "↓", " ": "Space", "": "none"}


@dataclass(frozen=True, slots=True)
class Binding:
    """One entry of the table.

    Attributes:
        action: what happens.
        key: as browsers name it (capital letters are typed with Shift); empty for none.
        scope: ``item`` (looking at a claim or an article), ``edit`` (putting one right), or ``any``.
        label: what it is for.
    """

    action: str
    key: str
    scope: str
    label: str


@cache
def default_bindings() -> tuple[Binding, ...]:
    """The table as shipped."""
    text = (resources.files("claimwright.review") / "keys.json").read_text(encoding="utf-8")
    return tuple(Binding(**entry) for entry in json.loads(text)["actions"])


def bindings(changed: Mapping[str, str]) -> tuple[Binding, ...]:
    """The table with a reviewer's own keys.

    Args:
        changed: key by action, an empty one for none; actions that are not in the table are left aside.

    Raises:
        ValueError: if a key is none, or two actions that can be meant at once share one.
    """
    table = tuple(replace(one, key=changed.get(one.action, one.key)) for one in default_bindings())
    taken: dict[tuple[str, str], Binding] = {}
    for one in table:
        if one.key and len(one.key) != 1 and one.key not in NAMED:
            raise ValueError(f"{one.key!r} is no key")
        for scope in ("item", "edit") if one.scope == "any" else (one.scope,):
            if not one.key:
                continue
            other = taken.setdefault((scope, one.key), one)
            if other is not one:
                raise ValueError(f"“{shown_key(one.key)}” is taken twice: {other.label}; {one.label}")
    return table


def shown_key(key: str) -> str:
    """The key as it is written on buttons."""
    return _SIGNS.get(key, f"⇧{key}" if len(key) == 1 and key.isalpha() and key.isupper() else key)
