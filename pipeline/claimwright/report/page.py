"""The report: one HTML file with everything in it, that loads nothing and runs only its own script."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources

from claimwright.records import Claim, Document
from claimwright.report.view import build_view
from claimwright.schema import Declarations, load_declarations

__all__ = ["build_page"]


def build_page(
    claims: Sequence[Claim],
    texts: Mapping[str, Document] | None = None,
    *,
    declarations: Declarations | None = None,
    title: str = "Claims",
) -> str:
    """The page as HTML.

    What articles say goes through the template's escaping only, as text and attribute values; the style and the
    script are files of ours, allowed by their digest in the page's content security policy, and nothing else is.

    Args:
        claims: all claims, of any number of documents.
        texts: cleaned articles by SHA-256; without one, an article is shown by its evidence sentences.
        declarations: labels of the claim types; None for those shipped.
        title: heading of the page.
    """
    from jinja2 import Environment, StrictUndefined
    from markupsafe import Markup

    environment = Environment(
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    style, script = _file("page.css"), _file("page.js")
    return environment.from_string(_file("page.html")).render(
        page=build_view(claims, texts or {}, declarations or load_declarations(), title),
        style=Markup(style),
        script=Markup(script),
        style_digest=_digest(style),
        script_digest=_digest(script),
    )


@cache
def _file(name: str) -> str:
    return (resources.files("claimwright.report") / name).read_text(encoding="utf-8")


def _digest(text: str) -> str:
    """The source expression that allows an inline element with this content (CSP level 3, section 2.3.1)."""
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode('utf-8')).digest()).decode('ascii')}"
