"""Inline Markdown: what of a paragraph is visible text, and where each stretch of it stands.

Links, images, emphasis, code marks, inline HTML, backslash escapes and entity references of CommonMark 0.31, by
one pass for brackets and one for the rest. Both run in time linear in the paragraph. What is not closed properly
is literal text, as in CommonMark.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from html import unescape
from typing import NamedTuple

from claimwright.clean.passages import Fragment

__all__ = ["BREAK", "Inline", "Logical", "scan_inline"]

BREAK = "\x1e"
"""Text of the fragment that stands for a hard ``<br>``: the passage is split there."""

_PUNCTUATION = r"""!"#$%&'()*+,\-./:;<=>?@\[\\\]^_`{|}~"""
_TOKENS = re.compile(
    rf"""
    (?P<escape>\\[{_PUNCTUATION}])
  | (?P<code>`+)
  | (?P<entity>&(?:\#[0-9]{{1,7}}|\#[xX][0-9a-fA-F]{{1,6}}|[A-Za-z][A-Za-z0-9]{{1,31}});)
  | (?P<autolink><(?=[A-Za-z][A-Za-z0-9+.\-]{{1,31}}:[^\s<>]*+>))
  | (?P<comment><!--)
  | (?P<tag></?[A-Za-z][A-Za-z0-9:\-]*+(?:\s[^<>]*+)?/?>)
  | (?P<image>!\[)
  | (?P<open>\[)
  | (?P<close>\])
  | (?P<star>\*+|_+|~~+)
    """,
    re.VERBOSE,
)
_SIGNS = re.compile(r"[\\`&<!\[\]*_~]")
"""Characters a token begins with; looking for one of them is ten times as fast as looking for a token."""
_DESTINATION = re.compile(
    r"""\(\s*+(?:<[^<>\r\n]*+>|(?:[^\s()\\]|\\.|\((?:[^\s()\\]|\\.)*+\))*+)
        (?:\s++(?:"(?:[^"\\]|\\.)*+"|'(?:[^'\\]|\\.)*+'))?\s*+\)""",
    re.VERBOSE,
)
_REFERENCE = re.compile(r"\[([^\[\]]{0,200})\]")
_LINE_BREAK = re.compile(r"<br\b", re.IGNORECASE)


class Logical:
    """A paragraph's text without the block syntax of its lines, which knows where each character stands.

    Args:
        fragments: its stretches, in order.
    """

    def __init__(self, fragments: Sequence[Fragment]) -> None:
        self.text = "".join(fragment.text for fragment in fragments)
        self._fragments = [fragment for fragment in fragments if fragment.text]
        self._starts: list[int] = []
        position = 0
        for fragment in self._fragments:
            self._starts.append(position)
            position += len(fragment.text)

    @classmethod
    def of_lines(cls, source: str, segments: Sequence[tuple[int, int]]) -> Logical:
        """A paragraph of the given source ranges, one a line; a line feed stands for what is between two."""
        fragments: list[Fragment] = []
        for start, end in segments:
            if fragments:
                fragments.append(Fragment("\n", fragments[-1].end, start))
            fragments.append(Fragment(source[start:end], start, end))
        return cls(fragments)

    def source_range(self, start: int, end: int) -> tuple[int, int]:
        """The source range of a non-empty range of the text."""
        return self._place(start)[0], self._place(end - 1)[1]

    def _place(self, position: int) -> tuple[int, int]:
        index = bisect_right(self._starts, position) - 1
        text, start, end = self._fragments[index]
        if len(text) != end - start:
            return start, end
        at = start + position - self._starts[index]
        return at, at + 1

    def fragments(self, start: int, end: int) -> list[Fragment]:
        """The range as it stands."""
        found: list[Fragment] = []
        index = bisect_right(self._starts, start) - 1
        while start < end:
            text, source_start, source_end = self._fragments[index]
            begin = self._starts[index]
            stop = min(end, begin + len(text))
            if len(text) == source_end - source_start:
                at = source_start + start - begin
                found.append(Fragment(text[start - begin : stop - begin], at, at + stop - start))
            elif start == begin:
                found.append(self._fragments[index])
            start, index = stop, index + 1
        return found


class Inline(NamedTuple):
    """What became of a paragraph.

    Attributes:
        fragments: the visible text in order; ``BREAK`` among them where ``<br>`` stands.
        linked: code points of it inside links.
        images: source ranges of the images left out.
    """

    fragments: list[Fragment]
    linked: int
    images: list[tuple[int, int]]


class _Mark(NamedTuple):
    """Markup to take out of the logical text, or to replace."""

    start: int
    end: int
    text: str = ""


