"""Self-contained pages: template, style and script in one file that loads nothing."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from functools import cache
from importlib import resources

__all__ = ["render_inline"]


def render_inline(name: str, *, styles: Sequence[str] = (), **values: object) -> str:
    """The page ``NAME.html`` with ``NAME.css`` and, if there is one, ``NAME.js``.

    What the values say goes through the template's escaping only, as text and attribute values; style and script are
    files of ours, which the template's content security policy allows by their digest.

    Args:
        name: of the files beside this module.
        styles: names of the style files, if others than that one; they are put one after the other.
        values: what the template shows.
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
    style = "".join(_file(f"{one}.css") for one in styles or (name,))
    script = _file(f"{name}.js")
    return environment.from_string(_file(f"{name}.html")).render(
        **values,
        style=Markup(style),
        script=Markup(script),
        style_digest=_digest(style),
        script_digest=_digest(script),
    )


@cache
def _file(name: str) -> str:
    """The text of a file, empty if there is none of that name."""
    place = resources.files("claimwright.report") / name
    return place.read_text(encoding="utf-8") if place.is_file() else ""


def _digest(text: str) -> str:
    """The source expression that allows an inline element with this content (CSP level 3, section 2.3.1)."""
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode('utf-8')).digest()).decode('ascii')}"
