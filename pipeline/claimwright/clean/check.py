"""Proving that a document's offsets hold, without the code that made them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from claimwright.clean.markup import agrees
from claimwright.records import Block, Document, SourceFormat

__all__ = ["check_document"]

_WORD = re.compile(r"\S+")
_WIDTHS = (1, 3, 12)
"""Words of the spans that are tried from sampled words of a block."""
_SAMPLED = 40
_FRONT_MATTER = re.compile(r"\A\ufeff?---[ \t]*[\r\n].*?[\r\n](?:---|\.\.\.)[ \t]*(?=[\r\n]|\Z)", re.DOTALL)
_YAML_ESCAPE = re.compile(
    r"((?:\\u[0-9a-fA-F]{4})+)|\\x([0-9a-fA-F]{2})|\\U([0-9a-fA-F]{8})|\\(.)", re.DOTALL
)
_SHOWN = 60


def check_document(document: Document) -> list[str]:
    """Every way in which the offsets of a document fail; empty if they hold.

    Checked are: the map covers the text; blocks are in order and hold all text; each block, and spans of one,
    three and twelve words from up to 40 places in each block, equal what their source slice shows
    (``markup.agrees``); their source range leads back to them.
    """
    problems = list(_structure(document))
    if problems:
        return problems
    front = _FRONT_MATTER.match(document.source) if document.format is SourceFormat.MARKDOWN else None
    head = front.end() if front else 0
    for block in document.blocks:
        for start, end in _ranges(document, block):
            problems += _span(document, start, end, head)
    return problems


def _structure(document: Document) -> Iterator[str]:
    if document.alignment.clean_length != len(document.text):
        yield f"the map covers {document.alignment.clean_length} of {len(document.text)} code points"
    last = document.alignment.pieces[-1] if document.alignment.pieces else None
    if last is not None and last.source_start + last.source_length > len(document.source):
        yield f"the map leaves the source of {len(document.source)} code points"
    position = 0
    for block in document.blocks:
        if not position <= block.start < block.end <= len(document.text):
            yield f"block [{block.start}, {block.end}) is empty, or overlaps the last one, or leaves the text"
            return
        if document.text[position : block.start].strip():
            yield f"text [{position}, {block.start}) belongs to no block"
        position = block.end
    if document.text[position:].strip():
        yield f"text [{position}, {len(document.text)}) belongs to no block"


def _ranges(document: Document, block: Block) -> Iterator[tuple[int, int]]:
    """The block, and spans of whole words in it."""
    yield block.start, block.end
    words = [match.span() for match in _WORD.finditer(document.text, block.start, block.end)]
    step = max(len(words) // _SAMPLED, 1)
    for index in range(0, len(words), step):
        for width in _WIDTHS:
            if index + width <= len(words):
                yield words[index][0], words[index + width - 1][1]


def _span(document: Document, start: int, end: int, head: int) -> Iterator[str]:
    span = document.span(start, end)
    shown = document.source[span.source_start : span.source_end]
    readings = [shown] if span.source_start >= head else [shown, _unescaped(shown), shown.replace("''", "'")]
    if not any(agrees(reading, span.text, document.format) for reading in readings):
        yield (
            f"text [{start}, {end}) {span.text[:_SHOWN]!r} is not source "
            f"[{span.source_start}, {span.source_end}) {shown[:_SHOWN]!r}"
        )
    back = document.alignment.to_clean(span.source_start, span.source_end)
    if back is None or not (back[0] <= start and end <= back[1]):
        yield f"source [{span.source_start}, {span.source_end}) leads back to {back}, not to [{start}, {end})"


def _unescaped(text: str) -> str:
    """Double-quoted YAML as its reader sees it."""

    def decoded(match: re.Match[str]) -> str:
        if match.group(1):
            units = bytes.fromhex(match.group(1).replace("\\u", ""))
            return units.decode("utf-16-be", "replace")
        code = match.group(2) or match.group(3)
        if code:
            return chr(min(int(code, 16), 0x10FFFF))
        return {"n": "\n", "t": "\t", "r": "\r", "N": "\n", "_": "\xa0"}.get(match.group(4), match.group(4))

    return _YAML_ESCAPE.sub(decoded, text)
