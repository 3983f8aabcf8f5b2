"""An HTML tokenizer with positions: text, entity references and tags.

After the WHATWG HTML standard, section 13.2.5, reduced to what decides which characters are visible. It keeps no
stack, so nesting costs nothing, and its patterns run forward only, so a page costs time linear in its length.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import IntEnum
from html import unescape
from html.entities import html5
from typing import NamedTuple

__all__ = ["Token", "TokenKind", "decode_reference", "tokens"]


class TokenKind(IntEnum):
    """What a token is."""

    TEXT = 0
    REFERENCE = 1
    OPEN = 2
    CLOSE = 3


class Token(NamedTuple):
    """A stretch of the source (code points, end exclusive).

    Attributes:
        kind: text as it stands, one entity reference, or a tag.
        start, end: source range.
        name: the tag's name in lower case, or what the reference stands for; empty for text.
    """

    kind: TokenKind
    start: int
    end: int
    name: str = ""


_ATTRIBUTES = r"""(?:[^>=]++|=\s*+(?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z)|[^\s>]*+))*+"""
_TOKEN = re.compile(
    rf"""
    <(?P<close>/?)(?P<tag>[a-zA-Z][^\s/>]*+){_ATTRIBUTES}(?:>|\Z)
  | (?P<reference>&(?:\#[0-9]++;?|\#[xX][0-9a-fA-F]++;?|[A-Za-z][A-Za-z0-9]*+;?))
  | (?P<comment><!--(?:-?>)?)
  | <(?:[!?]|/(?=[^a-zA-Z]))[^>]*+(?:>|\Z)
    """,
    re.VERBOSE,
)
_COMMENT_END = re.compile(r"--!?>")
_RAW = frozenset(("script", "style", "iframe", "noembed", "noframes", "xmp", "textarea", "title"))
"""Elements whose content is no markup; none of it is text of the page."""
_RAW_END = {name: re.compile(rf"</{name}(?=[\s/>])[^>]*+(?:>|\Z)", re.IGNORECASE) for name in (*_RAW, "svg")}
_LONGEST_NAME = max(len(name) for name in html5)
_LONGEST_NUMBER = 20


def tokens(source: str) -> Iterator[Token]:
    """Cut a page into tokens. Never fails: what is no markup is text; comments and declarations vanish."""
    position = 0
    open_comments = True
    while (found := _TOKEN.search(source, position)) is not None:
        start, end = found.span()
        group = found.lastgroup
        reference = None
        if group == "reference":
            reference = decode_reference(source, start, end)
            if reference is None:
                yield Token(TokenKind.TEXT, position, end)
                position = end
                continue
            end = reference[1]
        if position < start:
            yield Token(TokenKind.TEXT, position, start)
        position = end
        if reference is not None:
            yield Token(TokenKind.REFERENCE, start, end, reference[0])
        elif group == "tag":
            name = found.group("tag").lower()
            if found.group("close"):
                yield Token(TokenKind.CLOSE, start, end, name)
                continue
            yield Token(TokenKind.OPEN, start, end, name)
            if name in _RAW_END:
                closing = _RAW_END[name].search(source, end)
                if closing is not None:
                    yield Token(TokenKind.CLOSE, *closing.span(), name)
                    position = closing.end()
                elif name in _RAW:
                    return
        elif group == "comment" and end - start == 4 and open_comments:
            closing = _COMMENT_END.search(source, end)
            open_comments = closing is not None
            position = closing.end() if closing else len(source)
    if position < len(source):
        yield Token(TokenKind.TEXT, position, len(source))


def decode_reference(source: str, start: int, end: int) -> tuple[str, int] | None:
    """What the reference ``source[start:end]`` stands for and where it really ends, or None if it is plain text.

    A name without a semicolon counts if it, or a beginning of it, is one of the old names (``&ampx`` is ``&x``).
    A number that stands for no character stands for nothing.
    """
    body = source[start + 1 : end]
    if body[0] == "#":
        return (unescape(source[start:end]) if len(body) <= _LONGEST_NUMBER else "\ufffd"), end
    name = body.rstrip(";")
    if body.endswith(";") and body in html5:
        return html5[body], end
    for length in range(min(len(name), _LONGEST_NAME), 1, -1):
        if name[:length] in html5:
            return html5[name[:length]], start + 1 + length
    return None
