"""Answers: every one goes through here to the log, and the next item comes only when it is on the disk."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from claimwright.errors import ClaimwrightError
from claimwright.records import Action, Claim, Decision
from claimwright.review.deciding import (
    ClaimChanged,
    Conflict,
    Given,
    adjudication,
    already,
    answer,
    record,
    undo,
)
from claimwright.review.editing import Draft, build_claims
from claimwright.review.history import to_redo, to_undo
from claimwright.review.queue import Item
from claimwright.review.screens.claim import answer_view, brief
from claimwright.review.screens.item import screen_of
from claimwright.review.server.call import Call
from claimwright.review.server.drafting import as_typed, draft_of, editor
from claimwright.review.server.forms import given_of, item_of, known_document
from claimwright.review.server.looking import Screen, next_screen, show
from claimwright.store import Logged

__all__ = ["adjudicate", "decide", "redo", "take_back", "undo_last"]

_VERDICTS = {"accept": Action.ACCEPT, "reject": Action.REJECT, "unsure": Action.UNSURE}
_SAID = {
    Action.ACCEPT: "Accepted",
    Action.REJECT: "Rejected",
    Action.UNSURE: "Marked as unsure",
    Action.CORRECT: "Corrected",
    Action.ADD: "Added",
    Action.MERGE: "Merged",
    Action.SPLIT: "Split",
    Action.NOTHING_MISSED: "Nothing missed",
    Action.UNDO: "Undone",
}


def decide(call: Call) -> Response:
    """A verdict, "nothing missed", or a draft that is done."""
    item = item_of(call.fields)
    given = given_of(call.fields, call.reviewer, item, call.desk.store)
    earlier = already(call.desk.store, given)
    if earlier is not None:
        return _go_on(call, item, earlier)
    name = call.fields.text("action", 30)
    if name in _VERDICTS and item.claim_id:
        claim = call.desk.store.claim(item.claim_id).claim
        return _write(call, given, _VERDICTS[name], [claim], ())
    if name == "nothing_missed":
        known_document(call.fields, call.desk.store)
        return _write(call, given, Action.NOTHING_MISSED, (), ())
    if name == "draft":
        return _decide_draft(call, given)
    raise HTTPException(422, "that is no answer")


def adjudicate(call: Call) -> Response:
    """A conflict settled: one of the answers is made the one that counts."""
    item = item_of(call.fields)
    given = given_of(call.fields, call.reviewer, item, call.desk.store)
    earlier = already(call.desk.store, given)
    if earlier is not None:
        return _go_on(call, item, earlier)
    wanted = call.fields.text("chosen", 100)
    log = call.desk.store.document_log(item.sha256)
    found = [entry.decision for entry in log if entry.decision.id == wanted and entry.decision.targets]
    if not found:
        raise HTTPException(422, "that answer is not in the log")
    decision = adjudication(given, found[0], call.desk.settings)
    return _append(call, given, decision)


def undo_last(call: Call) -> Response:
    """The reviewer's last decision that stands, taken back."""
    return _undo(call, to_undo(call.desk.store, call.reviewer), "There is nothing to undo.")


def redo(call: Call) -> Response:
    """What was undone last, done again."""
    return _undo(call, to_redo(call.desk.store, call.reviewer), "There is nothing to redo.")


def take_back(call: Call) -> Response:
    """One decision of the history, taken back; of an undone one, its undo."""
    wanted = call.fields.text("decision", 100)
    log = call.desk.store.document_log(known_document(call.fields, call.desk.store))
    mine = [entry.decision for entry in log if entry.decision.reviewer == call.reviewer]
    found = next((one for one in mine if one.id == wanted), None)
    if found is None:
        raise HTTPException(422, "that decision is not yours")
    return _undo(call, found, "")


def _undo(call: Call, undone: Decision | None, nothing: str) -> Response:
    store = call.desk.store
    position = store.position()
    item = Item("", None, "undo", "")
    given = given_of(call.fields, call.reviewer, item, store)
    earlier = already(store, given)
    if earlier is None:
        if undone is None:
            return show(call, _same(call), said=nothing)
        try:
            earlier = record(store, undo(given, undone), position, call.desk.settings)
        except Conflict:
            return show(
                call, _same(call), said="Not undone: it was decided on again this moment.", status=409
            )
    if not call.partial:
        return RedirectResponse("/history", 303)
    return _show_undone(call, earlier)


