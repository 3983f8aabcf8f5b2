"""The element tree of a page, made so that no page can exhaust the parser."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimwright.clean.html_stream import UNCOUNTED
from claimwright.clean.html_tokens import TokenKind, tokens
from claimwright.errors import DocumentError

if TYPE_CHECKING:
    from lxml.html import HtmlElement

__all__ = ["flattened", "parse_tree"]


def parse_tree(source: str, *, depth: int, max_depth: int) -> HtmlElement:
    """Parse a page with lxml.

    Args:
        source: the page.
        depth: how deep its elements nest.
        max_depth: elements nested deeper lose their tags first.

    Raises:
        DocumentError: E112 if nothing comes of it.
    """
    from lxml import etree, html

    text = flattened(source, max_depth) if depth > max_depth else source
    parser = html.HTMLParser(
        collect_ids=False, default_doctype=False, encoding="utf-8", remove_comments=True, remove_pis=True
    )
    try:
        tree = html.document_fromstring(text.encode("utf-8"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise DocumentError("E112", detail=str(error)) from None
    if not isinstance(tree, html.HtmlElement):
        raise DocumentError("E112", detail="no root element")
    return tree


def flattened(source: str, max_depth: int) -> str:
    """The page without the tags of elements nested deeper than ``max_depth``; its text stays."""
    parts: list[str] = []
    position = depth = 0
    for token in tokens(source):
        if token.kind <= TokenKind.REFERENCE or token.name in UNCOUNTED:
            continue
        opening = token.kind is TokenKind.OPEN
        depth += opening
        if depth > max_depth:
            parts.append(source[position : token.start])
            position = token.end
        depth = max(depth - (not opening), 0)
    parts.append(source[position:])
    return "".join(parts)
