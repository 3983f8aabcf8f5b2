"""YAML front matter: the few forms of it that articles use, with the place of every value.

A YAML library gives values without positions. Read here are mappings of one level with plain, single-quoted,
double-quoted and block (``|``, ``>``) scalars and lists of scalars (YAML 1.2, chapters 7 and 8).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from claimwright.clean.passages import Fragment

__all__ = ["Entry", "FrontMatter", "read_front_matter"]

_OPENING = re.compile(r"\ufeff?---[ \t]*(?:\r\n|\r|\n)")
_CLOSING = re.compile(r"(?:^|(?<=\n)|(?<=\r))(?:---|\.\.\.)[ \t]*(?:\r\n|\r|\n|\Z)")
_KEY = re.compile(r"([A-Za-z_][\w.\-]*)[ \t]*:(?=[ \t\r\n]|\Z)[ \t]*")
_LINE = re.compile(r"([^\r\n]*)(\r\n|\r|\n|\Z)")
_ITEM = re.compile(r"[ \t]*-[ \t]+")
_ESCAPE = re.compile(
    r"\\u(?P<high>[dD][89abAB][0-9a-fA-F]{2})\\u(?P<low>[dD][c-fC-F][0-9a-fA-F]{2})"  # as JSON writes them
    r"|\\(?:x(?P<x>[0-9a-fA-F]{2})|u(?P<u>[0-9a-fA-F]{4})|U(?P<long>[0-9a-fA-F]{8})|(?P<char>[^\r\n]))"
)
_SIMPLE = {
    "n": "\n",
    "t": "\t",
    "r": "\r",
    "0": "",
    "a": "",
    "b": "",
    "e": "",
    "f": "",
    "v": "",
    "N": "\n",
    "_": "\xa0",
}
_MAX_LENGTH = 100_000


@dataclass(frozen=True, slots=True)
class Entry:
    """One value of the front matter: its text, cut into stretches that know their place."""

    fragments: tuple[Fragment, ...]

    @property
    def value(self) -> str:
        """The value as text."""
        return "".join(fragment.text for fragment in self.fragments).strip()


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The entries by lower-case key, and where the body begins (code points)."""

    entries: dict[str, tuple[Entry, ...]]
    end: int

    def first(self, *keys: str) -> str | None:
        """The first non-empty value of the first key that has one."""
        for key in keys:
            for entry in self.entries.get(key, ()):
                if entry.value:
                    return entry.value
        return None


def read_front_matter(source: str) -> FrontMatter | None:
    """The front matter, or None if the source does not begin with a closed block that has a key."""
    opening = _OPENING.match(source)
    if opening is None:
        return None
    closing = _CLOSING.search(source, opening.end(), opening.end() + _MAX_LENGTH)
    if closing is None:
        return None
    entries: dict[str, tuple[Entry, ...]] = {}
    position, end = opening.end(), closing.start()
    while position < end:
        key = _KEY.match(source, position, end)
        if key is None:
            position = _next_line(source, position, end)
            continue
        values, position = _values(source, key.end(), end)
        entries.setdefault(key.group(1).lower(), tuple(Entry(tuple(value)) for value in values))
    return FrontMatter(entries, closing.end()) if entries else None


def _next_line(source: str, position: int, end: int) -> int:
    line = _LINE.match(source, position, end)
    return line.end() if line and line.end() > position else end


def _values(source: str, start: int, end: int) -> tuple[list[list[Fragment]], int]:
    """The value or values from ``start``, and where the next line begins."""
    line = _LINE.match(source, start, end)
    if line is None:
        return [], end
    head = line.group(1).strip()
    after = line.end() if line.end() > start else end
    if head[:1] in ("|", ">") and re.fullmatch(r"[|>][+\-0-9]*", head):
        return _block(source, after, end)
    if head[:1] == "[" and head[-1:] == "]":
        first = source.index("[", start)
        return _flow(source, first + 1, source.rindex("]", first, line.end(1))), after
    if not head:
        return _list(source, after, end)
    if head[0] in "\"'":
        value, position = _scalar(source, start, end)
        return [value], _next_line(source, position, end)
    value, _ = _scalar(source, start, line.end(1))
    return [value], after


