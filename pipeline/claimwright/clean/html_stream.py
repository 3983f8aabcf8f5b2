"""The visible characters of an HTML page, searchable, with the place of each in the source."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from claimwright.clean.html_tokens import CLOSE, OPEN, REFERENCE, TEXT, Token, tokens
from claimwright.clean.passages import Fragment

__all__ = ["BLOCK_TAGS", "HtmlStream", "read_stream", "squeeze"]

BLOCK_TAGS = frozenset(
    (
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "br",
        "button",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "frameset",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "head",
        "header",
        "hgroup",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "noscript",
        "ol",
        "optgroup",
        "option",
        "p",
        "pre",
        "section",
        "select",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "title",
        "tr",
        "ul",
    )
)
"""Elements that begin a new line when displayed (HTML standard, section 15.3)."""
# Characters that show nothing by themselves: extractors drop some of them, so none is searched for.
_IGNORED = (
    "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff"
)
_NOT_SEARCHED = re.compile(rf"[\s{_IGNORED}]+")
_WORD = rf"[^\s{_IGNORED}]+"
_RUNS = re.compile(rf"(?P<space>\s+)|(?P<ignored>[{_IGNORED}]+)|{_WORD}")
_STRETCHES = re.compile(rf"(?P<space>\s+)|(?P<ignored>[{_IGNORED}]+)|{_WORD}(?:\s{_WORD})*")


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
    """

    source: str
    text: str = ""
    items: list[Token] = field(default_factory=list)
    offsets: array[int] = field(default_factory=lambda: array("q"))
    title: tuple[int, int] | None = None
    headings: list[tuple[int, int]] = field(default_factory=list)

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

    def unused(self, start: int, end: int) -> tuple[int, int] | None:
        """The source range of the whole text tokens in ``source[start:end]``, or None if they show nothing."""
        first = bisect_left(self.items, start, key=_start)
        last = bisect_left(self.items, end, key=_start) - 1
        while last >= first and (self.items[last].end > end or self.items[last].kind > REFERENCE):
            last -= 1
        while first <= last and self.items[first].kind > REFERENCE:
            first += 1
        after = self.offsets[last + 1] if last + 1 < len(self.offsets) else len(self.text)
        if last < first or after == self.offsets[first]:
            return None
        return self.items[first].start, self.items[last].end

    def _inside(self, start: int, end: int) -> Iterator[tuple[str, Fragment]]:
        """The stretches of the items from ``start`` to ``end``, each with its role."""
        index = max(bisect_right(self.offsets, start) - 1, 0)
        while index < len(self.items) and self.offsets[index] < end:
            item, position = self.items[index], self.offsets[index]
            index += 1
            if item.kind is TEXT:
                following = self.offsets[index] if index < len(self.offsets) else len(self.text)
                if start <= position and following <= end:
                    yield from self._whole(item)
                else:
                    yield from self._cut(item, start - position, end - position)
            elif item.kind is REFERENCE:
                role = "visible" if squeeze(item.name) else "space" if item.name.isspace() else "ignored"
                if role != "visible" or position >= start:
                    yield role, Fragment(item.name, item.start, item.end)
            else:
                yield "break", Fragment("", item.start, item.end)

    def _whole(self, item: Token) -> Iterator[tuple[str, Fragment]]:
        """The stretches of one text token: words with single blanks between them at once."""
        for run in _STRETCHES.finditer(self.source, item.start, item.end):
            yield run.lastgroup or "visible", _fragment(run)

    def _cut(self, item: Token, start: int, end: int) -> Iterator[tuple[str, Fragment]]:
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
                yield run.lastgroup, _fragment(run)


def _fragment(run: re.Match[str]) -> Fragment:
    """A run as it stands; several white-space characters as one blank."""
    text = run.group()
    return Fragment(" " if run.lastgroup == "space" and len(text) > 1 else text, run.start(), run.end())


def _start(token: Token) -> int:
    return token.start


def read_stream(source: str) -> HtmlStream:
    """Read a page. Never fails, and never recurses."""
    stream = HtmlStream(source)
    parts: list[str] = []
    keep, begin = stream.items.append, stream.offsets.append
    length = 0
    heading: int | None = None
    for token in tokens(source, BLOCK_TAGS):
        kind, start, end, name = token
        keep(token)
        begin(length)
        if kind <= REFERENCE:
            visible = squeeze(source[start:end] if kind == TEXT else name)
            if visible:
                parts.append(visible)
                length += len(visible)
        elif name == "title" and stream.title is None:
            _note_title(stream, token)
        elif name == "h1":
            if heading is not None and kind == CLOSE:
                stream.headings.append((heading, length))
            heading = length if kind == OPEN else None
    stream.text = "".join(parts)
    return stream


def _note_title(stream: HtmlStream, token: Token) -> None:
    """Remember where the content of ``<title>`` stands; its closing tag follows its opening one at once."""
    opening = stream.items[-2] if len(stream.items) > 1 else None
    if token.kind is CLOSE and opening is not None and opening.name == "title":
        stream.title = opening.end, token.start
