"""Sentence boundaries inside the blocks of a document.

A boundary is end punctuation (with closing quotes or brackets) followed by white space and something that can
open a sentence, unless the word before is an abbreviation or an initial. Blocks always end a sentence.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import resources

from claimwright.records import Block

__all__ = ["split_sentences"]

_END = re.compile(r"[.!?…]+[\"'”’)\]]*\s+(?=[\"'“‘(\[]*[^\sa-z])|\n{2,}")
_LAST_WORD = re.compile(r"([^\s(\[\"“‘']+)$")


@cache
def _abbreviations() -> frozenset[str]:
    text = (resources.files("claimwright.encoder") / "abbreviations.json").read_text(encoding="utf-8")
    return frozenset(json.loads(text))


def split_sentences(text: str, blocks: Iterable[Block] = ()) -> list[tuple[int, int]]:
    """The sentences of a text as ``(start, end)`` in code points, without white space around them.

    Args:
        text: cleaned text.
        blocks: its blocks, in order; without any, the whole text is one block.
    """
    ranges = [(block.start, block.end) for block in blocks] or [(0, len(text))]
    return [sentence for start, end in ranges for sentence in _split_block(text, start, end)]


def _split_block(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    left = start
    for match in _END.finditer(text, start, end):
        if match.end() >= end or not _is_boundary(text, left, match):
            continue
        yield from _trim(text, left, match.end())
        left = match.end()
    yield from _trim(text, left, end)


def _is_boundary(text: str, left: int, match: re.Match[str]) -> bool:
    if not match.group().startswith("."):
        return True
    word = _LAST_WORD.search(text, max(left, match.start() - 24), match.start())
    if word is None:
        return True
    stem = word.group(1).lower()
    is_initial = len(stem) == 1 and word.group(1).isupper()
    return not (is_initial or stem in _abbreviations())


def _trim(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    piece = text[start:end]
    left = start + len(piece) - len(piece.lstrip())
    right = end - (len(piece) - len(piece.rstrip()))
    if left < right:
        yield left, right
