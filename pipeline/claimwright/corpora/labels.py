"""Reads the label lines below the ``%%%`` of a written article (``docs/corpora.md``)."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from claimwright.corpora.marks import Fault
from claimwright.schema import Declarations

__all__ = ["STYLES", "ClaimLine", "Labels", "read_labels"]

STYLES = frozenset(
    {
        "aggregator",
        "blog",
        "column",
        "feature",
        "games",
        "interview",
        "liveblog",
        "newsletter",
        "press",
        "roundup",
        "wire",
    }
)

_KEY = re.compile(r"(style|rules|story|published):\s*(.*)")
_CANONICAL = re.compile(r"([a-z]+\d+)\s*=\s*(\S.*)")
_NORMALIZED = re.compile(r"([a-z]+\d+)\s*:=\s*(\S.*)")
_ISO = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")
_VALUE_KEYS = ({"min", "max", "currency", "per"}, {"count"})
_TRIGGER = re.compile(r"(t\d+)(?:/(\w+))?")


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """One claim as labelled.

    Attributes:
        line: where it stands, from 1.
        type, modality: as declared.
        optional: whether it is marked optional.
        triggers: trigger id to the modality of that mention.
        roles: role to entity id.
    """

    line: int
    type: str
    modality: str
    optional: bool
    triggers: Mapping[str, str]
    roles: Mapping[str, str]


@dataclass(slots=True)
class Labels:
    """Everything below ``%%%``; entity ids map to the line and the value given for them."""

    keys: dict[str, str] = field(default_factory=dict)
    canonical: dict[str, tuple[int, str]] = field(default_factory=dict)
    normalized: dict[str, tuple[int, object]] = field(default_factory=dict)
    claims: list[ClaimLine] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def read_labels(lines: list[str], first: int, declarations: Declarations) -> Labels:
    """Read label lines; what is wrong is in ``faults``.

    Args:
        lines: the lines below ``%%%``.
        first: the number of the first of them in the file.
        declarations: claim types, roles and modalities.
    """
    labels = Labels()
    for number, line in enumerate(lines, start=first):
        stripped = line.strip()
        if stripped and not stripped.startswith("#"):
            _read_line(stripped, number, labels, declarations)
    if labels.keys.get("style") not in STYLES:
        labels.faults.append(Fault(first, f"style: expected one of {', '.join(sorted(STYLES))}"))
    return labels


def _read_line(line: str, number: int, labels: Labels, declarations: Declarations) -> None:
    if match := _KEY.fullmatch(line):
        labels.keys[match.group(1)] = match.group(2).strip()
    elif match := _NORMALIZED.fullmatch(line):
        labels.normalized[match.group(1)] = (number, _value(match.group(2), number, labels))
    elif match := _CANONICAL.fullmatch(line):
        labels.canonical[match.group(1)] = (number, match.group(2).strip())
    else:
        _read_claim(line.split(), number, labels, declarations)


def _value(text: str, number: int, labels: Labels) -> object:
    """A normalised value: an ISO date as text, a sum or a count as an object."""
    if not text.startswith("{"):
        if not _ISO.fullmatch(text.strip()):
            labels.faults.append(
                Fault(number, f"the value {text.strip()!r} is no ISO 8601 year, month or day")
            )
        return text.strip()
    try:
        value = json.loads(text)
    except ValueError as error:
        labels.faults.append(Fault(number, f"the value is not JSON: {error}"))
        return None
    if set(value) not in _VALUE_KEYS:
        labels.faults.append(Fault(number, "expected the keys min, max, currency and per, or count"))
    return dict(value)


def _read_claim(words: list[str], number: int, labels: Labels, declarations: Declarations) -> None:
    kind, modality = words[0], words[1] if len(words) > 1 else ""
    declared = declarations.claim_types.get(kind)
    faults: list[str] = []
    if declared is None:
        labels.faults.append(Fault(number, f"{kind!r} is neither a claim type nor a key"))
        return
    if modality not in declarations.modalities:
        faults.append(f"unknown modality {modality!r}")
    triggers: dict[str, str] = {}
    roles: dict[str, str] = {}
    for word in words[2:]:
        role, equals, entity = word.partition("=")
        if equals:
            if role not in declared.roles:
                faults.append(f"{kind} has no role {role!r}")
            elif role in roles:
                faults.append(f"role {role!r} is given twice")
            roles[role] = entity
        elif match := _TRIGGER.fullmatch(word):
            own = match.group(2) or modality
            if own not in declarations.modalities:
                faults.append(f"unknown modality {own!r}")
            triggers[match.group(1)] = own
        elif word != "optional":
            faults.append(f"{word!r} is neither a trigger nor role=entity nor optional")
    if not triggers:
        faults.append("the claim has no trigger")
    if faults:
        labels.faults += [Fault(number, fault) for fault in faults]
        return
    labels.claims.append(ClaimLine(number, kind, modality, "optional" in words[2:], triggers, roles))
