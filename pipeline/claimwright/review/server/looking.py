"""Pages to look at: items, the original, history."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from starlette.responses import Response

from claimwright.exchange.printable import printable
from claimwright.records import Action
from claimwright.review.history import own_decisions
from claimwright.review.orders import ORDER_NAMES, OrderName
from claimwright.review.pool import in_slice
from claimwright.review.queue import Item
from claimwright.review.screens.claim import AnswerView, Brief, answer_view, brief
from claimwright.review.screens.editor import EditorScreen
from claimwright.review.screens.item import ArticleScreen, ClaimScreen, screen_of, screen_of_found
from claimwright.review.server.call import Call
from claimwright.review.server.render import html
from claimwright.store import Store
from claimwright.store.tables import documents

__all__ = [
    "history",
    "next_screen",
    "one_article",
    "one_claim",
    "shell",
    "show",
    "show_next",
    "source",
    "start",
]

_AROUND = 600  # code points of the original before and after the evidence
_HISTORY = 200
_OUTLETS = 500

Screen = ClaimScreen | ArticleScreen | EditorScreen | None


def start(call: Call) -> Response:
    """The page with the first item of the queue."""
    return show(call, next_screen(call, fresh=True))


def show_next(call: Call) -> Response:
    """The next item of the queue; after ``after`` if that is named."""
    fresh = call.fields.text("fresh", 1) == "1"
    return show(call, next_screen(call, call.fields.text("after", 100) or None, fresh=fresh))


def next_screen(call: Call, after: str | None = None, *, fresh: bool = False) -> Screen:
    """The screen of the next item, or None if the queue is done."""
    found = call.desk.find_next(call.outlook, after, fresh=fresh)
    return None if found is None else screen_of_found(call.desk, found, call.reviewer)


def one_claim(call: Call) -> Response:
    """A claim by its id, as it was in its queue or on its own."""
    claim_id = call.request.path_params["claim"]
    stored = call.desk.store.claim(claim_id)
    item = _come_back(call, stored.claim.document.sha256, claim_id)
    return show(call, screen_of(call.desk, item, call.reviewer))


def one_article(call: Call) -> Response:
    """An article by its digest."""
    item = _come_back(call, call.request.path_params["sha256"], None)
    return show(call, screen_of(call.desk, item, call.reviewer))


def source(call: Call) -> Response:
    """The page as it came in, around a claim's evidence; as text, whatever it is written in."""
    stored = call.desk.store.claim(call.request.path_params["claim"])
    document = call.desk.document(stored.claim.document.sha256, stored.text_key)
    parts = []
    for mention in stored.claim.mentions:
        start, end = mention.evidence.source_start, mention.evidence.source_end
        before, after = _around(document.source, start, end)
        parts.append([printable(text) for text in (before, document.source[start:end], after)])
    return html("source.html", parts=parts, format=document.format.value, path=printable(document.path))


def _around(source: str, start: int, end: int) -> tuple[str, str]:
    """What stands before and after a place, in whole words; an ellipsis where it is cut."""
    before, after = source[max(start - _AROUND, 0) : start], source[end : end + _AROUND]
    if start > _AROUND:
        before = f"… {before.partition(' ')[2] or before}"
    if end + _AROUND < len(source):
        after = f"{after.rpartition(' ')[0] or after} …"
    return before, after


def history(call: Call) -> Response:
    """What the reviewer did, the last first, each with an undo of its own."""
    rows = [
        PastView(
            answer_view(past.decision, call.desk.declarations),
            tuple(brief(one, call.desk.declarations) for one in past.decision.targets),
            past.decision.claim_id or "",
            past.decision.document_sha256,
            past.void,
            past.decision.action in (Action.ADD, Action.NOTHING_MISSED),
        )
        for past in own_decisions(call.desk.store, call.reviewer, _HISTORY)
    ]
    return html("history.html", rows=rows, shell=shell(call), title="History")


@dataclass(frozen=True, slots=True)
class PastView:
    """An entry of the history: what was said, of which claims, and whether it was taken back."""

    answer: AnswerView
    targets: tuple[Brief, ...]
    claim: str
    sha256: str
    void: bool
    of_article: bool


def show(call: Call, screen: Screen, *, said: str = "", status: int = 200, **more: Any) -> Response:  # noqa: ANN401
    """A screen: alone if the page asks for a part of itself, else with everything around it.

    Args:
        call: the request.
        screen: None where the queue is done.
        said: what a screen reader is to announce.
        status: of the answer.
        more: what the template of the screen needs besides.
    """
    context = {
        "screen": screen,
        "said": said,
        "counts": call.counts(),
        "orders": ORDER_NAMES,
        "order": call.outlook.order,
        "csrf": call.csrf,
        "preferences": call.preferences,
        "keys": {one.action: one.key for one in call.preferences.bindings},
        **more,
    }
    if call.partial:
        return html("part.html", status, **context)
    return html("page.html", status, shell=shell(call), title="Review", **context)


def shell(call: Call) -> dict[str, Any]:
    """What stands around every screen."""
    theme = call.request.cookies.get("claimwright_theme", "")
    bindings = call.preferences.bindings
    return {
        "reviewer": printable(call.reviewer, one_line=True),
        "theme": theme if theme in ("light", "dark") else "auto",
        "csrf": call.csrf,
        "orders": ORDER_NAMES,
        "order": call.outlook.order,
        "wanted": call.outlook.wanted,
        "types": {name: one.label for name, one in call.desk.declarations.claim_types.items()},
        "outlets": _outlets(call.desk.store),
        "bindings": bindings,
        "keys": {one.action: one.key for one in bindings},
        "table": [[one.action, one.key, one.scope] for one in bindings],
        "shortcuts": call.preferences.shortcuts,
        "query": call.request.url.query,
    }


def _come_back(call: Call, sha256: str, claim_id: str | None) -> Item:
    """The item as it was: its queue and reason come with the address, the lot is looked up."""
    queue = call.fields.text("queue", 30)
    audit = call.fields.text("audit", 1) == "1" and (
        queue == "articles"
        if claim_id is None
        else queue == "audit" and in_slice(claim_id, call.desk.settings)
    )
    known = queue in set(OrderName) and queue != OrderName.MIXED
    reason = call.fields.text("reason") or "You chose it yourself."
    return Item(sha256, claim_id, queue if known else "chosen", reason, audit)


def _outlets(store: Store) -> list[str]:
    query = select(documents.c.outlet).where(documents.c.outlet.is_not(None)).distinct()
    with store.database.read() as connection:
        return list(connection.execute(query.order_by(documents.c.outlet).limit(_OUTLETS)).scalars())
