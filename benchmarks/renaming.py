"""The same article with other names: what a copy needs to be no duplicate."""

from __future__ import annotations

import hashlib
import re

__all__ = ["renamed"]

_WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*")
_FRONT = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_DAYS = re.compile(
    "(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|September|October"
    "|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
)
_ONSETS = (
    "B",
    "Br",
    "C",
    "D",
    "F",
    "G",
    "H",
    "K",
    "L",
    "M",
    "N",
    "P",
    "Qu",
    "R",
    "S",
    "T",
    "V",
    "W",
    "Z",
    "Th",
)
_VOWELS = ("a", "e", "i", "o", "u", "ai", "ea", "ou")
_ENDS = ("n", "l", "r", "s", "th", "nd", "rt", "lan", "ric", "son", "mer", "vik", "dell", "tova", "ska", "by")


def renamed(text: str, copy: int) -> str:
    """The text with every name replaced by a made-up one that is the same wherever the name stands.

    A name is a capitalised word that the text never writes small, and no day or month. The first copy (0) is
    renamed, too, so that all copies are alike in kind. Front matter stays as it is.

    Args:
        text: an article in Markdown.
        copy: which copy; every copy has other names.
    """
    front = _FRONT.match(text)
    start = front.end() if front else 0
    body = text[start:]
    small = {word for word in _WORD.findall(body) if word[0].islower()}

    def other(match: re.Match[str]) -> str:
        word = match.group()
        if not word[0].isupper() or word.lower() in small or len(word) < 3 or _DAYS.fullmatch(word):
            return word
        return _name(word, copy)

    head = front.group() if front else ""
    return head + _WORD.sub(other, body)


def _name(word: str, copy: int) -> str:
    digest = hashlib.sha256(f"{copy} {word}".encode()).digest()
    onset = _ONSETS[digest[0] % len(_ONSETS)]
    middle = _VOWELS[digest[1] % len(_VOWELS)]
    return onset + middle + _ENDS[digest[2] % len(_ENDS)]
