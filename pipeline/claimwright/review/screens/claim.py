"""One claim on the screen, and the answers it has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from claimwright.exchange.printable import printable
from claimwright.exchange.table import normalized_text
from claimwright.records import Action, Argument, Claim, Decision, Span, Verdict
from claimwright.schema import Declarations
from claimwright.store.verdicts import Answer

__all__ = [
    "AnswerView",
    "Brief",
    "RoleRow",
    "Spot",
    "answer_view",
    "answers_by_others",
    "brief",
    "label_of",
    "line",
    "role_rows",
    "spots",
]

_SUMMARY = 3  # values a one-line summary names
_VERDICTS = {
    Verdict.ACCEPTED: "accepted",
    Verdict.REJECTED: "rejected",
    Verdict.UNSURE: "unsure",
    Verdict.CORRECTED: "corrected",
}
_ACTIONS = {
    Action.ACCEPT: "accepted",
    Action.REJECT: "rejected",
    Action.UNSURE: "unsure",
    Action.CORRECT: "corrected",
    Action.ADD: "added a claim",
    Action.MERGE: "merged claims",
    Action.SPLIT: "split the claim",
    Action.NOTHING_MISSED: "nothing missed here",
    Action.UNDO: "took a decision back",
}


@dataclass(frozen=True, slots=True)
class Spot:
    """Words of the article, and where they stand in it (code points, end exclusive)."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class RoleRow:
    """A row of the table of roles.

    Attributes:
        label: the role, in words.
        value: canonical.
        said: the words of the article, where they differ.
        normalized: the date or amount, where it says more.
        confidence: of this value.
        key: whether it is a key role of the type.
        start, end: where the words stand.
    """

    label: str
    value: str
    said: str
    normalized: str
    confidence: float
    key: bool
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Brief:
    """A claim in one line; ``hue`` is the number of its type's colour."""

    id: str
    label: str
    hue: int
    modality: str
    summary: str
    confidence: float


@dataclass(frozen=True, slots=True)
class AnswerView:
    """What one reviewer said.

    Attributes:
        decision: id of the decision.
        reviewer: who.
        verdict: in a word.
        at: ISO 8601 in UTC, to the minute.
        note: in the reviewer's words.
        results: what stands instead, with their rows.
        final: whether it settles the matter.
    """

    decision: str
    reviewer: str
    verdict: str
    at: str
    note: str
    results: tuple[tuple[Brief, tuple[RoleRow, ...]], ...] = ()
    final: bool = False


def brief(claim: Claim, declarations: Declarations) -> Brief:
    """The claim in one line: its key roles first."""
    declared = declarations.claim_types.get(claim.type)
    key = {name for name, role in declared.roles.items() if role.key} if declared else set()
    ordered = sorted(claim.arguments, key=lambda one: one.role not in key)
    values = [line(argument.canonical) for argument in ordered[:_SUMMARY]]
    label, hue = label_of(claim.type, declarations)
    return Brief(claim.id, label, hue, claim.modality.value, " · ".join(values), claim.confidence)


def label_of(name: str, declarations: Declarations) -> tuple[str, int]:
    """The label of a claim type, and the number of its colour."""
    names = list(declarations.claim_types)
    declared = declarations.claim_types.get(name)
    return line(declared.label if declared else name), names.index(name) % 8 if name in names else 7


def role_rows(claim: Claim, declarations: Declarations) -> tuple[RoleRow, ...]:
    """The table of roles."""
    declared = declarations.claim_types.get(claim.type)
    return tuple(
        _row(
            argument, bool(declared and argument.role in declared.roles and declared.roles[argument.role].key)
        )
        for argument in claim.arguments
    )


def answer_view(answer: Answer | Decision, declarations: Declarations) -> AnswerView:
    """What a reviewer said."""
    decision = answer if isinstance(answer, Decision) else answer.decision
    verdict = _ACTIONS[decision.action] if isinstance(answer, Decision) else _VERDICTS[answer.verdict]
    return AnswerView(
        decision=decision.id,
        reviewer=line(decision.reviewer),
        verdict=verdict,
        at=decision.at[:16].replace("T", " "),
        note=line(decision.note),
        results=tuple((brief(one, declarations), role_rows(one, declarations)) for one in decision.results),
        final=decision.final,
    )


def answers_by_others(
    answers: Mapping[str, Answer], reviewer: str, declarations: Declarations
) -> tuple[AnswerView, ...]:
    """What everybody else said."""
    return tuple(answer_view(one, declarations) for name, one in answers.items() if name != reviewer)


def spots(spans: Sequence[Span]) -> tuple[Spot, ...]:
    """Words with their places."""
    return tuple(Spot(line(span.text), span.start, span.end) for span in spans)


def line(text: str | None) -> str:
    """Text safe to show on one line."""
    return printable(text or "", one_line=True)


def _row(argument: Argument, key: bool) -> RoleRow:
    value, said = line(argument.canonical), line(argument.span.text)
    normalized = line(normalized_text(argument.normalized))
    return RoleRow(
        label=line(argument.role.replace("_", " ")),
        value=value,
        said="" if said == value else said,
        normalized="" if normalized in (value, said) else normalized,
        confidence=argument.confidence,
        key=key,
        start=argument.span.start,
        end=argument.span.end,
    )
