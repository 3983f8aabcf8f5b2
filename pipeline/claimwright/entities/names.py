"""Names: what kind of mention a run of words is, and when two names can be of one entity."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum
from functools import lru_cache

from claimwright.schema import Declarations

__all__ = ["MentionKind", "kind_of", "name_tokens", "same_entity"]

_TOKEN = re.compile(r"[^\W_]+(?:[.&'’\-][^\W_]+)*|[$€£¥%]")
_POSSESSIVE = re.compile(r"['’]s?$", re.IGNORECASE)
_DETERMINERS = frozenset(
    ["the", "a", "an", "its", "his", "her", "their", "our", "this", "that", "these", "those"]
)


class MentionKind(StrEnum):
    """How a mention points to its entity."""

    NAME = "name"
    NOMINAL = "nominal"
    PRONOUN = "pronoun"


def kind_of(text: str, entity_type: str, declarations: Declarations) -> MentionKind:
    """Pronoun by the declared lists; a name if a word after any determiner is capitalised; else nominal."""
    if text.lower() in declarations.pronouns.get(entity_type, ()):
        return MentionKind.PRONOUN
    words = text.split()
    if len(words) > 1 and words[0].lower() in _DETERMINERS:
        words = words[1:]
    return (
        MentionKind.NAME
        if any(not word.islower() and word[:1].isalnum() and not word.isdigit() for word in words)
        else MentionKind.NOMINAL
    )


@lru_cache(maxsize=65536)
def name_tokens(text: str, titles: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Casefolded words of a name without determiners, possessives and titles."""
    words = (
        _POSSESSIVE.sub("", match.group()).casefold().replace("’", "'") for match in _TOKEN.finditer(text)
    )
    return tuple(word for word in words if word and word not in _DETERMINERS and word not in titles)


def same_entity(left: Sequence[str], right: Sequence[str], entity_type: str) -> bool:
    """Whether two tokenised names can stand for one entity.

    People share their last word and one form holds the other ("Zhao", "Shengjia Zhao"), or the short one is the
    first word. Organisations begin alike ("Meta", "Meta Platforms") or one is the other's acronym. Everything else
    must be equal or be contained.
    """
    if not left or not right:
        return False
    short, long = (left, right) if len(left) <= len(right) else (right, left)
    if list(short) == list(long):
        return True
    if entity_type == "person":
        return (short[-1] == long[-1] and set(short) <= set(long)) or (
            len(short) == 1 and short[0] == long[0]
        )
    if entity_type == "organization":
        return list(long[: len(short)]) == list(short) or _is_acronym(short, long)
    return len(short) > 1 and " ".join(short) in " ".join(long)


def _is_acronym(short: Sequence[str], long: Sequence[str]) -> bool:
    letters = "".join(word[0] for word in long)
    small = "".join(word[0] for word in long if word not in {"of", "and", "for", "in"})
    return len(short) == 1 and len(long) > 2 and short[0].replace(".", "") in {letters, small}
