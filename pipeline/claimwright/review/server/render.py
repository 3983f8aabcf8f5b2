"""Templates to HTML: everything is escaped, nothing that an article says is markup."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from importlib import resources
from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.responses import HTMLResponse

from claimwright.review.keys import shown_key
from claimwright.review.queue import Item

__all__ = ["STATIC", "html", "static_names"]

STATIC = "claimwright.review"
_FILES = ("page.css", "page.js", "htmx.min.js", "icon.svg")


def html(template: str, status: int = 200, **context: Any) -> HTMLResponse:  # noqa: ANN401 - what templates show
    """A page or a fragment of one; what cannot be encoded is shown as a question mark."""
    text = _environment().get_template(template).render(**context)
    return HTMLResponse(text.encode("utf-8", "replace"), status)


@cache
def static_names() -> dict[str, str]:
    """The address of each file of ours, by name; it changes with what the file holds, so that none grows stale."""
    folder = resources.files(STATIC) / "static"
    digests = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest()[:12] for name in _FILES}
    return {name: f"/static/{name}?{digest}" for name, digest in digests.items()}


def _address(item: Item) -> str:
    """The query of an address under which an item comes back as it was: its queue, its reason, its lot."""
    return urlencode({"queue": item.queue, "reason": item.reason, "audit": "1" if item.audit else ""})


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader(STATIC),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters["percent"] = lambda share: f"{share:.0%}"
    environment.filters["key"] = shown_key
    environment.filters["address"] = _address
    environment.filters["as_json"] = lambda value: json.dumps(value, separators=(",", ":"))
    environment.globals["static"] = static_names()
    return environment
