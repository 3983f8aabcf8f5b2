"""Tokens for formats that count them: spaCy's English rules, cut so that spans are whole tokens."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from claimwright.exchange.article import Place

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = ["Token", "english", "token_range", "tokenize"]


class Token(NamedTuple):
    """``text[start:end]`` in code points; ``blank``: one blank follows that belongs to no token."""

    start: int
    end: int
    blank: bool


@lru_cache(maxsize=1)
def english() -> Language:
    """A blank English pipeline, for its tokenizer."""
    import spacy

    return spacy.blank("en")


def tokenize(text: str, places: Iterable[Place] = ()) -> list[Token]:
    """The tokens of a text, in order; together with the blanks between them they are the text.

    Args:
        text: any.
        places: tokens are cut at their edges, and a blank at the edge of one is a token, so that each place is a run
            of whole tokens.
    """
    starts, ends = set(), set()
    for place in places:
        starts.add(place.start)
        ends.add(place.end)
    cuts = sorted(starts | ends)
    tokens = []
    for token in english().tokenizer(text):
        start, end = token.idx, token.idx + len(token)
        edges = [start, *cuts[bisect_right(cuts, start) : bisect_left(cuts, end)], end]
        blank = bool(token.whitespace_)
        edge = blank and (end in starts or end + 1 in ends)
        for left, right in pairwise(edges):
            tokens.append(Token(left, right, blank and not edge and right == end))
        if edge:
            tokens.append(Token(end, end + 1, False))
    return tokens


def token_range(tokens: Sequence[Token], place: Place) -> tuple[int, int]:
    """Indices of the first token that ends after the place's start and of the last that starts before its end.

    Raises:
        ValueError: if no token stands there.
    """
    first = bisect_right(tokens, place.start, key=lambda token: token.end)
    last = bisect_left(tokens, place.end, key=lambda token: token.start) - 1
    if first > last:
        raise ValueError(f"[{place.start}, {place.end}) holds no token")
    return first, last
