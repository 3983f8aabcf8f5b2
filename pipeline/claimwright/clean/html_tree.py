"""The element tree of a page, made so that no page can exhaust the parser."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimwright.clean.html_tokens import OPEN, REFERENCE, tokens
from claimwright.errors import DocumentError

if TYPE_CHECKING:
    from lxml.html import HtmlElement

__all__ = ["flattened", "parse_tree"]


UNCOUNTED = frozenset(
    (
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
        "p",
        "li",
        "dt",
        "dd",
        "td",
        "th",
        "tr",
        "tbody",
        "thead",
        "tfoot",
        "option",
        "optgroup",
        "colgroup",
        "rp",
        "rt",
        "html",
        "head",
        "body",
    )
)
"""Void elements, and those whose end tag may be left out: they do not nest by themselves."""


def parse_tree(source: str, max_depth: int) -> HtmlElement:
    """Parse a page with lxml; elements nested deeper than ``max_depth`` lose their tags.

    Raises:
        DocumentError: E112 if nothing comes of it.
    """
    tree = _parsed(source)
    if _too_deep(tree, max_depth):
        tree = _parsed(flattened(source, max_depth))
    return tree


def _parsed(source: str) -> HtmlElement:
    from lxml import etree, html

    parser = html.HTMLParser(
        collect_ids=False,
        default_doctype=False,
        encoding="utf-8",
        huge_tree=True,  # otherwise libxml2 stops at 256 levels
        remove_comments=True,
        remove_pis=True,
    )
    try:
        tree = html.document_fromstring(source.encode("utf-8"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise DocumentError("E112", detail=str(error)) from None
    if not isinstance(tree, html.HtmlElement):
        raise DocumentError("E112", detail="no root element")
    return tree


def _too_deep(tree: HtmlElement, max_depth: int) -> bool:
    """Whether elements nest deeper than allowed. Beyond 2,048 levels libxml2 gives up and leaves nothing."""
    return bool(tree.xpath(f"boolean({'/*' * (max_depth + 1)})")) or not tree.xpath("boolean(//body//*)")


def flattened(source: str, max_depth: int) -> str:
    """The page without the tags of elements nested deeper than ``max_depth``; its text stays."""
    parts: list[str] = []
    position = depth = 0
    for token in tokens(source):
        if token.kind <= REFERENCE or token.name in UNCOUNTED:
            continue
        opening = token.kind is OPEN
        depth += opening
        if depth > max_depth:
            parts.append(source[position : token.start])
            position = token.end
        depth = max(depth - (not opening), 0)
    parts.append(source[position:])
    return "".join(parts)
