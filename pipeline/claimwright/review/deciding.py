"""From what a reviewer sends to the log: made once, however often it is sent, and never over somebody's head."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from claimwright.errors import StoreError
from claimwright.records import Action, Claim, Decision, Shown
from claimwright.records.decision import new_id, now
from claimwright.review.history import decided_as
from claimwright.review.pool import in_overlap, in_slice
from claimwright.review.queue import Item
from claimwright.review.settings import ReviewSettings
from claimwright.store import Logged, Store
from claimwright.store.storable import claim_digest

__all__ = ["ClaimChanged", "Conflict", "Given", "adjudication", "already", "answer", "record", "undo"]

_CONFLICT = "E806"
_LONGEST_NOTE = 2000
_LONGEST_REASON = 300


class Conflict(Exception):  # noqa: N818 - no fault, but a question
    """Somebody decided on the same claim after it was shown; nothing was written.

    Attributes:
        decision: what was to be written.
        rivals: what others, or the same reviewer in another window, decided meanwhile.
    """

    def __init__(self, decision: Decision, rivals: Sequence[Logged]) -> None:
        super().__init__(decision.client_id)
        self.decision = decision
        self.rivals = tuple(rivals)


class ClaimChanged(Exception):  # noqa: N818 - no fault, but news
    """A new reading of the article changed the claim after it was shown; nothing was written."""


@dataclass(frozen=True, slots=True)
class Given:
    """What comes with every decision.

    Attributes:
        client_id: made by the page, the same for every attempt.
        reviewer: who.
        seen: the last log position when the item was shown.
        item: what was shown, and why.
        digest: of the claim that was shown, or empty.
        seconds: how long it was looked at.
        note: in the reviewer's words.
        final: whether it settles a conflict.
    """

    client_id: str
    reviewer: str
    seen: int
    item: Item
    digest: str = ""
    seconds: float | None = None
    note: str = ""
    final: bool = False


def answer(
    given: Given,
    action: Action,
    targets: Sequence[Claim],
    results: Sequence[Claim],
    settings: ReviewSettings,
) -> Decision:
    """The decision that an answer makes.

    Raises:
        ClaimChanged: if the claim is not the one that was shown.
    """
    digest = claim_digest(targets[0]) if targets else ""
    if targets and given.digest and given.digest != digest:
        raise ClaimChanged(targets[0].id)
    item = given.item
    return Decision(
        id=new_id(),
        client_id=given.client_id,
        reviewer=given.reviewer,
        at=now(),
        document_sha256=item.sha256,
        action=action,
        targets=tuple(targets),
        results=tuple(results),
        shown=Shown(
            model=targets[0].model if targets else None,
            digest=digest,
            queue=item.queue,
            reason=item.reason[:_LONGEST_REASON],
            audit=_is_audit(item, settings) and bool(targets) == (item.claim_id is not None),
        ),
        seconds=given.seconds,
        note=given.note[:_LONGEST_NOTE],
        final=given.final,
    )


def adjudication(given: Given, chosen: Decision, settings: ReviewSettings) -> Decision:
    """A reviewer's answer, made the one that counts."""
    made = answer(replace(given, final=True), chosen.action, chosen.targets, chosen.results, settings)
    return replace(made, note=given.note or f"as {chosen.reviewer} said")


def undo(given: Given, undone: Decision) -> Decision:
    """A decision taken back; of an undo, what it took back is restored."""
    return Decision(
        id=new_id(),
        client_id=given.client_id,
        reviewer=given.reviewer,
        at=now(),
        document_sha256=undone.document_sha256,
        action=Action.UNDO,
        undoes=undone.id,
        seconds=given.seconds,
    )


def record(store: Store, decision: Decision, seen: int, settings: ReviewSettings) -> Logged:
    """Write a decision to the log; it is on the disk when this returns.

    Of a claim drawn for several reviewers, others' answers are no conflict: there they stand side by side.

    Raises:
        Conflict: if somebody decided on the same claim after ``seen``.
        StoreError: if the store refuses for another reason.
    """
    independent = decision.claim_id is not None and in_overlap(decision.claim_id, settings)
    while True:
        try:
            return store.append_decisions([decision], seen=seen)[0]
        except StoreError as error:
            if error.code != _CONFLICT:
                raise
            rivals = _rivals(store, decision, seen)
            ours = [one for one in rivals if one.decision.reviewer == decision.reviewer]
            if not rivals or ours or not independent:
                raise Conflict(decision, rivals) from error
            seen = rivals[-1].position


def already(store: Store, given: Given) -> Logged | None:
    """The decision of an earlier attempt that arrived although its answer did not.

    Raises:
        StoreError: E805 if that client id was used by somebody else.
    """
    earlier = decided_as(store, given.client_id)
    if earlier is not None and earlier.decision.reviewer != given.reviewer:
        raise StoreError("E805", f"client id {given.client_id}", "it names another decision")
    return earlier


def _rivals(store: Store, decision: Decision, seen: int) -> list[Logged]:
    """What was decided after a position on what the decision is about."""
    log = store.document_log(decision.document_sha256)
    by_id = {entry.decision.id: entry.decision for entry in log}
    mine = _subjects(decision, by_id)
    return [entry for entry in log if entry.position > seen and _subjects(entry.decision, by_id) & mine]


def _subjects(decision: Decision, by_id: dict[str, Decision]) -> set[str]:
    while decision.action is Action.UNDO and decision.undoes in by_id:
        decision = by_id[decision.undoes]
    return {claim.id for claim in (*decision.targets, *decision.results)} or {decision.document_sha256}


def _is_audit(item: Item, settings: ReviewSettings) -> bool:
    """Whether it came as part of the random slice; the page's word for it is checked against the lot."""
    if not item.audit:
        return False
    if item.claim_id is None:
        return item.queue == "articles"
    return item.queue == "audit" and in_slice(item.claim_id, settings)