def _show_undone(call: Call, logged: Logged) -> Response:
    """What the undo was about is on the screen again."""
    log = call.desk.store.document_log(logged.decision.document_sha256)
    by_id = {entry.decision.id: entry.decision for entry in log}
    one, times = logged.decision, 0
    while one.action is Action.UNDO and one.undoes in by_id:
        one, times = by_id[one.undoes], times + 1
    shown = one.shown
    queue, reason = (shown.queue, shown.reason) if shown else ("chosen", "")
    item = Item(one.document_sha256, one.claim_id, queue, reason, bool(shown and shown.audit))
    what = "Undone" if times % 2 else "Done again"
    said = f"{what}: {_named(call, one)}"
    return show(call, screen_of(call.desk, item, call.reviewer), said=said)


def _same(call: Call) -> Screen:
    """What was on the screen."""
    if not call.fields.text("sha256", 100):
        return None
    return screen_of(call.desk, item_of(call.fields), call.reviewer)


def _decide_draft(call: Call, given: Given) -> Response:
    draft, document, claims = draft_of(call)
    by_id = {claim.id: claim for claim in claims}
    try:
        targets = [by_id[target] for target in draft.targets]
    except KeyError:
        return _changed(call, given)
    try:
        draft = as_typed(call, draft, document)
        results = build_claims(draft, document, claims, call.desk.declarations)
        return _write(call, given, draft.action, targets, results, draft)
    except (ValueError, ClaimwrightError) as error:
        if isinstance(error, ClaimwrightError) and error.code.startswith("E8"):
            raise
        told = f"{error.detail}." if isinstance(error, ClaimwrightError) else str(error)
        return editor(call, draft, error=told[:1].upper() + told[1:], status=422)


def _write(
    call: Call,
    given: Given,
    action: Action,
    targets: Sequence[Claim],
    results: Sequence[Claim],
    draft: Draft | None = None,
) -> Response:
    try:
        decision = answer(given, action, targets, results, call.desk.settings)
    except ClaimChanged:
        return _changed(call, given)
    return _append(call, given, decision, draft)


def _append(call: Call, given: Given, decision: Decision, draft: Draft | None = None) -> Response:
    try:
        logged = record(call.desk.store, decision, given.seen, call.desk.settings)
    except Conflict as conflict:
        return _conflict(call, given, conflict, draft)
    return _go_on(call, given.item, logged)


def _go_on(call: Call, item: Item, logged: Logged) -> Response:
    """The next item; after an addition or a settled article, the one that was being looked at is still there."""
    decision = logged.decision
    said = f"{_SAID[decision.action]}: {_named(call, decision)}"
    stay = decision.action in (Action.ADD, Action.NOTHING_MISSED) and item.claim_id is not None
    again = decision.action is Action.ADD
    if stay or again:
        return show(call, screen_of(call.desk, item, call.reviewer), said=said)
    return show(call, next_screen(call, item.key), said=said)


def _conflict(call: Call, given: Given, conflict: Conflict, draft: Draft | None) -> Response:
    """Both answers side by side; nothing was written."""
    declared = call.desk.declarations
    return show(
        call,
        screen_of(call.desk, given.item, call.reviewer),
        status=409,
        said="Not saved: somebody else decided meanwhile.",
        meanwhile={
            "mine": answer_view(conflict.decision, declared),
            "rivals": [answer_view(entry.decision, declared) for entry in conflict.rivals],
            "own": all(entry.decision.reviewer == call.reviewer for entry in conflict.rivals),
            "seen": max((entry.position for entry in conflict.rivals), default=given.seen),
            "given": given,
            "path": call.request.url.path,
            "fields": {
                name: call.fields.text(name, 200_000) for name in ("action", "draft", "past", "chosen")
            },
            "draft": draft is not None,
        },
    )


def _changed(call: Call, given: Given) -> Response:
    """A new reading of the article came between; the claim is shown as it is now."""
    said = "Not saved: a new reading of this article changed the claim. Here it is as it is now."
    screen = screen_of(call.desk, given.item, call.reviewer)
    return show(call, screen, status=409, said=said, changed=said)


def _named(call: Call, decision: Decision) -> str:
    claims = decision.results or decision.targets
    if not claims:
        return "the article" if decision.action is not Action.NOTHING_MISSED else "in this article"
    shown = brief(claims[0], call.desk.declarations)
    return f"{shown.label}, {shown.summary}"
