"""Finds an annotator's words in an article, and refuses what is ambiguous."""

from __future__ import annotations

import re

from claimwright.corpora.view import View
from claimwright.records.gold import Range

__all__ = ["Unlocated", "locate_near", "locate_only"]

_NUMBERED = re.compile(r"(.*)#(\d+)$", re.DOTALL)
_REACHES = (400, 900)


class Unlocated(Exception):  # noqa: N818 - it says what happened, and never leaves the compiler
    """The words are not there, or are there more than once; the message says which."""


def locate_only(view: View, words: str, quote: Range) -> Range:
    """The one place of ``words`` inside ``quote``; ``words#2`` asks for the second.

    Args:
        view: the article.
        words: as the annotator wrote them.
        quote: where to look, in code points of the view.

    Raises:
        Unlocated: if the words are not in the quote, or stand there several times and no number was given.
    """
    words, number = _numbered(words)
    found = view.find(words, quote)
    if number:
        return _pick(found, number, words)
    if len(found) > 1:
        raise Unlocated(
            f'"{words}" occurs {len(found)} times in the quote: write "{words}#1" or shorten the quote'
        )
    if not found:
        raise Unlocated(f'"{words}" is not in the quote')
    return found[0]


def locate_near(view: View, words: str, quote: Range, anchor: int, *, leave_quote: bool = True) -> Range:
    """The place of ``words`` in the quote nearest to ``anchor``, else the nearest place around the quote.

    Args:
        view: the article.
        words: as the annotator wrote them; ``words#2`` asks for the second in the quote.
        quote: where to look first, in code points of the view.
        anchor: the trigger's start, which a repeated word is measured from.
        leave_quote: whether a place outside the quote (900 code points at most) will do.

    Raises:
        Unlocated: if there is no such place.
    """
    words, number = _numbered(words)
    found = view.find(words, quote)
    if number:
        return _pick(found, number, words)
    if found:
        return min(found, key=lambda place: abs(place.start - anchor))
    for reach in _REACHES if leave_quote else ():
        around = Range(max(0, quote.start - reach), min(len(view.text), quote.end + reach))
        found = view.find(words, around)
        if found:
            return min(
                found, key=lambda place: min(abs(place.start - quote.end), abs(quote.start - place.end))
            )
    if view.find(words):
        raise Unlocated(f'"{words}" is not near the quote: give the words used there, or leave the role out')
    raise Unlocated(f'"{words}" is not in the article')


def _numbered(words: str) -> tuple[str, int]:
    match = _NUMBERED.match(words)
    return (match.group(1), int(match.group(2))) if match else (words, 0)


def _pick(found: list[Range], number: int, words: str) -> Range:
    if len(found) < number:
        raise Unlocated(
            f'"{words}" occurs {len(found)} times in the quote, the annotation asks for #{number}'
        )
    return found[number - 1]
