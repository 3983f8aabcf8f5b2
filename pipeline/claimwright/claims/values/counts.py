"""How many people a group's phrase says there are."""

from __future__ import annotations

import re
from functools import lru_cache

from claimwright.claims.values.numbers import NUMBER, load_words, read_number

__all__ = ["normalize_count"]

_LONGEST = 120  # code points
_LISTS = load_words("counts.json")
_NUMBER = re.compile(rf"(?<![\w.,$€£¥#-])({NUMBER})(?:\+|(?![\w.,]*\w))")
_PART = re.compile(r"-(?:thirds?|quarters?|fifths?|tenths?|half|year|month|week|day|hour|time|figure|star)\b")
_SHARE_OF = re.compile(rf"\b(?:{'|'.join(_LISTS['parts'])})s? of (?:(?!\bor\b).)*$")
_RANGE = re.compile(rf" ?(?:-|to|and|or) ?{NUMBER}")


def normalize_count(text: str) -> dict[str, int] | None:
    """The number of people a phrase names, ``{"count": 11}``, or None where it gives none.

    "Over 1,000 workers" counts 1000. Shares ("half of the staff", "14%"), ranges and vague numbers ("dozens")
    give None, and so do names that hold a number.

    Args:
        text: the group's phrase, as it stands.
    """
    count = _count(text[: _LONGEST + 1])
    return {"count": count} if count is not None else None


@lru_cache(maxsize=16384)
def _count(text: str) -> int | None:
    plain = " ".join(text.replace("’", "'").translate({0x2013: "-", 0x2014: "-"}).split())
    if len(text) > _LONGEST:
        return None
    lower = plain.casefold()
    if len(lower) != len(plain):  # case folding moved the places; such letters are in no English number
        return None
    for match in _NUMBER.finditer(lower):
        rest = lower[match.end() :]
        value = read_number(match.group(1))
        if value == 1:
            return None  # one person is no group, and "one of the twelve" is one
        if value is None or value < 1 or value != int(value):
            continue
        if _PART.match(rest) or _is_share(rest) or _is_year(match.group(1), lower):
            continue
        before = lower[: match.start()]
        if _RANGE.match(rest) or before.endswith(("between ", "from ")) or _SHARE_OF.search(before):
            return None
        return int(value) if _counts_people(plain[match.end() :]) else None
    return None


def _is_share(rest: str) -> bool:
    words = rest.lstrip(" -").split(" ")
    return (
        any(rest.lstrip(" -").startswith(word) for word in _LISTS["not_people"])
        or words[0] in _LISTS["parts"]
    )


def _is_year(number: str, phrase: str) -> bool:
    return bool(re.fullmatch(r"(?:19|20)\d\d", number)) and not phrase.endswith(number)


def _counts_people(rest: str) -> bool:
    """Whether what follows a number is people: nothing, a word for people, or a plural in lower case."""
    words = re.findall(r"\w[\w'-]*", rest)
    if not words or words[0] in _LISTS["linking"]:
        return True
    people = _LISTS["people"]
    return any(
        word.casefold() in people
        or word.casefold().removesuffix("s") in people
        or (word[0].islower() and word.endswith("s"))
        for word in words
    )
