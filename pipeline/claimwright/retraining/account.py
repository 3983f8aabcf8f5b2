"""What went into a version, and what did not, for the report."""

from __future__ import annotations

from collections.abc import Mapping

from claimwright.report.gate_page import Account
from claimwright.retraining.base import Base
from claimwright.retraining.decisions import Conflict, Decisions, Part
from claimwright.schema import Declarations

__all__ = ["accounts"]


def accounts(decisions: Decisions, base: Base, declarations: Declarations) -> list[Account]:
    """Tables of the decisions learnt, held back and left out, of the base, and of who disagrees on what."""
    titles = {
        Part.LEARN: "Decisions learnt from",
        Part.CALIBRATE: "Decisions that confidence was adjusted by",
        Part.HELD_BACK: "Decisions held back",
    }
    found = [
        Account(title, (*_counts(decisions.actions(part)), ("articles", f"{len(decisions.part(part)):,}")))
        for part, title in titles.items()
    ]
    found.append(Account("Decisions left out", _counts(decisions.left_out)))
    replayed = (("articles learnt again", f"{len(base.replay):,}"),)
    sources = tuple(
        (f"{name}, of", f"{count:,}" if count else "texts are not here")
        for name, count in base.available.items()
    )
    found.append(Account("Base labels", (*replayed, *sources)))
    rows = tuple((_claim(one, declarations), _answers(one)) for one in decisions.conflicts)
    return [*found, Account("Conflicts: nothing was learnt of them", rows)]


def _counts(counted: Mapping[str, int]) -> tuple[tuple[str, str], ...]:
    return tuple((name.replace("_", " "), f"{count:,}") for name, count in counted.items())


def _claim(conflict: Conflict, declarations: Declarations) -> str:
    declared = declarations.claim_types.get(conflict.claim.type)
    label = declared.label if declared else conflict.claim.type
    values = ", ".join(argument.canonical for argument in conflict.claim.arguments[:3])
    return f"{label}: {values} ({conflict.path})"


def _answers(conflict: Conflict) -> str:
    return ", ".join(f"{name}: {verdict}" for name, verdict in sorted(conflict.answers.items()))
