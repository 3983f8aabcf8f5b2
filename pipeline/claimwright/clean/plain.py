"""Plain text: which lines belong together, and which are titles, headings and list items."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from claimwright.clean.passages import Fragment, Passage
from claimwright.records import BlockKind

__all__ = ["scan_plain", "titled"]

_LINE = re.compile(r"([^\r\n]*)(?:\r\n|\r|\n|\Z)")
_BULLET = re.compile(r"[ \t\xa0]*(?:[•▪●◦‣·*–—-]|\(?\d{1,2}[.)])[ \t\xa0]+(?=\S)")
_LABELLED = re.compile(r"[A-Z][\w' -]{2,30}: \S")
"""A line like "Left Larkspur: May 2025", one of a list under a name."""
_RULE = re.compile(r"[\s\-_=*~#•·]*$")
_SENTENCE_END = re.compile(r"""[.!?:;,…]["'”’)\]]*$""")
_TITLE_LENGTH = 200
_LATE_TITLE_LENGTH = 120
_TITLED_BLOCKS = 4
_HEADING_LENGTH = 90
_HEADING_WORDS = 14
_WRAP_WIDTH = (40, 100)


@dataclass(frozen=True, slots=True)
class _Line:
    """A line that is not blank: the source range of its text, and whether a blank line precedes it."""

    start: int
    end: int
    text: str
    apart: bool


def scan_plain(source: str) -> list[Passage]:
    """Passages of a plain text document, in source order.

    One line is one paragraph, except where lines were wrapped at a fixed width: then a line is joined to the
    next if the next one's first word would not have fitted.
    """
    lines = list(_lines(source))
    width = _wrap_width(lines)
    passages: list[Passage] = []
    group: list[_Line] = []
    for number, line in enumerate(lines):
        group.append(line)
        following = lines[number + 1] if number + 1 < len(lines) else None
        if following is not None and _wrapped(line, following, width):
            continue
        kind, level = _kind(group, first=not passages, following=following)
        passages.append(_passage(source, group, kind, level))
        group = []
    return passages


def titled(passages: Sequence[Passage]) -> list[Passage]:
    """The passages with the first kept one as title, if none is yet and it looks like one.

    Until what is not the article is known, a site's banner may stand in the title's place.
    """
    kept = [number for number, passage in enumerate(passages) if passage.reason is None]
    result = list(passages)
    if len(kept) < _TITLED_BLOCKS or any(passages[number].kind is BlockKind.TITLE for number in kept):
        return result
    first = passages[kept[0]]
    text = first.text
    plain = first.kind in (BlockKind.PARAGRAPH, BlockKind.HEADING) and "\n" not in text
    if (
        plain
        and len(text) <= _LATE_TITLE_LENGTH
        and 2 * len(text) <= max(len(passages[n].text) for n in kept)
    ):
        result[kept[0]] = replace(first, kind=BlockKind.TITLE, level=0)
    return result


def _lines(source: str) -> Iterator[_Line]:
    position, apart = 0, True
    while position < len(source):
        found = _LINE.match(source, position)
        assert found is not None
        text = found.group(1).lstrip("\ufeff \t\xa0\f\v").rstrip()
        start = found.start(1) + found.group(1).find(text) if text else 0
        if not text or _RULE.match(text):
            apart = True
        else:
            yield _Line(start, start + len(text), text, apart)
            apart = False
        position = found.end()


def _wrap_width(lines: list[_Line]) -> int:
    """The width the text was wrapped at, or 0 if it was not."""
    longest = max((len(line.text) for line in lines), default=0)
    full = sum(1 for line in lines if len(line.text) > 0.8 * longest)
    wrapped = _WRAP_WIDTH[0] <= longest <= _WRAP_WIDTH[1] and full * 2 >= len(lines) and len(lines) > 2
    return longest if wrapped else 0


def _wrapped(line: _Line, following: _Line, width: int) -> bool:
    """Whether the line break after ``line`` was forced by the width."""
    if not width or following.apart or _BULLET.match(following.text):
        return False
    return len(line.text) + 1 + len(following.text.split(None, 1)[0]) > width


def _kind(group: list[_Line], *, first: bool, following: _Line | None) -> tuple[BlockKind, int]:
    text = group[0].text
    if _BULLET.match(text) or (len(text) <= _HEADING_LENGTH and _LABELLED.match(text)):
        return BlockKind.LIST_ITEM, 1
    if len(group) > 1 or following is None:
        return BlockKind.PARAGRAPH, 0
    if first and len(text) <= _TITLE_LENGTH and not text.endswith((".", ",", ";", ":")):
        return BlockKind.TITLE, 0
    short = len(text) <= _HEADING_LENGTH and len(text.split()) <= _HEADING_WORDS
    if short and not _SENTENCE_END.search(text) and (text[0].isupper() or not text[0].isalpha()):
        return BlockKind.HEADING, 2
    return BlockKind.PARAGRAPH, 0


def _passage(source: str, group: list[_Line], kind: BlockKind, level: int) -> Passage:
    fragments: list[Fragment] = []
    for line in group:
        start = line.start
        if fragments:
            fragments.append(Fragment("\n", fragments[-1].end, start))
        elif kind is BlockKind.LIST_ITEM:
            marker = _BULLET.match(source, start, line.end)
            start = marker.end() if marker else start
        fragments.append(Fragment(source[start : line.end], start, line.end))
    return Passage(kind, level, tuple(fragments), group[0].start, group[-1].end)
