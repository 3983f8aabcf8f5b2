"""HTML pages: trafilatura says what the article is, the page itself says what it says.

Nothing trafilatura writes becomes text. Each of its lines is looked up in the visible characters of the page, and
the text is taken from there; a line that is not there as one run was rewritten, and is dropped.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from claimwright.clean.html_align import find_lines
from claimwright.clean.html_fragment import fragment_passages, is_page
from claimwright.clean.html_lines import Line, main_lines
from claimwright.clean.html_stream import HtmlStream, read_stream, squeeze
from claimwright.clean.html_title import title_passage
from claimwright.clean.html_tree import parse_tree
from claimwright.clean.passages import Fragment, Passage, trimmed
from claimwright.errors import DocumentError
from claimwright.records import Dropped

if TYPE_CHECKING:
    from lxml.html import HtmlElement

__all__ = ["HTML_LIMIT", "Page", "open_page", "scan_html"]

_WRAP = re.compile(r"(?P<before>\s*)<br\s*/?>(?P<after>\s*)", re.IGNORECASE)
HTML_LIMIT = 20_000_000
"""Code points. The main-text extraction holds several trees of a page at once, some 40 times its size."""


@dataclass(slots=True)
class Page:
    """A page that was read once: its visible stream and its tree."""

    stream: HtmlStream
    tree: HtmlElement


def open_page(source: str, max_depth: int) -> Page:
    """Read a page.

    Raises:
        DocumentError: E108 if it is longer than ``HTML_LIMIT``, E112 if it cannot be parsed.
    """
    if len(source) > HTML_LIMIT:
        raise DocumentError("E108", detail=f"{len(source)} characters of HTML; the limit is {HTML_LIMIT}")
    stream = read_stream(source)
    if not stream.text:
        raise DocumentError("E114", detail="the page shows no text")
    return Page(stream, parse_tree(source, max_depth))


def scan_html(page: Page, url: str | None, title: str | None) -> tuple[list[Passage], list[Dropped]]:
    """The passages of a page's main text in source order, the title first, and what was left out.

    Args:
        page: the page; its tree is used up.
        url: its address, for trafilatura's rules for single sites.
        title: what its metadata calls it, to tell the title from the site's name.
    """
    stream = page.stream
    if not is_page(stream.source):
        return fragment_passages(stream), []
    found = ((line, squeeze(line.text)) for line in main_lines(page.tree, url))
    lines = [(line, visible) for line, visible in found if visible]
    places = find_lines(stream.text, [visible for _, visible in lines])
    passages: list[Passage] = []
    dropped: list[Dropped] = []
    last = 0
    for (line, _), place in zip(lines, places, strict=True):
        if place is None:
            dropped.append(Dropped("unmapped", last, last))
            continue
        passages += _passages(stream, line, place)
        last = passages[-1].end
    passages.sort(key=lambda passage: passage.start)
    passages = _rejoined(stream.source, passages)
    heading = title_passage(stream, title, passages)
    if heading is not None and passages:
        passages = [heading, *(passage for passage in passages if passage.start >= heading.end)]
    return passages, dropped + _left_out(stream, passages)


def _rejoined(source: str, passages: list[Passage]) -> list[Passage]:
    """The passages with those lines joined that a ``<br>`` breaks in mid-sentence, as old pages wrap their text.

    Only where the source has white space beside the ``<br>``: a blank of the text has to be a blank of the source.
    """
    joined: list[Passage] = []
    for passage in passages:
        last = joined[-1] if joined else None
        gap = _WRAP.fullmatch(source, last.end, passage.start) if last else None
        if (
            last is None
            or gap is None
            or not (gap["before"] or gap["after"])
            or not _continues(last, passage)
        ):
            joined.append(passage)
            continue
        space = gap.span("before") if gap["before"] else gap.span("after")
        blank = Fragment("\n", *space)
        fragments = (*last.fragments, blank, *passage.fragments)
        joined[-1] = replace(last, fragments=fragments, end=passage.end)
    return joined


def _continues(last: Passage, passage: Passage) -> bool:
    """Whether a line is the rest of the sentence of the line before."""
    same = last.kind is passage.kind and last.reason is passage.reason is None
    return same and passage.text[0].islower() and (last.text[-1].isalnum() or last.text[-1] in ",-–")


def _left_out(stream: HtmlStream, passages: list[Passage]) -> list[Dropped]:
    """The text of the page between the passages."""
    edges = [0, *(edge for passage in passages for edge in (passage.start, passage.end)), len(stream.source)]
    gaps = (stream.unused(start, end) for start, end in zip(edges[::2], edges[1::2], strict=True))
    return [Dropped("not-main", *gap) for gap in gaps if gap is not None]


def _passages(stream: HtmlStream, line: Line, place: tuple[int, int]) -> list[Passage]:
    """One passage for each displayed line of an extracted line."""
    found = []
    for part in stream.parts(*place):
        fragments = trimmed(part)
        if fragments:
            start, end = fragments[0].start, fragments[-1].end
            found.append(Passage(line.kind, line.level, fragments, start, end, reason=line.reason))
    return found
