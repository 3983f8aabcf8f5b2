"""The application: its addresses, and what becomes of errors."""

from __future__ import annotations

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

from claimwright.errors import ClaimwrightError
from claimwright.review.server import answering, drafting, looking, measuring, preferring
from claimwright.review.server.call import Handler, House, endpoint
from claimwright.review.server.guard import Guard, Limits
from claimwright.review.server.render import STATIC

__all__ = ["make_app"]

_LOOK: dict[str, Handler] = {
    "/": looking.start,
    "/next": looking.show_next,
    "/claim/{claim}": looking.one_claim,
    "/claim/{claim}/source": looking.source,
    "/article/{sha256}": looking.one_article,
    "/history": looking.history,
    "/figures": measuring.figures_page,
    "/settings": preferring.settings_page,
}
_CHANGE: dict[str, Handler] = {
    "/decide": answering.decide,
    "/adjudicate": answering.adjudicate,
    "/undo": answering.undo_last,
    "/redo": answering.redo,
    "/take-back": answering.take_back,
    "/edit": drafting.begin,
    "/draft": drafting.change,
    "/settings/keys": preferring.keep_keys,
    "/settings/reviewer": preferring.keep_reviewer,
}
_STATUS = {"E808": 404, "E805": 409, "E806": 409}


def make_app(house: House, limits: Limits) -> ASGIApp:
    """The application with its guard.

    Args:
        house: what all requests share.
        limits: what the guard lets in.
    """
    routes = [Route(path, endpoint(house, handler), methods=["GET"]) for path, handler in _LOOK.items()]
    routes += [Route(path, endpoint(house, handler), methods=["POST"]) for path, handler in _CHANGE.items()]
    static = Mount("/static", StaticFiles(packages=[(STATIC, "static")]))
    handlers = {ClaimwrightError: _refused, HTTPException: _wrong, Exception: _failed}
    app = Starlette(routes=[*routes, static], exception_handlers=handlers)
    return Guard(app, limits)


async def _refused(request: Request, error: Exception) -> Response:
    """What the store or a stage refuses: told in its words; the page keeps what was typed."""
    assert isinstance(error, ClaimwrightError)
    return PlainTextResponse(str(error), _STATUS.get(error.code, 503))


async def _wrong(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return PlainTextResponse(str(error.detail), error.status_code)


async def _failed(request: Request, error: Exception) -> Response:
    """A fault of ours: said so, without its inner workings; the terminal has the rest."""
    return PlainTextResponse("That is a fault of ours; nothing was saved. The terminal tells more.", 500)
