"""The visible characters of an HTML page, searchable, with the place of each in the source."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from claimwright.clean.html_tokens import Token, TokenKind, tokens
from claimwright.clean.passages import Fragment

__all__ = ["BLOCK_TAGS", "UNCOUNTED", "HtmlStream", "read_stream", "squeeze"]

BLOCK_TAGS = frozenset(
    """address article aside blockquote body br button caption center dd details dialog dir div dl dt fieldset
    figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html legend li main menu nav
    noscript ol optgroup option p pre section select summary table tbody td tfoot th thead title tr ul""".split()
)
"""Elements that begin a new line when displayed (HTML standard, section 15.3)."""
UNCOUNTED = frozenset(
    """area base br col embed hr img input link meta param source track wbr p li dt dd td th tr tbody thead tfoot
    option optgroup colgroup rp rt html head body""".split()
)
"""Void elements, and those whose end tag may be left out: they do not nest by themselves."""
# Characters that show nothing by themselves: extractors drop some of them, so none is searched for.
_IGNORED = (
    "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff"
)
_NOT_SEARCHED = re.compile(rf"[\s{_IGNORED}]+")
_RUNS = re.compile(rf"(?P<space>\s+)|(?P<ignored>[{_IGNORED}]+)|[^\s{_IGNORED}]+")


def squeeze(text: str) -> str:
    """The text without white space and characters that show nothing (soft hyphens, zero width and the like)."""
    if text.isascii():
        joined = "".join(text.split())
        if joined.isprintable():
            return joined
    return _NOT_SEARCHED.sub("", text)


@dataclass(slots=True)
class HtmlStream:
    """The visible text of a page.

    Attributes:
        source: the page.
        text: its visible characters, squeezed.
        items: text, references and the tags that break lines, in source order.
        offsets: for each item the position in ``text`` where it begins.
        title: source range of the content of the first ``<title>``, or None.
        headings: ``(start, end)`` in ``text`` of each ``<h1>``.
        depth: the greatest number of elements open at once, as far as tags tell.
    """

    source: str
    text: str = ""
    items: list[Token] = field(default_factory=list)
    offsets: array[int] = field(default_factory=lambda: array("q"))
    title: tuple[int, int] | None = None
    headings: list[tuple[int, int]] = field(default_factory=list)
    depth: int = 0

    def source_range(self, start: int, end: int) -> tuple[int, int]:
        """The source range of a non-empty range of ``text``."""
        parts = self.parts(start, end)
        return parts[0][0].start, parts[-1][-1].end

    def parts(self, start: int, end: int) -> list[list[Fragment]]:
        """What stands at ``text[start:end]``, with its white space, cut in parts where a line ends.

        White space becomes one blank (or stays what it is if it is a single character), and only where the
        source has some: two words that only tags separate are one word, or two parts.
        """
        parts: list[list[Fragment]] = [[]]
        gap: list[Fragment] = []
        broken = False
        for role, fragment in self._inside(start, end):
            if role == "break":
                broken = True
            elif role == "visible":
                if broken:
                    parts.append([])
                else:
                    parts[-1] += gap
                parts[-1].append(fragment)
                gap, broken = [], False
            elif parts[-1] and not (role == "space" and gap and gap[-1].text.isspace()):
                gap.append(fragment)
        return [part for part in parts if part]

    def _inside(self, start: int, end: int) -> Iterator[tuple[str, Fragment]]:
        """The stretches of the items from ``start`` to ``end``, each with its role."""
        index = max(bisect_right(self.offsets, start) - 1, 0)
        while index < len(self.items) and self.offsets[index] < end:
            item, position = self.items[index], self.offsets[index]
            index += 1
            if item.kind is TokenKind.TEXT:
                yield from self._text(item, start - position, end - position)
            elif item.kind is TokenKind.REFERENCE:
                role = "visible" if squeeze(item.name) else "space" if item.name.isspace() else "ignored"
                if role != "visible" or position >= start:
                    yield role, Fragment(item.name, item.start, item.end)
            else:
                yield "break", Fragment("", item.start, item.end)

    def _text(self, item: Token, start: int, end: int) -> Iterator[tuple[str, Fragment]]:
        """The stretches of one text token between its visible characters ``start`` and ``end``."""
        position = 0
        for run in _RUNS.finditer(self.source, item.start, item.end):
            if position >= end:
                return
            if run.lastgroup is None:
                size = run.end() - run.start()
                first, last = max(start - position, 0), min(end - position, size)
                if first < last:
                    at = run.start() + first
                    yield "visible", Fragment(self.source[at : at + last - first], at, at + last - first)
                position += size
            else:
                single = run.end() - run.start() == 1 or run.lastgroup == "ignored"
                yield run.lastgroup, Fragment(run.group() if single else " ", run.start(), run.end())


def read_stream(source: str) -> HtmlStream:
    """Read a page. Never fails, and never recurses."""
    stream = HtmlStream(source)
    parts: list[str] = []
    length = depth = 0
    heading: int | None = None
    for token in tokens(source):
        if token.kind <= TokenKind.REFERENCE:
            shown = token.name if token.kind is TokenKind.REFERENCE else source[token.start : token.end]
            visible = squeeze(shown)
            stream.items.append(token)
            stream.offsets.append(length)
            parts.append(visible)
            length += len(visible)
            continue
        opening = token.kind is TokenKind.OPEN
        if token.name in BLOCK_TAGS:
            stream.items.append(token)
            stream.offsets.append(length)
            if token.name == "title" and stream.title is None:
                _note_title(stream, token)
            elif token.name == "h1" and opening:
                heading = length
            elif token.name == "h1" and heading is not None:
                stream.headings.append((heading, length))
                heading = None
        if token.name not in UNCOUNTED:
            depth = max(depth + 1 if opening else depth - 1, 0)
            stream.depth = max(stream.depth, depth)
    stream.text = "".join(parts)
    return stream


def _note_title(stream: HtmlStream, token: Token) -> None:
    """Remember where the content of ``<title>`` stands; its closing tag follows its opening one at once."""
    opening = stream.items[-2] if len(stream.items) > 1 else None
    if token.kind is TokenKind.CLOSE and opening is not None and opening.name == "title":
        stream.title = opening.end, token.start
