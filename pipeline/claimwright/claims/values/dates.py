"""Dates in the words of an article, as ISO 8601 at the precision the words give.

The grammar is data (``dates.json``): names, words to strip, and patterns with the name of what resolves them.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache, lru_cache
from importlib import resources
from json import loads
from typing import Any

from claimwright.claims.values.calendar import RESOLVERS, Anchor
from claimwright.claims.values.numbers import NUMBER

__all__ = ["normalize_date"]

_LONGEST = 80  # code points; a longer phrase is a clause, not a date
_YEAR = r"(?:1[5-9]|20|21)\d\d"
_WRITTEN_OUT = re.compile(rf"\b\d{{1,2}}\b.*\b{_YEAR}\b|\b{_YEAR}\b.*\b\d{{1,2}}\b")


def normalize_date(text: str, published: str | None, *, future: bool | None = None) -> str | None:
    """The date that words stand for: ``2025``, ``2025-05`` or ``2025-05-26``.

    Quarters, halves and seasons come down to their year, weeks to the month most of their days are in. Bounds
    ("by June", "since 2019") give the date they name. What is no single date (a duration, an alternative, a
    decade) gives None.

    Args:
        text: the words, as they stand.
        published: ISO 8601 date or date-time of the article, from which relative words count; without it they
            give None. Today's date is never used.
        future: whether the event lies ahead; decides between the Monday past and the Monday to come where the
            words do not. None takes weekdays as past, and months and days as the nearest.
    """
    return _normalize(text[: _LONGEST + 1], published, future)


@lru_cache(maxsize=16384)
def _normalize(text: str, published: str | None, future: bool | None) -> str | None:
    phrase = _plain(text)
    if not phrase or len(phrase) > _LONGEST or any(pattern.search(phrase) for pattern in _unresolved()):
        return None
    anchor = Anchor.of(published, _direction(phrase, future))
    while phrase:
        for pattern, resolver in _patterns():
            if match := pattern.fullmatch(phrase):
                found = RESOLVERS[resolver](
                    {k: v for k, v in match.groupdict().items() if v}, anchor, _grammar()
                )
                return found.iso() if found is not None and anchor.allows(found) else None
        shorter = _strip(phrase)
        if shorter == phrase:
            return _by_dateparser(text)
        phrase = shorter
    return None


def _direction(phrase: str, future: bool | None) -> bool | None:
    """The side the words point to ("since Friday", "by May"), else the one the event is on."""
    for key, side in (("past", False), ("ahead", True)):
        if any(phrase.startswith(word + " ") for word in _grammar()[key]):
            return side
    return future


def _plain(text: str) -> str:
    """Lower case; no commas, abbreviation dots or dashes between words; single spaces."""
    plain = (
        text.casefold()
        .replace("’", "'")
        .translate({0x2013: "-", 0x2014: "-", 0x2C: " ", 0x28: " ", 0x29: " "})
    )
    plain = re.sub(r"(?<=[a-z])\.|'s\b|^\W+|\W+$", "", plain)
    return " ".join(re.sub(r"(?<!\d)-|-(?!\d)", " ", plain).split())


def _strip(phrase: str) -> str:
    """The phrase without its longest leading modifier, else without its longest trailing one."""
    for word in _grammar()["leading"]:
        if phrase.startswith(word + " "):
            return phrase[len(word) + 1 :]
    for word in _grammar()["trailing"]:
        if phrase.endswith(" " + word):
            return phrase[: -len(word) - 1]
    return phrase


@cache
def _grammar() -> dict[str, Any]:
    text = (resources.files("claimwright.claims.values") / "dates.json").read_text(encoding="utf-8")
    grammar: dict[str, Any] = loads(text)
    for key in ("leading", "trailing"):
        grammar[key].sort(key=len, reverse=True)
    return grammar


@cache
def _patterns() -> list[tuple[re.Pattern[str], str]]:
    grammar = _grammar()
    names = {
        "month": "months",
        "weekday": "weekdays",
        "block": "blocks",
        "days": "days",
        "which": "which",
        "unit": "units",
    }
    parts = {name: "|".join(sorted(grammar[key], key=len, reverse=True)) for name, key in names.items()}
    parts |= {"year": _YEAR, "day": r"\d{1,2}(?:st|nd|rd|th)?", "number": rf"{NUMBER}|an?"}
    return [(re.compile(entry["pattern"].format(**parts)), entry["resolve"]) for entry in grammar["patterns"]]


@cache
def _unresolved() -> list[re.Pattern[str]]:
    return [re.compile(pattern) for pattern in _grammar()["unresolved"]]


def _by_dateparser(text: str) -> str | None:
    """A full date in a form the grammar does not know ("Thu 5-Mar-2026 17:00 GMT"), if nothing is guessed."""
    if not _WRITTEN_OUT.search(text):
        return None
    import dateparser  # slow to import, seldom needed

    settings = {
        "REQUIRE_PARTS": ["day", "month", "year"],
        "STRICT_PARSING": True,
        "PARSERS": ["absolute-time"],
    }
    try:
        found = dateparser.parse(text, languages=["en"], settings=settings)
    except (ValueError, OverflowError, TypeError, IndexError, AttributeError):  # it raises on odd input
        return None
    return date(found.year, found.month, found.day).isoformat() if found else None
