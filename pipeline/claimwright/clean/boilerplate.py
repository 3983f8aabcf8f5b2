"""Telling the article from what stands around it.

The patterns are data (``boilerplate.json``); here is what they are held against, and what is recognised by place:
lists of links, captions above a credit, the author's own lines at the end. A full sentence is left out only where a
pattern names it, since a lost fact is worse than a kept advertisement.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from claimwright.clean.passages import Passage
from claimwright.clean.patterns import Patterns, Rule, load_patterns
from claimwright.clean.scripts import begins_foreign, main_script, script_of
from claimwright.records import BlockKind, Dropped

__all__ = ["mark"]

_HEAD = (BlockKind.TITLE, BlockKind.SUMMARY)
_STRAIGHT = str.maketrans("‘’“”\xa0", "''\"\" ")
_SENTENCE = re.compile(r"""[.!?…]["')\]]*$""")
_LONG = 350
"""Code points of a paragraph that is text of its own, whatever stands before it."""
_SHORT = 160
_GIVEN_NAME = 3


def mark(
    passages: Sequence[Passage], images: Iterable[Dropped] = (), authors: Sequence[str] = ()
) -> list[Passage]:
    """The passages, those that are not the article with a reason.

    Args:
        passages: in source order.
        images: where pictures stood, to tell their captions.
        authors: who wrote the article, to tell bylines and biographies.
    """
    if not passages:
        return []
    return _Recogniser(passages, load_patterns(), [item.source_start for item in images], authors).run()


