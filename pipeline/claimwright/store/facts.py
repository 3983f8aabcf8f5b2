"""When two claims of one document tell the same fact, and when they say the same of it.

Places are compared in the source, which a new version of the cleaner does not move.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import cache

from claimwright.entities.names import name_tokens
from claimwright.records import Argument, Claim, Span
from claimwright.schema import Declarations, load_declarations

__all__ = ["closeness", "same_fact", "same_values", "shape_of"]


def same_fact(left: Claim, right: Claim, declarations: Declarations | None = None) -> bool:
    """Whether two claims tell one fact of one document.

    They do if they have the same id; else if they are of one type, a trigger or the evidence of one overlaps that of
    the other in the source, and they agree on every key role that both have (CLAIMS.md, section 4).

    Args:
        left: a claim.
        right: another.
        declarations: which roles are key roles; None for those shipped. Of an undeclared type all roles count.
    """
    if left.document.sha256 != right.document.sha256 or left.type != right.type:
        return False
    if left.id == right.id:
        return True
    return _meet(left, right) and _agree(left, right, _key_roles(left, declarations))


def same_values(left: Claim, right: Claim) -> bool:
    """Whether both say the same: modality, and the same values in the same roles."""
    return left.modality is right.modality and _values(left) == _values(right)


def shape_of(claim: Claim) -> str:
    """A claim as text that is equal for two claims that say the same with the same spans; ids do not count."""
    places = sorted(
        (argument.role, argument.span.source_start, argument.span.source_end) for argument in claim.arguments
    )
    triggers = sorted((m.trigger.source_start, m.trigger.source_end) for m in claim.mentions)
    return json.dumps([claim.type, claim.modality, _values(claim), places, triggers])


def closeness(left: Claim, right: Claim) -> tuple[bool, bool]:
    """Of several claims that tell the same fact as ``left``, the greatest is the nearest."""
    triggers = any(_overlap(one.trigger, other.trigger) for one in left.mentions for other in right.mentions)
    return same_values(left, right), triggers


def _meet(left: Claim, right: Claim) -> bool:
    return any(
        _overlap(one.trigger, other.trigger) or _overlap(one.evidence, other.evidence)
        for one in left.mentions
        for other in right.mentions
    )


def _overlap(left: Span, right: Span) -> bool:
    return left.source_start < right.source_end and right.source_start < left.source_end


def _agree(left: Claim, right: Claim, roles: Iterable[str]) -> bool:
    """At least one key role in common, and none in which they differ."""
    compared = 0
    for role in roles:
        ours = [argument for argument in left.arguments if argument.role == role]
        theirs = [argument for argument in right.arguments if argument.role == role]
        if not ours or not theirs:
            continue
        if not any(_equal(one, other) for one in ours for other in theirs):
            return False
        compared += 1
    return compared > 0


def _equal(left: Argument, right: Argument) -> bool:
    if left.normalized is not None and left.normalized == right.normalized:
        return True
    ours, theirs = _padded(left), _padded(right)
    return bool(ours and theirs) and (ours in theirs or theirs in ours)


def _padded(argument: Argument) -> str:
    """The words of a value fenced by blanks, so that one holds the other only in whole words."""
    words = name_tokens(argument.canonical)
    return f" {' '.join(words)} " if words else ""


def _values(claim: Claim) -> list[tuple[str, str]]:
    return sorted((argument.role, _value(argument)) for argument in claim.arguments)


def _value(argument: Argument) -> str:
    if isinstance(argument.normalized, Mapping):
        return json.dumps(dict(argument.normalized), sort_keys=True)
    return argument.normalized or " ".join(name_tokens(argument.canonical)) or argument.canonical


def _key_roles(claim: Claim, declarations: Declarations | None) -> tuple[str, ...]:
    declared = (declarations or _shipped()).claim_types.get(claim.type)
    if declared is None:
        return tuple(dict.fromkeys(argument.role for argument in claim.arguments))
    return tuple(role.name for role in declared.roles.values() if role.key)


@cache
def _shipped() -> Declarations:
    return load_declarations()
