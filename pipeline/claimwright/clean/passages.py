"""Passages: the units the format readers hand to the recogniser, and the assembly of the kept ones."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from claimwright.clean.offsets import Weaver
from claimwright.records import Alignment, Block, BlockKind, Dropped

__all__ = ["Assembly", "Fragment", "Passage", "assemble", "trimmed"]

TIGHT = (BlockKind.LIST_ITEM, BlockKind.TABLE_ROW)
"""Kinds whose neighbours of the same kind stand on the next line, without an empty line between."""


class Fragment(NamedTuple):
    """A stretch of text and the source range it stands for (code points, end exclusive).

    As long as its source, it equals it (or both are white space); otherwise it stands for it as a whole.
    """

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Passage:
    """One title, heading, paragraph, list item or row, before it is known whether it belongs to the article.

    Attributes:
        kind, level: as in ``Block``.
        fragments: the visible text in source order, without white space at either end.
        start, end: the source range with its markup (code points, end exclusive).
        linked: code points of the text that stand inside links.
        reason: why it is left out, or None while it is kept.
    """

    kind: BlockKind
    level: int
    fragments: tuple[Fragment, ...]
    start: int
    end: int
    linked: int = 0
    reason: str | None = None

    @property
    def text(self) -> str:
        """The visible text."""
        return "".join(fragment.text for fragment in self.fragments)


@dataclass(frozen=True, slots=True)
class Assembly:
    """The cleaned text with its map and structure, and what was left out."""

    text: str
    alignment: Alignment
    blocks: tuple[Block, ...]
    dropped: tuple[Dropped, ...]


def trimmed(fragments: Sequence[Fragment]) -> tuple[Fragment, ...]:
    """The fragments without white space at either end and without empty ones."""
    kept = [fragment for fragment in fragments if fragment.text]
    while kept and not kept[0].text.strip():
        kept.pop(0)
    while kept and not kept[-1].text.strip():
        kept.pop()
    if not kept:
        return ()
    kept[0] = _cut(kept[0], len(kept[0].text) - len(kept[0].text.lstrip()), 0)
    kept[-1] = _cut(kept[-1], 0, len(kept[-1].text) - len(kept[-1].text.rstrip()))
    return tuple(kept)


def _cut(fragment: Fragment, left: int, right: int) -> Fragment:
    """The fragment without ``left`` and ``right`` code points; one that stands as a whole is never cut."""
    text, start, end = fragment
    if len(text) != end - start or not (left or right):
        return fragment
    return Fragment(text[left : len(text) - right], start + left, end - right)


def assemble(passages: Iterable[Passage], dropped: Iterable[Dropped] = ()) -> Assembly:
    """Weave the kept passages into one text; the others join ``dropped``.

    Raises:
        ValueError: if kept passages are not in source order.
    """
    weaver = Weaver()
    blocks: list[Block] = []
    left_out = list(dropped)
    for passage in passages:
        if passage.reason is not None:
            left_out.append(Dropped(passage.reason, passage.start, passage.end))
            continue
        if not passage.fragments:
            continue
        if blocks:
            tight = passage.kind in TIGHT and blocks[-1].kind is passage.kind
            weaver.separate("\n" if tight else "\n\n")
        start = weaver.length
        for fragment in passage.fragments:
            weaver.add(*fragment)
        blocks.append(Block(passage.kind, start, weaver.length, passage.level))
    text, alignment = weaver.finish()
    left_out.sort(key=lambda item: (item.source_start, item.source_end))
    return Assembly(text, alignment, tuple(blocks), tuple(left_out))