class _Recogniser:
    """State of one article's recognition; ``reasons`` runs beside ``passages``."""

    def __init__(
        self, passages: Sequence[Passage], patterns: Patterns, images: Sequence[int], authors: Sequence[str]
    ) -> None:
        self.passages = passages
        self.patterns = patterns
        self.images = sorted(images)
        self.authors = {name.casefold() for name in authors}
        self.names = {part for name in authors for part in name.split() if len(part) >= _GIVEN_NAME}
        self.texts = [_folded(passage.text) for passage in passages]
        self.reasons: list[str | None] = [passage.reason for passage in passages]
        self.body = [number for number, passage in enumerate(passages) if passage.kind not in _HEAD]

    def run(self) -> list[Passage]:
        """Recognise everything, the certain before what builds on it."""
        self._other_scripts()
        self._rules()
        self._link_lists()
        self._sections()
        self._captions()
        self._ending()
        self._empty_headings()
        return [
            passage if reason is None else replace(passage, reason=reason)
            for passage, reason in zip(self.passages, self.reasons, strict=True)
        ]

    def _other_scripts(self) -> None:
        main = main_script(self.texts)
        for number, text in enumerate(self.texts):
            if self.reasons[number] is None and not (main == "latin" and text.isascii()):
                script = script_of(text)
                if (script is not None and script != main) or (
                    main is not None and begins_foreign(text, main)
                ):
                    self.reasons[number] = self.patterns.figures["other_script"]["reason"]

    def _rules(self) -> None:
        rules = [rule for rule in self.patterns.rules if not rule.end]
        wall: Rule | None = None
        for number in self.body:
            text = self.texts[number]
            heading = self.passages[number].kind is BlockKind.HEADING
            if wall is not None and (heading or _still(wall, text)):
                self.reasons[number] = self.reasons[number] or wall.reason
                continue
            wall = None
            if self.reasons[number] is not None:
                continue
            if text.casefold() in self.authors:
                self.reasons[number] = self.patterns.figures["author"]["byline"]
                continue
            for rule in rules:
                if len(text) <= rule.longest and _held(rule, self.passages[number], text):
                    self.reasons[number] = rule.reason
                    if rule.rest is not None and rule.rest.fullmatch(text):
                        wall = rule
                    break

    def _link_lists(self) -> None:
        """Runs of list items, and single lines, that are nothing but links."""
        items, lines = self.patterns.figures["link_list"], self.patterns.figures["linked_line"]
        run: list[int] = []
        for number in [*self.body, -1]:
            passage = self.passages[number]
            if number >= 0 and passage.kind is BlockKind.LIST_ITEM and self._linked(number) >= items["share"]:
                run.append(number)
                continue
            if len(run) >= items["run"]:
                for member in run:
                    self.reasons[member] = self.reasons[member] or items["reason"]
            run = []
            single = number >= 0 and passage.kind is BlockKind.PARAGRAPH and self.reasons[number] is None
            if (
                single
                and self._linked(number) >= lines["share"]
                and len(self.texts[number]) <= lines["longest"]
            ):
                self.reasons[number] = None if _SENTENCE.search(self.texts[number]) else lines["reason"]

    def _linked(self, number: int) -> float:
        """The share of a passage's text that stands in links."""
        return self.passages[number].linked / max(len(self.passages[number].text), 1)

    def _sections(self) -> None:
        """Headings over lists of links, with what follows as long as it is no sentence."""
        inside = False
        for number in self.body:
            passage, text = self.passages[number], self.texts[number]
            if self.patterns.openers.fullmatch(text) and len(text) <= _SHORT:
                self.reasons[number] = self.reasons[number] or self.patterns.section
                inside = True
            elif inside and self.reasons[number] is None:
                inside = self._belongs(number) and passage.kind is not BlockKind.HEADING
                if inside:
                    self.reasons[number] = self.patterns.section

    def _belongs(self, number: int) -> bool:
        """Whether a passage under such a heading is one more link rather than text."""
        text = self.texts[number]
        if self._linked(number) >= self.patterns.figures["link_list"]["share"]:
            return True
        return len(text) <= _SHORT and not _SENTENCE.search(text) and not re.search(r"[.!?] ", text)

    def _captions(self) -> None:
        """The passage between a picture, or the top of the article, and a credit."""
        figures = self.patterns.figures["caption"]
        for place, number in enumerate(self.body[1:], 1):
            before = self.body[place - 1]
            caption = self.passages[before]
            if self.reasons[number] != "credit" or self.reasons[before] is not None:
                continue
            top = self.passages[self.body[place - 2]].end if place > 1 else 0
            pictured = self._picture(top, caption.start)
            apart = self._picture(caption.end, self.passages[number].start)
            if not apart and (pictured or place == 1) and self._is_caption(before, pictured):
                self.reasons[before] = figures["reason"]

    def _is_caption(self, number: int, pictured: bool) -> bool:
        """Whether a passage looks like a caption: full sentences of an article stay even beside a picture."""
        text, figures = self.texts[number], self.patterns.figures["caption"]
        if self.passages[number].kind is not BlockKind.PARAGRAPH or len(text) > figures["longest"]:
            return False
        return (pictured and len(text) <= figures["short"]) or bool(self.patterns.captions.fullmatch(text))

    def _picture(self, start: int, end: int) -> bool:
        return any(start <= image < end for image in self.images)

    def _ending(self) -> None:
        """The author's lines: the unbroken run of them at the end, and one beside the byline at the top."""
        rules = [rule for rule in self.patterns.rules if rule.end]
        kept = [number for number in self.body if self.reasons[number] is None]
        for number in reversed(kept):
            if not self._authors_own(rules, number):
                break
        for number in kept[:2]:
            if self.reasons[number] is None and self.texts[number].startswith(("is a ", "is an ", "is the ")):
                self._authors_own(rules, number)

    def _authors_own(self, rules: Sequence[Rule], number: int) -> bool:
        """Mark a passage if it is about its author; say whether it was."""
        passage, text = self.passages[number], self.texts[number]
        first = text.split(None, 1)[0].removesuffix("'s")
        named = first in self.names and passage.kind is BlockKind.PARAGRAPH
        for rule in rules:
            if named or _held(rule, passage, text):
                self.reasons[number] = rule.reason
                return True
        return False

    def _empty_headings(self) -> None:
        """Headings under which everything was left out go with it."""
        below: str | None = None
        kept = False
        for number in reversed(self.body):
            if self.passages[number].kind is BlockKind.HEADING:
                if self.reasons[number] is None and below is not None and not kept:
                    self.reasons[number] = below
                below, kept = None, False
            elif self.reasons[number] is None:
                kept = True
            else:
                below = self.reasons[number]


def _folded(text: str) -> str:
    """White space folded and quotes straightened, as the patterns expect it."""
    return " ".join((text if text.isascii() else text.translate(_STRAIGHT)).split())


def _still(wall: Rule, text: str) -> bool:
    """Whether a passage after one that replaces the article belongs to it: no sentence, or one about the offer."""
    if len(text) > _LONG:
        return False
    return not _SENTENCE.search(text) or bool(wall.offers and wall.offers.search(text))


def _held(rule: Rule, passage: Passage, text: str) -> bool:
    """Whether a rule applies to a passage and matches it."""
    if len(text) > rule.longest or (rule.kinds and passage.kind not in rule.kinds):
        return False
    return rule.matches(text)
