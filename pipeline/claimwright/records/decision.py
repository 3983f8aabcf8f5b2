"""What a reviewer decided: the contract between the review page, the store and retraining."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from claimwright.records.claim import Claim, ModelReference

__all__ = ["Action", "Decision", "Shown", "Verdict", "new_id", "now"]

_LONGEST = 200


class Action(StrEnum):
    """What a reviewer did."""

    ACCEPT = "accept"
    REJECT = "reject"
    UNSURE = "unsure"
    CORRECT = "correct"
    ADD = "add"
    MERGE = "merge"
    SPLIT = "split"
    NOTHING_MISSED = "nothing_missed"
    UNDO = "undo"


class Verdict(StrEnum):
    """What a decision in force says of one claim."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"
    UNSURE = "unsure"
    CORRECTED = "corrected"


# How many claims an action is about, and how many it puts in their place: (least, most), most None for any number.
_TARGETS: dict[Action, tuple[int, int | None]] = {
    Action.ACCEPT: (1, 1),
    Action.REJECT: (1, 1),
    Action.UNSURE: (1, 1),
    Action.CORRECT: (1, 1),
    Action.ADD: (0, 0),
    Action.MERGE: (2, None),
    Action.SPLIT: (1, 1),
    Action.NOTHING_MISSED: (0, 0),
    Action.UNDO: (0, 0),
}
_RESULTS: dict[Action, tuple[int, int | None]] = {
    Action.CORRECT: (1, 1),
    Action.ADD: (1, 1),
    Action.MERGE: (1, 1),
    Action.SPLIT: (2, None),
}


def new_id() -> str:
    """A fresh id for a decision, or for a client that has to name one before it is written."""
    return str(uuid.uuid4())


def now() -> str:
    """This moment as decisions hold it: ISO 8601 in UTC, to the microsecond."""
    return datetime.now(UTC).isoformat(timespec="microseconds")


@dataclass(frozen=True, slots=True)
class Shown:
    """What stood before the reviewer's eyes.

    Attributes:
        model: the model whose claim was shown; None where the reviewer added one.
        digest: SHA-256 (hex) of the claim as plain data; of several, of the first.
        queue: name of the queue the item came from.
        reason: why the item was there, in the queue's words.
        audit: whether it was part of the random slice that accuracy figures rest on.
    """

    model: ModelReference | None = None
    digest: str = ""
    queue: str = ""
    reason: str = ""
    audit: bool = False


@dataclass(frozen=True, slots=True)
class Decision:
    """One entry of the decision log, attached to a document and to what stands in it, not to a run.

    The claims it is about go with it whole: type, trigger, evidence and values find the same fact among the claims
    of a later model, and training needs no other file.

    Attributes:
        id: a UUID.
        client_id: chosen by whoever sends the decision, before the first attempt; sent again, it stays one decision.
        reviewer: local name of who decided.
        at: ISO 8601 in UTC.
        document_sha256: hex digest of the document.
        action: what was done.
        targets: the claims decided on, as they were shown. One; several for a merge; none for what concerns the
            document (``add``, ``nothing_missed``, ``undo``).
        results: what is right instead, whole: of ``correct``, ``add`` and ``merge`` one claim, of ``split`` several.
        undoes: id of the decision that an ``undo`` takes back; taking back an undo restores what it took back.
        shown: what the reviewer saw.
        seconds: how long the reviewer looked at it.
        note: in the reviewer's words.
        final: an adjudication: it settles what reviewers answered differently.
    """

    id: str
    client_id: str
    reviewer: str
    at: str
    document_sha256: str
    action: Action
    targets: tuple[Claim, ...] = ()
    results: tuple[Claim, ...] = ()
    undoes: str | None = None
    shown: Shown | None = None
    seconds: float | None = None
    note: str = ""
    final: bool = False

    def __post_init__(self) -> None:
        """Refuse what cannot be a decision.

        Raises:
            ValueError: if names are missing, the time is not in UTC, or the claims do not fit the action.
        """
        for name in ("id", "client_id", "reviewer", "document_sha256"):
            if not 0 < len(getattr(self, name)) <= _LONGEST:
                raise ValueError(f"{name} is empty or longer than {_LONGEST} characters")
        if datetime.fromisoformat(self.at).utcoffset() != timedelta(0):
            raise ValueError(f"the time {self.at!r} is not in UTC")
        _fits("target", len(self.targets), _TARGETS[self.action], self.action)
        _fits("result", len(self.results), _RESULTS.get(self.action, (0, 0)), self.action)
        if (self.action is Action.UNDO) != (self.undoes is not None):
            raise ValueError("an undo names the decision it takes back, and only an undo does")
        strange = {claim.document.sha256 for claim in (*self.targets, *self.results)} - {self.document_sha256}
        if strange:
            raise ValueError(f"a claim of another document: {sorted(strange)[0]}")

    @property
    def claim_id(self) -> str | None:
        """The id of the claim decided on (of a merge, the first), or None."""
        return self.targets[0].id if self.targets else None

    @property
    def claim_type(self) -> str | None:
        """The type of the claim decided on or added, or None."""
        claims = (*self.targets, *self.results)
        return claims[0].type if claims else None


def _fits(what: str, count: int, allowed: tuple[int, int | None], action: Action) -> None:
    least, most = allowed
    if count < least or (most is not None and count > most):
        raise ValueError(f"{action} with {count} {what} claims")
