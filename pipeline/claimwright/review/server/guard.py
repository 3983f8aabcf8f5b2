"""What stands between the network and the page: hosts, token, CSRF, sizes, and the headers of every answer.

Sources: OWASP Cheat Sheets on CSRF prevention (signed by a cookie that the page repeats, checked together with Origin)
and on DNS rebinding (the Host header must be ours).
"""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qs, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["CSRF_FIELD", "POLICY", "Guard", "Limits"]

CSRF_FIELD = "csrf"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",  # with no-referrer, forms of ours would come from the origin "null"
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "x-frame-options": "DENY",
}
_SAFE = ("GET", "HEAD")
_COOKIE = "Path=/; HttpOnly; SameSite=Strict"
_TOO_LARGE = "That is more than the page takes at once."


@dataclass(frozen=True, slots=True)
class Limits:
    """What the guard lets in.

    Attributes:
        hosts: values of the Host header that mean us; empty for any (beyond loopback, where a token guards).
        token: what a visitor has to know, or empty.
        body: bytes of a request.
        cookie: name of the cookie; it carries the port, as cookies of one host share all ports.
    """

    hosts: frozenset[str]
    token: str = ""
    body: int = 1_000_000
    cookie: str = "claimwright"


class Guard:
    """Lets a request through to the application, or answers it.

    ``scope["state"]["csrf"]`` holds what forms have to send back.
    """

    def __init__(self, app: ASGIApp, limits: Limits) -> None:
        self.app = app
        self.limits = limits

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        cookies = _cookies(headers.get("cookie", ""))
        session = cookies.get(self.limits.cookie, "")
        fresh = "" if 20 <= len(session) <= 100 else secrets.token_urlsafe(24)
        scope.setdefault("state", {})["csrf"] = fresh or session
        refusal = self._refusal(scope, headers, cookies, session)
        reply = _Reply(send, f"{self.limits.cookie}={fresh}; {_COOKIE}" if fresh else "", scope["path"])
        if refusal is not None:
            await refusal(scope, receive, reply)
            return
        await self.app(scope, _Limited(receive, self.limits.body), reply)

    def _refusal(
        self, scope: Scope, headers: Headers, cookies: dict[str, str], session: str
    ) -> Response | None:
        if self.limits.hosts and headers.get("host", "").lower() not in self.limits.hosts:
            return PlainTextResponse("This address is not served here.", 421)
        if self.limits.token:
            refusal = self._without_token(scope, cookies)
            if refusal is not None:
                return refusal
        if scope["method"] in _SAFE:
            return None
        declared = headers.get("content-length", "")
        if declared.isdecimal() and int(declared) > self.limits.body:
            return _too_large()
        return self._forged(headers, session)

    def _without_token(self, scope: Scope, cookies: dict[str, str]) -> Response | None:
        """Refuse a visitor who does not know the token; keep it in a cookie for one who does."""
        name = f"{self.limits.cookie}_token"
        if hmac.compare_digest(cookies.get(name, "").encode(), self.limits.token.encode()):
            return None
        query = parse_qs(scope["query_string"].decode("latin-1"))
        given = query.get("token", [""])[0]
        if not hmac.compare_digest(given.encode(), self.limits.token.encode()):
            return PlainTextResponse("Open the address with ?token=... as the command printed it.", 403)
        answer = RedirectResponse(scope["path"], 303)
        answer.headers.append("set-cookie", f"{name}={self.limits.token}; {_COOKIE}")
        return answer

    def _forged(self, headers: Headers, session: str) -> Response | None:
        """Refuse what another site's page sends. The form field is compared in ``forms``, which reads the body."""
        origin = headers.get("origin")
        if origin is not None and urlsplit(origin).netloc.lower() != headers.get("host", "").lower():
            return PlainTextResponse("Sent by another site.", 403)
        if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
            return PlainTextResponse("Sent by another site.", 403)
        if not session:
            return PlainTextResponse("The page is too old: load it again.", 403)
        return None


class _Limited:
    """Counts the body as it comes; what declares no length is not trusted to be short."""

    def __init__(self, receive: Receive, limit: int) -> None:
        self.receive = receive
        self.left = limit

    async def __call__(self) -> Message:
        message = await self.receive()
        self.left -= len(message.get("body", b""))
        if self.left < 0:
            raise HTTPException(413, _TOO_LARGE)
        return message


class _Reply:
    """Puts our headers on the answer."""

    def __init__(self, send: Send, cookie: str, path: str) -> None:
        self.send = send
        self.cookie = cookie
        self.path = path

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in _HEADERS.items():
                headers[name] = value
            if self.path.startswith("/static/"):
                headers["cache-control"] = "max-age=31536000, immutable"
            else:
                headers["cache-control"] = "no-store"
                if self.cookie:
                    headers.append("set-cookie", self.cookie)
        await self.send(message)


def _too_large() -> Response:
    return PlainTextResponse(_TOO_LARGE, 413)


def _cookies(header: str) -> dict[str, str]:
    jar: SimpleCookie = SimpleCookie()
    try:
        jar.load(header)
    except CookieError:
        return {}
    return {name: morsel.value for name, morsel in jar.items()}
