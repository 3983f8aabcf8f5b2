"""Reads inline marks: ``{words|tags}`` becomes the words, and where they stand.

The markup is described in ``docs/corpora.md``. This module knows its syntax only; what the tags mean together
is ``inline``'s business.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from claimwright.records.gold import Range

__all__ = ["ENTITY_LETTERS", "EntityTag", "EventTag", "Fault", "Mark", "MarkedText", "read_marks"]

ENTITY_LETTERS = {
    "p": "person",
    "o": "organization",
    "prod": "product",
    "job": "position",
    "d": "date",
    "m": "money",
    "comp": "component",
    "term": "period",
    "why": "reason",
}
"""What the letters of an entity id say about its type."""

_ENTITY = re.compile(rf"(~?)(({'|'.join(ENTITY_LETTERS)})\d+)((?:@t\d+)*)")
_EVENT = re.compile(r"(t\d+)(?:\.(cue|by))?")
_ESCAPED = "{}|"


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong in a marked file, at a line counted from 1."""

    line: int
    what: str


@dataclass(frozen=True, slots=True)
class EntityTag:
    """The words mean an entity: id, type, whether they only stand for it, the triggers tied to them."""

    id: str
    type: str
    nominal: bool
    ties: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EventTag:
    """The words are a trigger (``part`` is empty), or the ``cue`` or source (``by``) of one."""

    id: str
    part: str


@dataclass(frozen=True, slots=True)
class Mark:
    """Marked words: their place in the text without marks, their tags, and the line they open on."""

    place: Range
    tags: tuple[EntityTag | EventTag, ...]
    line: int


@dataclass(frozen=True, slots=True)
class MarkedText:
    """A text with its marks taken out, in the order in which they open, outer before inner."""

    text: str
    marks: tuple[Mark, ...]
    faults: tuple[Fault, ...]


def read_marks(source: str) -> MarkedText:
    """Take the marks out of a text.

    Never raises: what is not well-formed is in ``faults``, and the text then is what could be saved.
    """
    reader = _Reader(source)
    reader.run()
    marks = sorted(reader.marks, key=lambda mark: (mark.place.start, -mark.place.end))
    return MarkedText("".join(reader.out), tuple(marks), tuple(sorted(reader.faults, key=lambda f: f.line)))


class _Reader:
    """One pass over the source; ``open`` holds where the marks opened that are not closed yet."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.position = 0
        self.line = 1
        self.out: list[str] = []
        self.open: list[tuple[int, int]] = []
        self.marks: list[Mark] = []
        self.faults: list[Fault] = []

    def run(self) -> None:
        while self.position < len(self.source):
            self._step(self.source[self.position])
        self.faults += [Fault(line, "a mark is opened and never closed") for _, line in self.open]

    def _step(self, character: str) -> None:
        following = self.source[self.position + 1 : self.position + 2]
        self.position += 1
        if character == "\\" and following and following in _ESCAPED:
            self.position += 1
            self.out.append(following)
        elif character == "{":
            self.open.append((len(self.out), self.line))
        elif character == "|" and self.open:
            self._close()
        elif character == "}":
            self.faults.append(Fault(self.line, "a mark is closed that has no tags or was never opened"))
            if self.open:
                self.open.pop()
        else:
            self.line += character == "\n"
            self.out.append(character)

    def _close(self) -> None:
        """Read the tags after a bar, up to the brace that closes the mark."""
        start, line = self.open.pop()
        end = self.source.find("}", self.position)
        tags = self.source[self.position : end] if end >= 0 else ""
        if end < 0 or "\n" in tags or "{" in tags:
            self.faults.append(Fault(self.line, "tags are not closed by a brace on the same line"))
            return
        self.position = end + 1
        place = Range(start, len(self.out))
        self._check_words(place, line)
        self.marks.append(Mark(place, tuple(self._tags(tags)), line))

    def _check_words(self, place: Range, line: int) -> None:
        words = "".join(self.out[place.start : place.end])
        if not words.strip():
            self.faults.append(Fault(line, "a mark is empty"))
        elif words != words.strip():
            self.faults.append(Fault(line, f"a mark starts or ends with white space: {words!r}"))

    def _tags(self, tags: str) -> list[EntityTag | EventTag]:
        found: list[EntityTag | EventTag] = []
        for tag in tags.split():
            if entity := _ENTITY.fullmatch(tag):
                nominal, name, letters, ties = entity.groups()
                found.append(
                    EntityTag(name, ENTITY_LETTERS[letters], bool(nominal), tuple(ties.split("@")[1:]))
                )
            elif event := _EVENT.fullmatch(tag):
                found.append(EventTag(event.group(1), event.group(2) or ""))
            else:
                self.faults.append(Fault(self.line, f"unknown tag {tag!r}"))
        if not found and not tags.split():
            self.faults.append(Fault(self.line, "a mark has no tags"))
        return found
