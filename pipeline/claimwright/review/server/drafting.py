"""Putting a claim right: each request takes a draft and gives the next one. The page holds it, not the server."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace

from starlette.exceptions import HTTPException
from starlette.responses import Response

from claimwright.exchange.article import Place, of_document
from claimwright.records import Claim, Document
from claimwright.review.editing import (
    Draft,
    Edge,
    Slot,
    Unit,
    assign,
    change_modality,
    change_type,
    draft_from_json,
    draft_to_json,
    find_words,
    nudge,
    remove,
    slots_of,
    start_addition,
    start_correction,
    start_merge,
    start_slot,
    start_split,
)
from claimwright.review.editing.draft import TRIGGER
from claimwright.review.queue import Item
from claimwright.review.screens.editor import Told, editor_screen, shown_words
from claimwright.review.server.call import Call
from claimwright.review.server.forms import item_of, selection_of
from claimwright.review.server.looking import show
from claimwright.schema import Declarations

__all__ = ["as_typed", "begin", "change", "draft_of", "editor"]

_LONGEST = 200_000
_KEPT = 50  # drafts that can be gone back to


def begin(call: Call) -> Response:
    """The editor of the claim at hand, or of a new one."""
    item = item_of(call.fields)
    document, claims = _material(call, item)
    try:
        draft = _start(call, item, document, claims)
    except (ValueError, KeyError) as error:
        raise HTTPException(422, str(error)) from error
    return editor(call, draft)


def change(call: Call) -> Response:
    """One operation on the draft."""
    draft, document, _ = draft_of(call)
    past = _past(call)
    if call.fields.text("op", 30) == "undo":
        if not past:
            return editor(call, draft, news="There is nothing to undo in this draft.")
        before = draft_from_json(past.pop(), len(document.text), call.desk.declarations)
        return editor(call, before, past=past)
    news = ""
    try:
        changed, news = _apply(call, draft, document)
    except ValueError as error:
        return editor(call, draft, past=past, error=f"{str(error)[:1].upper()}{str(error)[1:]}.", status=422)
    if changed.parts != draft.parts:
        past.append(draft_to_json(draft))
    return editor(call, changed, past=past[-_KEPT:], news=news)


def draft_of(call: Call) -> tuple[Draft, Document, list[Claim]]:
    """The draft that the page sent, its document and the claims of that.

    Raises:
        HTTPException: 422 if it is none.
    """
    document, claims = _material(call, item_of(call.fields))
    try:
        text = call.fields.text("draft", _LONGEST)
        return draft_from_json(text, len(document.text), call.desk.declarations), document, claims
    except ValueError as error:
        raise HTTPException(422, str(error)) from error


def as_typed(call: Call, draft: Draft, document: Document) -> Draft:
    """The draft with what its fields say and it does not yet: to save is to save what is on the screen.

    Raises:
        ValueError: if words are not in the article.
    """
    fields, declared = call.fields, call.desk.declarations
    chosen = fields.text("type_name", 100)
    if chosen and chosen != draft.current.type:
        draft, _ = change_type(draft, chosen, declared)
    told = fields.text("modality_name", 100)
    if told and told != draft.current.modality:
        draft = change_modality(draft, told, declared)
    for slot in reversed(slots_of(draft, declared)):  # clearing a value moves those behind it
        words = fields.values.get(f"words-{slot}")
        if words is not None and words.split() != shown_words(draft, slot, document.text).split():
            draft, _ = _find(call, draft, slot, document.text)
    return draft


def editor(
    call: Call,
    draft: Draft,
    *,
    past: list[str] | None = None,
    error: str = "",
    news: str = "",
    status: int = 200,
) -> Response:
    """The editor of a draft."""
    item = item_of(call.fields)
    document, claims = _material(call, item)
    seen = call.fields.number("seen")
    told = Told(
        past=json.dumps(_past(call) if past is None else past),
        seen=call.desk.store.position() if seen is None else seen,
        digest=call.fields.text("digest", 100),
        error=error,
        news=news,
        typed=_typed(call) if error else {},
    )
    others = [claim for claim in claims if claim.id not in draft.targets]
    screen = editor_screen(draft, item, document, call.desk.declarations, told, others)
    kept = {"note": call.fields.text("note", 2000), "final": call.fields.text("final", 1)}
    return show(call, screen, said=error or news, status=status, **kept)


def _start(call: Call, item: Item, document: Document, claims: list[Claim]) -> Draft:
    article = of_document(document, claims)
    by_id = {claim.id: claim for claim in claims}
    what = call.fields.text("do", 30)
    if what == "add":
        chosen = selection_of(call.fields, document.text)
        place = Place(*chosen) if chosen else None
        draft = start_addition(place, call.desk.declarations, document.text[slice(*chosen)] if chosen else "")
        return assign(draft, Slot(TRIGGER), place, document.text) if place else draft
    claim = by_id[item.claim_id or ""]
    if what == "split":
        return start_split(claim, article)
    if what == "merge":
        return start_merge([claim, by_id[call.fields.text("with", 100)]], article)
    mine = call.desk.store.answers(call.desk.store.claim(claim.id)).get(call.reviewer)
    earlier = mine.decision.results if mine is not None else ()
    shown = earlier[0] if len(earlier) == 1 and _fits(earlier[0], document) else None
    return start_correction(claim, article, shown)


def _fits(claim: Claim, document: Document) -> bool:
    spans = [one.span for one in claim.arguments] + [mention.trigger for mention in claim.mentions]
    return all(document.text[span.start : span.end] == span.text for span in spans)


def _apply(call: Call, draft: Draft, document: Document) -> tuple[Draft, str]:
    """The changed draft, and what is to be told about it."""
    fields, declared = call.fields, call.desk.declarations
    op = fields.text("op", 30)
    if op == "type":
        changed, gone = change_type(draft, fields.text("type_name", 100), declared)
        names = ", ".join(role.replace("_", " ") for role in gone)
        return changed, f"Removed, as the new type does not have it: {names}." if gone else ""
    if op == "modality":
        return change_modality(draft, fields.text("modality_name", 100), declared), ""
    if op in ("part", "row"):
        return _moved(call, draft, op, declared), ""
    slot = Slot.parse(fields.text("slot", 100) or str(draft.slot))
    if slot.name not in {one.name for one in slots_of(draft, declared)}:
        raise ValueError(f"a {draft.current.type} has no {slot.name.replace('_', ' ')}")
    if op not in _ON_SLOT:
        raise ValueError("that is no change")
    return _ON_SLOT[op](call, draft, slot, document.text)


def _clear(call: Call, draft: Draft, slot: Slot, text: str) -> tuple[Draft, str]:
    return remove(replace(draft, slot=slot), slot), ""


def _find(call: Call, draft: Draft, slot: Slot, text: str) -> tuple[Draft, str]:
    words = call.fields.text(f"words-{slot}", 1000)
    if not words.strip():
        return _clear(call, draft, slot, text)
    return find_words(draft, slot, words, text), ""


def _assign(call: Call, draft: Draft, slot: Slot, text: str) -> tuple[Draft, str]:
    chosen = selection_of(call.fields, text)
    if chosen is not None:
        return assign(draft, slot, Place(*chosen), text), ""
    if draft.place(slot) is not None:
        return replace(draft, slot=slot), ""
    return start_slot(draft, slot, text), "Nothing was selected: move it with the keys for edges."


def _another(call: Call, draft: Draft, slot: Slot, text: str) -> tuple[Draft, str]:
    return _assign(call, draft, Slot(slot.name, len(draft.places(slot.name))), text)


def _nudge(call: Call, draft: Draft, slot: Slot, text: str) -> tuple[Draft, str]:
    place = draft.place(slot)
    if place is None:
        return start_slot(draft, slot, text), ""
    edge, unit = Edge(call.fields.text("edge", 20)), Unit(call.fields.text("unit", 20))
    step = -1 if call.fields.text("step", 2) == "-1" else 1
    return assign(draft, slot, nudge(text, place, edge, unit, step), text), ""


_ON_SLOT: Mapping[str, Callable[[Call, Draft, Slot, str], tuple[Draft, str]]] = {
    "clear": _clear,
    "find": _find,
    "nudge": _nudge,
    "assign": _assign,
    "another": _another,
}


def _moved(call: Call, draft: Draft, op: str, declared: Declarations) -> Draft:
    """Another part or another row is worked on."""
    if op == "part":
        wanted = call.fields.number("number")
        part = (draft.part + 1) % len(draft.parts) if wanted is None else min(wanted, len(draft.parts) - 1)
        return replace(draft, part=part, slot=Slot(TRIGGER))
    slots = slots_of(draft, declared)
    if call.fields.text("slot", 100):
        return replace(draft, slot=Slot.parse(call.fields.text("slot", 100)))
    here = slots.index(draft.slot) if draft.slot in slots else 0
    step = -1 if call.fields.text("step", 2) == "-1" else 1
    return replace(draft, slot=slots[(here + step) % len(slots)])


def _material(call: Call, item: Item) -> tuple[Document, list[Claim]]:
    """The document in the text that the claim points into, and its claims there."""
    if item.claim_id is None:
        document = call.desk.document(item.sha256)
        return document, call.desk.claims_of(item.sha256)
    stored = call.desk.store.claim(item.claim_id)
    document = call.desk.document(stored.claim.document.sha256, stored.text_key)
    return document, [stored.claim, *call.desk.beside(stored)]


def _typed(call: Call) -> dict[str, str]:
    """The words in the fields of rows, by slot."""
    mark = "words-"
    return {
        name.removeprefix(mark): text for name, text in call.fields.values.items() if name.startswith(mark)
    }


def _past(call: Call) -> list[str]:
    try:
        past = json.loads(call.fields.text("past", _LONGEST * 3) or "[]")
    except ValueError:
        return []
    return [one for one in past if isinstance(one, str)] if isinstance(past, list) else []
