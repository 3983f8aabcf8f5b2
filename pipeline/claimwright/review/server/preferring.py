"""What a reviewer sets: name, keys, and whether keys do anything."""

from __future__ import annotations

from urllib.parse import quote

from starlette.responses import RedirectResponse, Response

from claimwright.review.keys import bindings, default_bindings
from claimwright.review.preferences import Preferences
from claimwright.review.server.call import Call
from claimwright.review.server.looking import shell
from claimwright.review.server.render import html

__all__ = ["keep_keys", "keep_reviewer", "settings_page"]

_NAMES = {"space": " ", "none": ""}
_YEAR = 365 * 86_400  # seconds


def settings_page(call: Call) -> Response:
    """The page of settings."""
    return _page(call, call.preferences)


def keep_keys(call: Call) -> Response:
    """Keys of one's own, written to the file of preferences; what cannot be is shown and not written."""
    if call.fields.text("reset", 1) == "1":
        call.house.preferences.keep(call.reviewer, Preferences(shortcuts=call.preferences.shortcuts))
        return RedirectResponse("/settings?saved=1", 303)
    shipped = {one.action: one.key for one in default_bindings()}
    wanted = {
        action: _NAMES.get(value.strip().lower(), value.strip() or value[:1].strip())
        for action in shipped
        if (value := call.fields.values.get(f"key-{action}")) is not None
    }
    changed = {action: key[:20] for action, key in wanted.items() if key != shipped[action]}
    preferences = Preferences(changed, call.fields.text("shortcuts", 1) == "1")
    try:
        bindings(changed)
    except ValueError as error:
        return _page(call, preferences, error=str(error), status=422)
    try:
        call.house.preferences.keep(call.reviewer, preferences)
    except OSError as error:
        told = f"The settings cannot be written: {error.strerror or error}."
        return _page(call, preferences, error=told, status=503)
    return RedirectResponse("/settings?saved=1", 303)


def keep_reviewer(call: Call) -> Response:
    """The reviewer's name, for this browser."""
    name = call.fields.text("reviewer", 100).strip()
    if not name or not name.isprintable():
        return _page(call, call.preferences, error="A name has at least one letter.", status=422)
    answer = RedirectResponse("/settings?saved=1", 303)
    answer.set_cookie("claimwright_reviewer", quote(name), max_age=_YEAR, samesite="strict", httponly=True)
    return answer


def _page(call: Call, preferences: Preferences, *, error: str = "", status: int = 200) -> Response:
    own = preferences.keys
    rows = [(one, own.get(one.action, one.key)) for one in default_bindings()]
    return html(
        "settings.html",
        status,
        shell=shell(call),
        title="Settings",
        rows=rows,
        shortcuts=preferences.shortcuts,
        path=str(call.house.preferences.path),
        error=error,
        saved=call.fields.text("saved", 1) == "1",
    )