def _scalar(source: str, start: int, end: int) -> tuple[list[Fragment], int]:
    """One scalar from ``start``, and the position after it. A quote that is never closed is literal."""
    while start < end and source[start] in " \t":
        start += 1
    if start < end and source[start] in "\"'":
        quote = source[start]
        pattern = r'(?:[^"\\]|\\[\s\S])*+"' if quote == '"' else r"(?:[^']|'')*+'"
        close = re.compile(pattern).match(source, start + 1, end)
        if close:
            inner = close.end() - 1
            return (_double if quote == '"' else _single)(source, start + 1, inner), close.end()
    stop = end
    while stop > start and source[stop - 1].isspace():
        stop -= 1
    return [Fragment(source[start:stop], start, stop)], end


def _double(source: str, start: int, end: int) -> list[Fragment]:
    fragments: list[Fragment] = []
    for match in _ESCAPE.finditer(source, start, end):
        if start < match.start():
            fragments.append(Fragment(source[start : match.start()], start, match.start()))
        text = _unescaped(match)
        fragments.append(Fragment(text, match.start(), match.end()))
        start = match.end()
    if start < end:
        fragments.append(Fragment(source[start:end], start, end))
    return fragments


def _unescaped(match: re.Match[str]) -> str:
    """What an escape stands for; one that stands for no character is literal."""
    if match["high"]:
        return (bytes.fromhex(match["high"]) + bytes.fromhex(match["low"])).decode("utf-16-be")
    code = match["x"] or match["u"] or match["long"]
    if code is None:
        return _SIMPLE.get(match["char"], match["char"])
    number = int(code, 16)
    return chr(number) if number < 0x110000 and not 0xD800 <= number < 0xE000 else match.group()


def _single(source: str, start: int, end: int) -> list[Fragment]:
    fragments: list[Fragment] = []
    for match in re.compile("''").finditer(source, start, end):
        fragments.append(Fragment(source[start : match.start()], start, match.start()))
        fragments.append(Fragment("'", match.start(), match.end()))
        start = match.end()
    fragments.append(Fragment(source[start:end], start, end))
    return fragments


def _flow(source: str, start: int, end: int) -> list[list[Fragment]]:
    """The scalars of ``[a, "b"]``."""
    values: list[list[Fragment]] = []
    while start < end:
        while start < end and source[start] in " \t,":
            start += 1
        quoted = start < end and source[start] in "\"'"
        comma = source.find(",", start, end)
        value, position = (
            _scalar(source, start, end) if quoted else _scalar(source, start, end if comma < 0 else comma)
        )
        values.append(value)
        start = position if position > start else end
    return values


def _list(source: str, start: int, end: int) -> tuple[list[list[Fragment]], int]:
    """The scalars of the lines ``- a`` from ``start``."""
    values: list[list[Fragment]] = []
    while start < end and (item := _ITEM.match(source, start, end)):
        line = _LINE.match(source, item.end(), end)
        stop = line.end(1) if line else end
        values.append(_scalar(source, item.end(), stop)[0])
        start = _next_line(source, start, end)
    return values, start


def _block(source: str, start: int, end: int) -> tuple[list[list[Fragment]], int]:
    """A block scalar: the indented lines from ``start``, joined by line feeds."""
    fragments: list[Fragment] = []
    last_end = start
    while start < end:
        line = _LINE.match(source, start, end)
        if line is None or (line.group(1).strip() and not line.group(1)[0].isspace()):
            break
        text = line.group(1).strip()
        if text:
            at = line.start(1) + len(line.group(1)) - len(line.group(1).lstrip())
            if fragments:
                fragments.append(Fragment("\n", last_end, at))
            fragments.append(Fragment(text, at, at + len(text)))
            last_end = at + len(text)
        start = _next_line(source, start, end)
    return [fragments], start
