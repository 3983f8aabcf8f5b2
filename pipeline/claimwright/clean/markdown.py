"""Block structure of Markdown with positions: headings, paragraphs, list items, table rows.

A scanner of lines instead of a Markdown library, because those that keep the positions of inline content do not
exist for Python, and because articles saved as Markdown break its rules: indented text is never code here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from claimwright.clean.front_matter import Entry, FrontMatter
from claimwright.clean.markdown_inline import BREAK, Inline, Logical, scan_inline
from claimwright.clean.passages import Fragment, Passage, trimmed
from claimwright.records import BlockKind, Dropped

__all__ = ["Scanned", "front_matter_passages", "scan_markdown"]

_LINE = re.compile(r"([^\r\n]*)(?:\r\n|\r|\n|\Z)")
_QUOTE = re.compile(r"[ \t]{0,3}(?:>[ \t]?)+")
_HEADING = re.compile(r"[ \t]*(#{1,6})(?:[ \t]+|$)")
_HEADING_END = re.compile(r"(?:[ \t]+#+)?[ \t]*$")
_RULE = re.compile(r"[ \t]*(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$")
_UNDERLINE = re.compile(r"[ \t]{0,3}(=+|-+)[ \t]*$")
_MARKER = re.compile(r"([ \t]*)([-*+•▪●‣]|\d{1,3}[.)])(?:[ \t]+|$)")
_INNER = re.compile(r"(?:[-*+•]|#{1,6})(?:[ \t]+|$)")
_LINK_EDGE = re.compile(r"\[|\]\([^\s()]*(?:\([^\s()]*\)[^\s()]*)*\)")
_FENCE = re.compile(r"[ \t]*(`{3,}|~{3,})[^`]*$")
_TABLE_RULE = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
_LABEL = re.compile(r"[ \t]{0,3}\[([^\[\]]{1,200})\]:[ \t]*\S")
_RAW = re.compile(r"[ \t]*<(script|style|svg|iframe|noscript)\b", re.IGNORECASE)


@dataclass(slots=True)
class Scanned:
    """Passages of a body in source order, and what cannot be a passage."""

    passages: list[Passage] = field(default_factory=list)
    dropped: list[Dropped] = field(default_factory=list)


@dataclass(slots=True)
class _Open:
    """The passage that is being read: source ranges of its lines' contents, and of the whole."""

    kind: BlockKind
    level: int
    start: int
    lines: list[tuple[int, int]] = field(default_factory=list)


