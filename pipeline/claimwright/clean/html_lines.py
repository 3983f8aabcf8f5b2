"""The main text of a page as trafilatura finds it, cut into lines that still have to prove where they stand."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any, NamedTuple

from claimwright.records import BlockKind

if TYPE_CHECKING:
    from lxml.html import HtmlElement

__all__ = ["Line", "main_lines"]

_SILENT = logging.NullHandler()
_BLOCKS = frozenset(
    (
        "body",
        "div",
        "p",
        "head",
        "item",
        "list",
        "quote",
        "table",
        "row",
        "cell",
        "figure",
        "graphic",
        "pre",
        "code",
        "lb",
    )
)


class Line(NamedTuple):
    """One line of the main text; ``reason`` is set where it is no prose (code)."""

    kind: BlockKind
    level: int
    text: str
    reason: str | None = None


def main_lines(tree: HtmlElement, url: str | None) -> list[Line]:
    """Run trafilatura in its default mode, which keeps the words of links and emphasis where they are.

    Tables, comments, formatting, links and its own duplicate filter are off: tables come out in a rewritten
    form, and the duplicate filter depends on the pages seen before. The tree may be changed.
    """
    import trafilatura

    logging.getLogger("trafilatura").addHandler(_SILENT)  # our outcomes say what went wrong
    extracted: Any = trafilatura.bare_extraction(
        tree,
        url=url,
        include_comments=False,
        include_tables=False,
        include_formatting=False,
        include_links=False,
        include_images=False,
        deduplicate=False,
        with_metadata=False,
        output_format="xml",  # only the tree is wanted, so no text is written
    )
    if extracted is None or extracted.body is None:
        return []
    return _Walk().lines(extracted.body)


class _Walk:
    """A walk over trafilatura's tree: text is collected until a block begins or ends."""

    def __init__(self) -> None:
        self._found: list[Line] = []
        self._parts: list[str] = []
        self._open: list[tuple[BlockKind, int, str | None]] = [(BlockKind.PARAGRAPH, 0, None)]
        self._depth = 0

    def lines(self, body: HtmlElement) -> list[Line]:
        from lxml import etree

        for event, element in etree.iterwalk(body, events=("start", "end")):
            if not isinstance(element.tag, str):
                continue
            if event == "start":
                self._start(element)
            else:
                self._end(element)
        self._flush()
        return self._found

    def _start(self, element: HtmlElement) -> None:
        tag = str(element.tag)
        if self._is_block(element):
            self._flush()
            kind, level, reason = self._open[-1]
            if tag == "head":
                rend = element.get("rend") or "h2"
                digits = rend[1:2]
                kind, level = BlockKind.HEADING, int(digits) if digits.isdigit() and digits in "123456" else 2
            elif tag == "list":
                self._depth += 1
            elif tag == "item":
                kind, level = BlockKind.LIST_ITEM, max(self._depth, 1)
            elif tag in ("code", "pre"):
                reason = "code"
            self._open.append((kind, level, reason))
        if element.text:
            self._parts.append(element.text)

    def _end(self, element: HtmlElement) -> None:
        if self._is_block(element):
            self._flush()
            self._open.pop()
            self._depth -= element.tag == "list"
        if element.tail and element.tag != "body":
            self._parts.append(element.tail)

    def _is_block(self, element: HtmlElement) -> bool:
        if element.tag != "code":
            return element.tag in _BLOCKS
        parent = element.getparent()
        return parent is None or parent.tag not in ("p", "item", "head", "hi", "quote", "cell")

    def _flush(self) -> None:
        text = "".join(self._parts)
        self._parts = []
        if text.strip():
            self._found.append(Line(self._open[-1][0], self._open[-1][1], text, self._open[-1][2]))