class _Scanner:
    """State of one paragraph's scan."""

    def __init__(self, text: str, labels: frozenset[str]) -> None:
        self.text = text
        self.labels = labels
        self.marks: list[_Mark] = []
        self.links: list[tuple[int, int]] = []
        self.images: list[tuple[int, int]] = []
        self._brackets: list[tuple[int, bool]] = []
        self._runs: dict[str, list[list[int]]] = {"*": [], "_": [], "~": []}
        self._comments_close = True
        self._ticks: dict[int, list[int]] | None = None

    def run(self) -> None:
        """Find all markup."""
        position = 0
        while (candidate := _SIGNS.search(self.text, position)) is not None:
            token = _TOKENS.match(self.text, candidate.start())
            position = candidate.end() if token is None else self._take(token)

    def _take(self, token: re.Match[str]) -> int:
        start, end, kind = token.start(), token.end(), token.lastgroup
        if kind == "escape":
            self.marks.append(_Mark(start, end, token.group()[1]))
        elif kind == "entity":
            decoded = unescape(token.group())
            if decoded != token.group():
                self.marks.append(_Mark(start, end, decoded))
        elif kind == "code":
            return self._code(start, end)
        elif kind == "autolink":
            end = self.text.index(">", end)
            self.marks += [_Mark(start, start + 1), _Mark(end, end + 1)]
            self.links.append((start + 1, end))
            return end + 1
        elif kind == "comment":
            return self._comment(start, end)
        elif kind == "tag":
            self.marks.append(_Mark(start, end, BREAK if _LINE_BREAK.match(token.group()) else ""))
        elif kind in ("image", "open"):
            self._brackets.append((start, kind == "image"))
        elif kind == "close":
            return self._close(start)
        else:
            self._emphasis(start, end)
        return end

    def _comment(self, start: int, end: int) -> int:
        close = self.text.find("-->", end) if self._comments_close else -1
        if close < 0:
            self._comments_close = False  # looked for once, so that many openings cost no more than one
            return end
        self.marks.append(_Mark(start, close + 3))
        return close + 3

    def _code(self, start: int, end: int) -> int:
        """A code span keeps its content as it is; without a closing run the marks are literal."""
        if self._ticks is None:
            self._ticks = {}
            for run in re.finditer(r"`+", self.text):
                self._ticks.setdefault(run.end() - run.start(), []).append(run.start())
        runs = self._ticks.get(end - start, [])
        index = bisect_right(runs, start)
        if index == len(runs):
            return end
        close = runs[index]
        self.marks += [_Mark(start, end), _Mark(close, close + end - start)]
        return close + end - start

    def _close(self, at: int) -> int:
        """A closing bracket ends a link or an image if a destination or a known label follows."""
        if not self._brackets:
            return at + 1
        start, image = self._brackets.pop()
        end = self._target_end(start, at, image)
        if end is None:
            return at + 1
        if image:
            self.images.append((start, end))
            self.marks.append(_Mark(start, end))
        else:
            self.marks += [_Mark(start, start + 1), _Mark(at, end)]
            self.links.append((start + 1, at))
        return end

    def _target_end(self, start: int, at: int, image: bool) -> int | None:
        target = _DESTINATION.match(self.text, at + 1)
        if target:
            return target.end()
        if not self.labels:
            return None
        reference = _REFERENCE.match(self.text, at + 1)
        label = reference.group(1) if reference else ""
        label = label or self.text[start + 1 + image : at]
        if " ".join(label.split()).casefold() not in self.labels:
            return None
        return reference.end() if reference else at + 1

    def _emphasis(self, start: int, end: int) -> None:
        """Pair emphasis marks of one character.

        CommonMark's section 6.2 also asks what punctuation stands around them, which articles get wrong.
        """
        char = self.text[start]
        before = self.text[start - 1] if start else " "
        after = self.text[end] if end < len(self.text) else " "
        word = char == "_"  # underscores inside a word are part of it
        opens = not after.isspace() and not (word and before.isalnum())
        closes = not before.isspace() and not (word and after.isalnum())
        stack = self._runs[char]
        while closes and stack and start < end:
            opener = stack[-1]
            size = min(opener[1] - opener[0], end - start)
            if char == "~" and size < 2:
                break
            self.marks += [_Mark(opener[1] - size, opener[1]), _Mark(start, start + size)]
            opener[1] -= size
            start += size
            if opener[0] == opener[1]:
                stack.pop()
        if opens and start < end:
            stack.append([start, end])


def scan_inline(logical: Logical, labels: frozenset[str] = frozenset()) -> Inline:
    """Separate the visible text of a paragraph from its markup.

    Args:
        logical: the paragraph.
        labels: casefolded labels of the document's link references.
    """
    scanner = _Scanner(logical.text, labels)
    scanner.run()
    marks = _apart(scanner.marks)
    fragments: list[Fragment] = []
    position = 0
    for mark in marks:
        fragments += logical.fragments(position, mark.start)
        if mark.text:
            fragments.append(Fragment(mark.text, *logical.source_range(mark.start, mark.end)))
        position = mark.end
    fragments += logical.fragments(position, len(logical.text))
    images = [logical.source_range(start, end) for start, end in scanner.images]
    return Inline(fragments, _covered(scanner.links, marks), images)


def _apart(marks: list[_Mark]) -> list[_Mark]:
    """The marks in order, without those inside another (the alternative text of an image goes as a whole)."""
    kept: list[_Mark] = []
    for mark in sorted(marks, key=lambda mark: (mark.start, -mark.end)):
        if not kept or mark.start >= kept[-1].end:
            kept.append(mark)
    return kept


def _covered(links: list[tuple[int, int]], marks: list[_Mark]) -> int:
    """Code points of visible text inside links: their extent less the markup in it."""
    starts = [mark.start for mark in marks]
    covered = reached = 0
    for start, end in sorted(links):
        first = max(start, reached)
        if first >= end:
            continue
        covered += end - first
        for mark in marks[bisect_left(starts, first) : bisect_left(starts, end)]:
            covered -= min(mark.end, end) - mark.start - len(mark.text)
        reached = end
    return covered
