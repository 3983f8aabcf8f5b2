"""HTML that is no page: the body of a feed entry or of a record, where all text is the article's."""

from __future__ import annotations

import re
from collections.abc import Iterator

from claimwright.clean.html_stream import HtmlStream
from claimwright.clean.html_tokens import OPEN, REFERENCE, Token
from claimwright.clean.passages import Passage, trimmed
from claimwright.records import BlockKind

__all__ = ["fragment_passages", "is_page"]

_PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body)[\s>]", re.IGNORECASE)
_BEGINNING = 10_000
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_LISTS = ("ul", "ol", "menu", "dir")
_LEFT_OUT = {
    "figcaption": "caption",
    "pre": "code",
    "nav": "navigation",
    "footer": "navigation",
    "form": "navigation",
}


def is_page(source: str) -> bool:
    """Whether HTML is a whole page, with other things around the article, by the tags every page begins with."""
    return _PAGE.search(source, 0, _BEGINNING) is not None


def fragment_passages(stream: HtmlStream) -> list[Passage]:
    """All text of a fragment, one passage a displayed line, in source order."""
    return list(_Walk(stream).passages())


class _Walk:
    """A walk over the block tags; what stands between two of them is one passage."""

    def __init__(self, stream: HtmlStream) -> None:
        self._stream = stream
        self._heading = 0
        self._lists = 0
        self._item = False
        self._left_out: list[str] = []

    def passages(self) -> Iterator[Passage]:
        """The passages."""
        begin = 0
        for token, offset in zip(self._stream.items, self._stream.offsets, strict=True):
            if token.kind > REFERENCE:
                yield from self._passage(begin, offset)
                begin = offset
                self._enter(token)
        yield from self._passage(begin, len(self._stream.text))

    def _enter(self, token: Token) -> None:
        opening = token.kind == OPEN
        if token.name in _HEADINGS:
            self._heading = _HEADINGS[token.name] if opening else 0
        elif token.name in _LISTS:
            self._lists = self._lists + 1 if opening else max(self._lists - 1, 0)
            self._item = self._lists > 0
        elif token.name == "li":
            self._item = opening or self._lists > 1
        elif token.name in _LEFT_OUT and opening:
            self._left_out.append(token.name)
        elif token.name in self._left_out:
            self._left_out.remove(token.name)

    def _passage(self, start: int, end: int) -> Iterator[Passage]:
        if start >= end:
            return
        kind, level = BlockKind.PARAGRAPH, 0
        if self._heading:
            kind, level = BlockKind.HEADING, self._heading
        elif self._item:
            kind, level = BlockKind.LIST_ITEM, max(self._lists, 1)
        reason = _LEFT_OUT[self._left_out[-1]] if self._left_out else None
        for part in self._stream.parts(start, end):
            fragments = trimmed(part)
            if fragments:
                yield Passage(kind, level, fragments, fragments[0].start, fragments[-1].end, reason=reason)
