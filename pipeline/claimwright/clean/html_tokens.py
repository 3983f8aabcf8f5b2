"""An HTML tokenizer with positions: text, entity references and tags.

After the WHATWG HTML standard, section 13.2.5, reduced to what decides which characters are visible. It keeps no
stack, so nesting costs nothing, and its patterns run forward only, so a page costs time linear in its length.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from html import unescape
from html.entities import html5
from typing import NamedTuple

__all__ = ["CLOSE", "OPEN", "REFERENCE", "TEXT", "Token", "tokens"]


TEXT, REFERENCE, OPEN, CLOSE = range(4)
"""Kinds of tokens. Plain numbers, since a page has thousands and comparing members of an enumeration is slow."""


class Token(NamedTuple):
    """A stretch of the source (code points, end exclusive).

    Attributes:
        kind: text as it stands, one entity reference, or a tag.
        start, end: source range.
        name: the tag's name in lower case, or what the reference stands for; empty for text.
    """

    kind: int
    start: int
    end: int
    name: str = ""


_ATTRIBUTES = r"""(?:[^>=]++|=\s*+(?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z)|[^\s>]*+))*+"""
# Every branch begins with a character outside its groups, which lets the engine skip to the next candidate.
_TOKEN = re.compile(
    rf"""
    <(?:(?P<close>/?)(?P<tag>[a-zA-Z][^\s/>]*+){_ATTRIBUTES}(?:>|\Z)
      | (?P<comment>!--)(?:-?>)?
      | (?:[!?]|/(?=[^a-zA-Z]))[^>]*+(?:>|\Z))
  | &(?P<reference>\#[0-9]++;?|\#[xX][0-9a-fA-F]++;?|[A-Za-z][A-Za-z0-9]*+;?)
    """,
    re.VERBOSE,
)
_COMMENT_END = re.compile(r"--!?>")
_EMPTY_COMMENT = 4
"""The length of ``<!--`` that is not closed at once."""
_RAW = frozenset(("script", "style", "iframe", "noembed", "noframes", "xmp", "textarea", "title"))
"""Elements whose content is no markup; none of it is text of the page."""
_SKIPPED = _RAW | {"svg"}
_LONGEST_NAME = max(len(name) for name in html5)
_LONGEST_NUMBER = 20


def tokens(source: str, names: Container[str] | None = None) -> Iterator[Token]:
    """Cut a page into tokens. Never fails: what is no markup is text; comments and declarations vanish.

    Args:
        source: the page.
        names: the tags that are wanted; None for all.
    """
    position = cursor = 0
    unclosed: set[str] = set()
    while (found := _TOKEN.search(source, cursor)) is not None:
        start, cursor = found.span()
        kind = found.lastgroup
        reference = _reference(source, start, cursor) if kind == "reference" else None
        if kind == "reference":
            if reference is None:
                continue  # an ampersand: part of the text around it
            cursor = reference.end
        if position < start:
            yield Token(TEXT, position, start)
        position = cursor
        if reference is not None:
            yield reference
        elif kind == "tag":
            name = found["tag"].lower()
            if names is None or name in names:
                yield Token(CLOSE if found["close"] else OPEN, start, cursor, name)
            if name in _SKIPPED and not found["close"] and name not in unclosed:
                closing = _closing_tag(source, name, cursor)
                if closing.end > cursor and (names is None or name in names):
                    yield closing
                unclosed.update((name,) if closing.end == cursor else ())
                position = cursor = closing.end
        elif kind == "comment" and cursor - start == _EMPTY_COMMENT:
            close = _COMMENT_END.search(source, cursor)
            position = cursor = close.end() if close else len(source)
    if position < len(source):
        yield Token(TEXT, position, len(source))


def _closing_tag(source: str, name: str, start: int) -> Token:
    """The tag that closes a raw element. Without one the element has the rest of the page (a drawing nothing)."""
    position = start
    while (opening := source.find("</", position)) >= 0:
        position = opening + 2 + len(name)
        if source[opening + 2 : position].lower() == name and source[position : position + 1] in _AFTER_NAME:
            end = source.find(">", position)
            return Token(CLOSE, opening, end + 1 if end >= 0 else len(source), name)
        position = opening + 2
    end = len(source) if name in _RAW else start
    return Token(CLOSE, end, end, name)


_AFTER_NAME = frozenset(("", " ", "\t", "\n", "\r", "\f", "/", ">"))


def _reference(source: str, start: int, end: int) -> Token | None:
    """What the reference ``source[start:end]`` stands for and where it really ends, or None if it is plain text.

    A name without a semicolon counts if it, or a beginning of it, is one of the old names (``&ampx`` is ``&x``).
    A number that stands for no character stands for nothing.
    """
    body = source[start + 1 : end]
    if body[0] == "#":
        text = unescape(source[start:end]) if len(body) <= _LONGEST_NUMBER else "\ufffd"
        return Token(REFERENCE, start, end, text)
    name = body.rstrip(";")
    if body.endswith(";") and body in html5:
        return Token(REFERENCE, start, end, html5[body])
    for length in range(min(len(name), _LONGEST_NAME), 1, -1):
        if name[:length] in html5:
            return Token(REFERENCE, start, start + 1 + length, html5[name[:length]])
    return None
