"""What people answered in another tool: one record a claim, and the decision it makes for the log."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from claimwright.exchange.article import AnnotatedText
from claimwright.exchange.claim_json import claim_to_dict
from claimwright.records import Claim, Decision
from claimwright.records.decision import Action, Shown

__all__ = ["Answerer", "ReviewedClaim", "ReviewedText", "as_decision", "content_id"]

_NAMESPACE = uuid.UUID("3b0f3d0c-6a3f-5d6e-9c55-0d8c1f1b7a10")  # any, but always this one


@dataclass(frozen=True, slots=True)
class Answerer:
    """Who answered, when, and how long it took, as far as the tool tells.

    Attributes:
        reviewer: name or number in the tool, or None.
        at: ISO 8601 in UTC, or None.
        seconds: time taken for the whole task, or None.
    """

    reviewer: str | None = None
    at: str | None = None
    seconds: float | None = None


@dataclass(frozen=True, slots=True)
class ReviewedClaim:
    """One answer.

    Attributes:
        action: accept, reject, unsure, correct, add or nothing_missed.
        document_sha256: hex digest of the document.
        target: the claim it concerns, as it was written out; None for add and nothing_missed.
        result: the claim that is right instead (correct) or was missed (add), else None.
        answerer: who and when.
        tool: where the answer was given.
        origin: file and task, for people.
    """

    action: Action
    document_sha256: str
    target: Claim | None
    result: Claim | None
    answerer: Answerer
    tool: str
    origin: str

    @property
    def claim_id(self) -> str | None:
        """The id of the claim it concerns, or None."""
        return self.target.id if self.target else None


@dataclass(frozen=True, slots=True)
class ReviewedText:
    """One record of another tool's file, read.

    Attributes:
        article: with the claims as they are after the review: rejected ones gone, corrected ones corrected.
        answers: one for each claim somebody looked at; empty where nobody did.
        last: whether no later record of the file is about the same text (several people may have answered).
    """

    article: AnnotatedText
    answers: tuple[ReviewedClaim, ...] = ()
    last: bool = True

    def claims(self) -> Iterator[Claim]:
        """The claims after the review."""
        yield from self.article.claims


def as_decision(reviewed: ReviewedClaim, *, reviewer: str, at: str) -> Decision:
    """The entry of the decision log that an answer makes.

    It and its ids come from what was answered and not from where the file lies, so that a file imported twice, or
    from another place, gives the same decisions.

    Args:
        reviewed: the answer.
        reviewer: taken where the tool names none.
        at: ISO 8601 in UTC, taken where the tool tells no time.
    """
    name = reviewed.answerer.reviewer or reviewer
    claims = [claim_to_dict(claim) for claim in (reviewed.target, reviewed.result) if claim is not None]
    content = [reviewed.document_sha256, reviewed.action.value, name, reviewed.answerer.at, claims]
    identity = content_id(content)
    shown = None if reviewed.target is None else Shown(model=reviewed.target.model, queue=reviewed.tool)
    return Decision(
        id=identity,
        client_id=identity,
        reviewer=name[:200],
        at=reviewed.answerer.at or at,
        document_sha256=reviewed.document_sha256,
        action=reviewed.action,
        targets=() if reviewed.target is None else (reviewed.target,),
        results=() if reviewed.result is None else (reviewed.result,),
        shown=shown,
        seconds=reviewed.answerer.seconds,
        note=f"imported from {reviewed.tool}",
    )


def content_id(content: list[Any]) -> str:
    """The id of a decision that says this: the same for the same JSON-ready content, in whatever order its keys."""
    return str(uuid.uuid5(_NAMESPACE, json.dumps(content, sort_keys=True)))
