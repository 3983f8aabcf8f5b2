"""The patterns of what is not the article, loaded once from ``boilerplate.json``."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from claimwright.records import BlockKind

__all__ = ["Patterns", "Rule", "load_patterns"]


@dataclass(frozen=True, slots=True)
class Rule:
    """The patterns of one reason.

    Attributes:
        reason: what such passages are called in ``Document.dropped``.
        whole: matches all of a passage's folded text.
        rest: matches all of a passage after which nothing of the article follows.
        start: matches its beginning.
        contains: plain words, in lower case, that stand in it.
        offers: in a sentence after such a passage, shows that it still belongs to it.
        longest: code points; longer passages are not looked at.
        end: only the unbroken run of such passages at the end of the body is meant.
        kinds: only passages of these kinds; empty means all but titles and summaries.
    """

    reason: str
    whole: re.Pattern[str] | None
    rest: re.Pattern[str] | None
    start: re.Pattern[str] | None
    contains: tuple[str, ...]
    offers: re.Pattern[str] | None
    longest: int
    end: bool
    kinds: frozenset[BlockKind]

    def matches(self, text: str) -> bool:
        """Whether a folded text is of this kind."""
        return bool(
            (self.whole and self.whole.fullmatch(text))
            or (self.rest and self.rest.fullmatch(text))
            or (self.start and self.start.match(text))
            or (self.contains and any(map(text.casefold().__contains__, self.contains)))
        )


@dataclass(frozen=True, slots=True)
class Patterns:
    """All rules in order, and the figures of what is recognised by its place.

    Attributes:
        rules: tried in order.
        openers: matches a heading over a list of links; ``section`` is the reason of both.
        captions: matches what looks like a caption.
        figures: the remaining entries of the file, by name.
    """

    rules: tuple[Rule, ...]
    section: str
    openers: re.Pattern[str]
    captions: re.Pattern[str]
    figures: Mapping[str, Mapping[str, Any]]


@lru_cache(maxsize=1)
def load_patterns() -> Patterns:
    """The patterns that come with the package."""
    from importlib.resources import files

    data: dict[str, Any] = json.loads(
        files("claimwright.clean").joinpath("boilerplate.json").read_text("utf-8")
    )
    short: dict[str, str] = data["shorthand"]
    section = data["section"]
    figures = {name: value for name, value in data.items() if isinstance(value, dict)}
    rules = tuple(_rule(entry, short) for entry in data["rules"])
    captions = _compiled(data["caption"]["patterns"], short)
    return Patterns(rules, section["reason"], _compiled(section["openers"], short), captions, figures)


def _rule(entry: Mapping[str, Any], short: Mapping[str, str]) -> Rule:
    parts = {part: _compiled(entry[part], short) if part in entry else None for part in _PARTS}
    return Rule(
        reason=entry["reason"],
        whole=parts["whole"],
        rest=parts["rest"],
        start=parts["start"],
        contains=tuple(entry.get("contains", ())),
        offers=_compiled([entry["offers"]], short) if "offers" in entry else None,
        longest=entry["longest"],
        end=entry.get("where") == "end",
        kinds=frozenset(map(BlockKind, entry.get("kinds", ()))),
    )


_PARTS = ("whole", "rest", "start")


def _compiled(patterns: Sequence[str], short: Mapping[str, str]) -> re.Pattern[str]:
    """One pattern that matches what any of them matches."""
    joined = "|".join(f"(?:{pattern})" for pattern in patterns)
    for name, meaning in short.items():
        joined = joined.replace(name, meaning)
    return re.compile(joined, re.IGNORECASE)
