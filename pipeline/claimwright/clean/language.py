"""Which language a text is in."""

from __future__ import annotations

import re

__all__ = ["UNKNOWN", "language_of"]

UNKNOWN = "und"
"""The code for a text too short to tell (ISO 639-2 "undetermined")."""
_NO_LANGUAGE = "zxx"
_SAMPLE = 3000
_WORD = re.compile(r"[a-z']+")
_ENGLISH = frozenset(
    ("the", "of", "and", "that", "with", "was", "for", "this", "from", "has", "which", "were", "have", "his", "said",
     "will", "by", "are", "not", "been", "to", "their", "its", "would", "who", "than", "about", "after")
)  # fmt: skip
_ENGLISH_SHARE = 0.12
_ENGLISH_WORDS = 60
_MARGIN = 40.0
"""Nats by which another language has to beat English: titles of products beat it by up to 26, real text by more."""
_ENOUGH = 200


def language_of(text: str) -> tuple[str, str]:
    """The ISO 639-1 code of the language, and how it was found, from the first 3,000 code points.

    Text in which every eighth word is an English function word is English; no other language comes near that, and
    the model, which costs 0.3 seconds to load, is not needed. All else is py3langid's. Where it prefers another
    language to English by little, the answer is English, or ``und`` if there are fewer than 200 letters.
    """
    sample = text[:_SAMPLE]
    words = _WORD.findall(sample.lower())
    if len(words) >= _ENGLISH_WORDS and sum(word in _ENGLISH for word in words) >= _ENGLISH_SHARE * len(
        words
    ):
        return "en", "function-words"
    letters = sum(map(str.isalpha, sample))
    if not letters:
        return UNKNOWN, "py3langid"
    import py3langid

    ranked = dict(py3langid.rank(sample))
    ranked.pop(_NO_LANGUAGE, None)
    best: str = max(ranked, key=ranked.__getitem__)
    if best != "en" and ranked[best] - ranked.get("en", float("-inf")) < _MARGIN:
        best = "en" if letters >= _ENOUGH else UNKNOWN
    return best, "py3langid"
