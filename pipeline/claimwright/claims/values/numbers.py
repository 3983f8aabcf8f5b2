"""Numbers written in digits or in English words."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from importlib import resources

__all__ = ["NUMBER", "load_words", "read_number"]


@cache
def load_words(name: str) -> Mapping[str, Mapping[str, int]]:
    """A word list of this package, ``numbers.json`` and the like."""
    text = (resources.files("claimwright.claims.values") / name).read_text(encoding="utf-8")
    words: Mapping[str, Mapping[str, int]] = json.loads(text)
    return words


_WORDS = load_words("numbers.json")
_SMALL = {**_WORDS["units"], **_WORDS["tens"]}
_SCALES = _WORDS["scales"]
_GROUPS = _WORDS["groups"]

_DIGITS = r"\d+(?:,\d+)*(?:\.\d+)?"
_SCALE = rf"(?:{'|'.join(sorted(_SCALES, key=len, reverse=True))})\b"
_WORD = rf"(?:{'|'.join(sorted(_SMALL, key=len, reverse=True))})\b"
_GROUP = rf"(?:{'|'.join(sorted(_GROUPS, key=len, reverse=True))})s?\b"
_HALF_OF = rf"half (?:an? )?(?=(?:{_SCALE}|{_GROUP}))"
_SPELLED = rf"(?:{_HALF_OF}|an? (?=(?:{_SCALE}|{_GROUP}))|{_WORD}(?:[ -]{_WORD})?(?: and a half)?)"
_ALONE = rf"(?:{'|'.join(_GROUPS)})\b(?: of)?"
_LONG = rf"{_WORD} hundred(?: (?:and )?{_WORD}(?:[ -]{_WORD})?)?"

NUMBER = (
    rf"(?:(?:{_DIGITS}|{_LONG}|{_SPELLED})(?:[ -]?(?:{_SCALE}(?:[ -]{_SCALE})?|{_GROUP}(?: of)?))?|{_ALONE})"
)
"""A pattern of one number, lower case: ``1,200``, ``1.5 million``, ``two dozen``, ``half a million``."""

_HALF = "half"


def read_number(text: str) -> float | None:
    """The value of a number in the form of ``NUMBER``, or None if the text is no number.

    Thousands may be grouped by commas, in threes or the Indian way. "a" counts as one before a scale or a
    group.
    """
    words = re.findall(rf"{_DIGITS}|[a-z]+", text.casefold().replace("-", " "))
    total, current, seen = 0.0, 0.0, False
    for index, word in enumerate(words):
        if word[0].isdigit():
            current, seen = current + float(word.replace(",", "")), True
        elif word in _SMALL:
            current, seen = current + _SMALL[word], True
        elif word == _HALF:
            current, seen = current + 0.5, True
        elif word in {"a", "an", "and", "of"}:
            follows_half = index > 0 and words[index - 1] == _HALF
            starts_scale = word in {"a", "an"} and index == 0
            current += 1.0 if starts_scale and not follows_half else 0.0
        elif (factor := _factor(word)) is not None:
            current, seen = (current or 1.0) * factor, True
            total, current = (total, current) if factor < 1000 else (total + current, 0.0)
        else:
            return None
    return total + current if seen else None


def _factor(word: str) -> int | None:
    return _SCALES.get(word) or _GROUPS.get(word) or _GROUPS.get(word.removesuffix("s"))
