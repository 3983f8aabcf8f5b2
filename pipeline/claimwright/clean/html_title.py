"""The title of a page, where it stands in the page."""

from __future__ import annotations

import re
from collections.abc import Sequence

from claimwright.clean.html_stream import HtmlStream, read_stream, squeeze
from claimwright.clean.passages import Fragment, Passage, trimmed
from claimwright.records import BlockKind

__all__ = ["title_passage"]

_SITE = re.compile(r"\s+(?:[|»«·•]|[-–—]|::)\s+")
_LONGEST = 300
_OPENING_BLOCKS = 3


def title_passage(stream: HtmlStream, title: str | None, passages: Sequence[Passage]) -> Passage | None:
    """The title as a passage, or None if the page has none that can be placed before the text.

    A heading the metadata or ``<title>`` confirms is preferred to ``<title>``, which carries the site's name. If
    the text begins with the title already, that passage is returned as the title.
    """
    known = {squeeze(text).casefold() for text in (title, _page_title(stream)) if text}
    first = passages[0].start if passages else len(stream.source)
    for passage in passages[:_OPENING_BLOCKS]:
        if any(_confirms(squeeze(passage.text), name) for name in known):
            return _as_title(passage) if passage is passages[0] else None
    for start, end in stream.headings:
        text = stream.text[start:end]
        confirmed = any(_confirms(text, name) for name in known) or (not known and len(stream.headings) == 1)
        if text and len(text) <= _LONGEST and confirmed:
            fragments = trimmed(max(stream.parts(start, end), key=len))
            if fragments and fragments[-1].end <= first:
                return _passage(fragments)
    return _from_title(stream, title, first)


def _confirms(text: str, known: str) -> bool:
    """Whether a title contains the heading (it may carry the site's name around it)."""
    folded = text.casefold()
    return len(folded) >= 8 and folded in known


def _passage(fragments: tuple[Fragment, ...]) -> Passage:
    return Passage(BlockKind.TITLE, 0, fragments, fragments[0].start, fragments[-1].end)


def _as_title(passage: Passage) -> Passage:
    return Passage(BlockKind.TITLE, 0, passage.fragments, passage.start, passage.end)


def _title_fragments(stream: HtmlStream) -> tuple[Fragment, ...]:
    if stream.title is None:
        return ()
    start, end = stream.title
    inner = read_stream(stream.source[start:end])
    if not inner.text:
        return ()
    part = inner.parts(0, len(inner.text))[0]
    return trimmed([Fragment(text, low + start, high + start) for text, low, high in part])


def _page_title(stream: HtmlStream) -> str:
    return "".join(fragment.text for fragment in _title_fragments(stream))


def _from_title(stream: HtmlStream, title: str | None, first: int) -> Passage | None:
    """``<title>`` without the name of the site after it."""
    fragments = _title_fragments(stream)
    text = "".join(fragment.text for fragment in fragments)
    if not text or fragments[-1].end > first or len(text) > _LONGEST:
        return None
    length = len(text)
    if title and text.startswith(title.strip()):
        length = len(title.strip())
    elif separators := list(_SITE.finditer(text)):
        last = separators[-1]
        if len(text[last.end() :].split()) <= 5 and last.start() >= 15:
            length = last.start()
    kept = trimmed(_head(fragments, length))
    return _passage(kept) if kept else None


def _head(fragments: tuple[Fragment, ...], length: int) -> list[Fragment]:
    """The first ``length`` code points."""
    kept: list[Fragment] = []
    for text, start, end in fragments:
        if length <= 0:
            break
        if len(text) > length and len(text) == end - start:
            kept.append(Fragment(text[:length], start, start + length))
        else:
            kept.append(Fragment(text, start, end))
        length -= len(text)
    return kept