class _Blocks:
    """State of one scan."""

    def __init__(self, source: str, start: int) -> None:
        self.source = source
        self.lines = list(_split(source, start))
        self.labels = frozenset(
            " ".join(found.group(1).split()).casefold()
            for first, last in self.lines
            if source.startswith("[", first) or source[first : first + 4].lstrip(" \t").startswith("[")
            if (found := _LABEL.match(source, first, last)) and not found.group(1).startswith("^")
        )
        self.result = Scanned()
        self.open: _Open | None = None
        self.indents: list[int] = []
        self.waiting = False  # a list marker stood alone on its line

    def run(self) -> Scanned:
        index = 0
        while index < len(self.lines):
            index = self._line(index)
        self.close()
        return self.result

    def _line(self, index: int) -> int:
        """Take the line and say which comes next."""
        start, end = self.lines[index]
        quote = _QUOTE.match(self.source, start, end)
        if quote:
            start = quote.end()
        text = self.source[start:end]
        if not text.strip():
            self.close()
            return index + 1
        fenced = self._fenced(index, text)
        if fenced:
            return fenced
        if self.open and self.open.kind is BlockKind.PARAGRAPH and (line := _UNDERLINE.match(text)):
            self.open.kind, self.open.level = BlockKind.HEADING, 1 if line.group(1)[0] == "=" else 2
            self.close()
        elif _RULE.match(text):
            self.close()
        elif (heading := _HEADING.match(text)) is not None:
            self._heading(heading, start, end)
        elif _LABEL.match(text) and self.open is None and not text.lstrip().startswith("[^"):
            self.result.dropped.append(Dropped("link-definition", start, end))
        elif _LINK_EDGE.fullmatch(text.strip()):  # a link around blocks stands on lines of its own
            self.close()
            self.result.dropped.append(Dropped("markup", start, end))
        elif text.lstrip().startswith("|") or self._table_head(index, text):
            self._row(text, start, end)
        else:
            self._text(text, start, end)
        return index + 1

    def _fenced(self, index: int, text: str) -> int | None:
        """Code between fences, or a raw element over several lines; None where there is none or no end of it."""
        fence, raw = _FENCE.match(text), _RAW.match(text)
        if not fence and not raw:
            return None
        if fence:
            closing = re.compile(rf"[ \t>]*{re.escape(fence.group(1)[0])}{{{len(fence.group(1))},}}[ \t]*$")
            first = index + 1
        else:
            closing = re.compile(rf".*</{raw.group(1)}\s*>[ \t]*$" if raw else "", re.IGNORECASE)
            first = index
        for last in range(first, len(self.lines)):
            if closing.match(self.source, *self.lines[last]):
                self.close()
                reason = "code" if fence else "markup"
                self.result.dropped.append(Dropped(reason, self.lines[index][0], self.lines[last][1]))
                return last + 1
        return None

    def _heading(self, heading: re.Match[str], start: int, end: int) -> None:
        self.close()
        self.indents = []
        first = start + heading.end()
        last = first + len(_HEADING_END.sub("", self.source[first:end], count=1))
        self.open = _Open(BlockKind.HEADING, len(heading.group(1)), start, [(first, last)])
        self.close()

    def _table_head(self, index: int, text: str) -> bool:
        """Whether a line without an outer bar begins or continues a table."""
        if "|" not in text:
            return False
        if (
            self.result.passages
            and self.open is None
            and index
            and self.lines[index - 1][1] + 2 >= self.lines[index][0]
        ):
            last = self.result.passages[-1]
            if last.kind is BlockKind.TABLE_ROW and last.end >= self.lines[index - 1][0]:
                return True
        return index + 1 < len(self.lines) and bool(
            "|" in self.source[slice(*self.lines[index + 1])]
            and _TABLE_RULE.match(self.source, *self.lines[index + 1])
        )

    def _row(self, text: str, start: int, end: int) -> None:
        self.close()
        if _TABLE_RULE.match(text):
            return
        inner = text.strip().strip("|").strip()
        if inner:
            first = start + text.index(inner)
            self.open = _Open(BlockKind.TABLE_ROW, 0, start, [(first, first + len(inner))])
            self.close()

    def _text(self, text: str, start: int, end: int) -> None:
        marker = _MARKER.match(text)
        indent = _width(text[: len(text) - len(text.lstrip())])
        if marker and not (
            self.open and self.open.kind is BlockKind.PARAGRAPH and marker.group(2)[0].isdigit()
        ):
            self._item(marker, start, end)
            return
        first = start + len(text) - len(text.lstrip())
        if self.open is None:
            kind, level = BlockKind.PARAGRAPH, 0
            if self.waiting and indent:
                kind, level = BlockKind.LIST_ITEM, len(self.indents)
            elif not indent:
                self.indents = []
            self.open = _Open(kind, level, first)
        self.waiting = False
        self.open.lines.append((first, start + len(text.rstrip())))

    def _item(self, marker: re.Match[str], start: int, end: int) -> None:
        self.close()
        width = _width(marker.group(1))
        while self.indents and self.indents[-1] > width:
            self.indents.pop()
        if not self.indents or self.indents[-1] < width:
            self.indents.append(width)
        first = start + marker.end()
        while (
            first < end and (inner := _MARKER.match(self.source, first, end)) and inner.group(2)[0] in "-*+•"
        ):
            first = inner.end()
        self.waiting = first >= end
        if not self.waiting:
            last = first + len(self.source[first:end].rstrip())
            self.open = _Open(BlockKind.LIST_ITEM, len(self.indents), start, [(first, last)])

    def close(self) -> None:
        """End the passage that is being read."""
        if self.open is None:
            return
        entry, self.open = self.open, None
        inline = scan_inline(Logical.of_lines(self.source, entry.lines), self.labels)
        _add(self.result, inline, entry.kind, entry.level, (entry.start, entry.lines[-1][1]))


def _add(result: Scanned, inline: Inline, kind: BlockKind, level: int, extent: tuple[int, int]) -> None:
    """Add a paragraph as one passage, or as several where ``<br>`` stands in it."""
    result.dropped += [Dropped("image", start, end) for start, end in inline.images]
    parts: list[list[Fragment]] = [[]]
    for fragment in inline.fragments:
        if fragment.text == BREAK and fragment.end - fragment.start > 1:
            parts.append([])
        else:
            parts[-1].append(fragment)
    kept = [fragments for part in parts if (fragments := trimmed(part))]
    for number, fragments in enumerate(kept):
        start = extent[0] if number == 0 else fragments[0].start
        end = extent[1] if number == len(kept) - 1 else fragments[-1].end
        linked = inline.linked if len(kept) == 1 else 0
        result.passages.append(Passage(kind, level, fragments, start, end, linked))


def _split(source: str, start: int) -> Iterator[tuple[int, int]]:
    """Source ranges of the lines, without their ends. Only LF, CR and CRLF end a line."""
    while start < len(source):
        line = _LINE.match(source, start)
        assert line is not None
        yield start, line.end(1)
        start = line.end()


def _width(indent: str) -> int:
    return len(indent.expandtabs(4))


def scan_markdown(source: str, start: int = 0) -> Scanned:
    """Read the body of a Markdown document from ``start`` (code points)."""
    return _Blocks(source, start).run()


def front_matter_passages(front: FrontMatter) -> Scanned:
    """Title and summary where they stand in the front matter."""
    result = Scanned()
    for kind, keys in ((BlockKind.TITLE, ("title", "headline")), (BlockKind.SUMMARY, _SUMMARIES)):
        entry = _first(front, keys)
        if entry:
            extent = entry.fragments[0].start, entry.fragments[-1].end
            _add(result, scan_inline(Logical(entry.fragments)), kind, 0, extent)
    result.passages.sort(key=lambda passage: passage.start)
    return result


_SUMMARIES = ("summary", "description", "subtitle", "excerpt", "dek")


def _first(front: FrontMatter, keys: tuple[str, ...]) -> Entry | None:
    for key in keys:
        for entry in front.entries.get(key, ()):
            if entry.value:
                return entry
    return None
