"""A draft of what is right: one claim or, of a split, several, by the places of their parts in the text."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from claimwright.exchange.article import Place
from claimwright.exchange.marks import MarkedClaim
from claimwright.records import Action
from claimwright.schema import Declarations

__all__ = ["ATTRIBUTION", "TRIGGER", "Draft", "Slot", "draft_from_json", "draft_to_json", "slots_of"]

TRIGGER = "trigger"
ATTRIBUTION = "attribution"
_ACTIONS = (Action.CORRECT, Action.ADD, Action.SPLIT, Action.MERGE)
_MOST_PARTS = 20
_MOST_PLACES = 200


@dataclass(frozen=True, slots=True)
class Slot:
    """A row of the editor: a role, ``trigger`` or ``attribution``, and which of several values of it.

    A number one past the last value names the empty row in which a further value would go.
    """

    name: str
    number: int = 0

    def __str__(self) -> str:
        return f"{self.name}.{self.number}"

    @classmethod
    def parse(cls, text: str) -> Slot:
        """The slot that ``str`` wrote.

        Raises:
            ValueError: if it is none.
        """
        name, _, number = text.rpartition(".")
        if not name or not number.isdecimal() or len(number) > 3:
            raise ValueError(f"{text[:40]!r} is no slot")
        return cls(name, int(number))


@dataclass(frozen=True, slots=True)
class Draft:
    """What a reviewer is making.

    Attributes:
        action: correct, add, split or merge.
        targets: ids of the claims it will stand in place of; none for an addition.
        parts: what is right instead; one claim, but of a split several. A part may have no trigger yet.
        part: number of the part being worked on.
        slot: the row being worked on.
    """

    action: Action
    targets: tuple[str, ...]
    parts: tuple[MarkedClaim, ...]
    part: int = 0
    slot: Slot = Slot(TRIGGER)

    @property
    def current(self) -> MarkedClaim:
        """The part being worked on."""
        return self.parts[self.part]

    def with_current(self, changed: MarkedClaim) -> Draft:
        """The draft with another form of the part being worked on."""
        parts = (*self.parts[: self.part], changed, *self.parts[self.part + 1 :])
        return replace(self, parts=parts)

    def place(self, slot: Slot) -> Place | None:
        """Where the value of a slot of the current part stands, or None if it has none."""
        places = self.places(slot.name)
        return places[slot.number] if slot.number < len(places) else None

    def places(self, name: str) -> tuple[Place, ...]:
        """All values of a role, or the triggers, or who says so."""
        if name == TRIGGER:
            return self.current.triggers
        if name == ATTRIBUTION:
            return () if self.current.attribution is None else (self.current.attribution,)
        return tuple(place for role, place in self.current.arguments if role == name)


def slots_of(draft: Draft, declarations: Declarations) -> tuple[Slot, ...]:
    """The rows of the part being worked on, in order: its type's roles, the triggers, who says so; empty ones, too."""
    names = (*declarations.claim_types[draft.current.type].roles, TRIGGER, ATTRIBUTION)
    return tuple(Slot(name, number) for name in names for number in range(max(len(draft.places(name)), 1)))


def draft_to_json(draft: Draft) -> str:
    """The draft as text that the page holds; nothing of it is kept by the server."""
    parts = [
        {
            "type": part.type,
            "modality": part.modality,
            "triggers": part.triggers,
            "arguments": [[role, *place] for role, place in part.arguments],
            "attribution": part.attribution,
            "claim_id": part.claim_id,
        }
        for part in draft.parts
    ]
    data = {"action": draft.action, "targets": draft.targets, "part": draft.part, "slot": str(draft.slot)}
    return json.dumps({**data, "parts": parts}, separators=(",", ":"))


def draft_from_json(text: str, length: int, declarations: Declarations) -> Draft:
    """The draft that the page sends back, checked as what comes from outside.

    Args:
        text: JSON.
        length: of the document's text, in code points: no place may leave it.
        declarations: which types, roles and modalities there are.

    Raises:
        ValueError: if it is no draft of this text.
    """
    try:
        data = json.loads(text)
        parts = tuple(_part(item, length, declarations) for item in data["parts"])
        draft = Draft(
            action=Action(data["action"]),
            targets=tuple(_short(target) for target in data["targets"]),
            parts=parts,
            part=int(data["part"]),
            slot=Slot.parse(str(data["slot"])),
        )
    except (KeyError, TypeError, AttributeError, RecursionError, ValueError) as error:
        raise ValueError(f"the draft is damaged: {type(error).__name__}: {error}") from error
    if draft.action not in _ACTIONS or not 0 <= draft.part < len(parts) <= _MOST_PARTS:
        raise ValueError("the draft is damaged")
    return draft


def _part(data: Mapping[str, Any], length: int, declarations: Declarations) -> MarkedClaim:
    declared = declarations.claim_types.get(str(data["type"]))
    if declared is None:
        raise ValueError(f"no claim type is called {data['type']!r}")
    if data["modality"] not in declarations.modalities:
        raise ValueError(f"no modality is called {data['modality']!r}")
    arguments = tuple((str(role), _place(edges, length)) for role, *edges in data["arguments"])
    strange = [role for role, _ in arguments if role not in declared.roles]
    if strange:
        raise ValueError(f"{declared.name} has no role {strange[0]!r}")
    triggers = tuple(_place(edges, length) for edges in data["triggers"])
    if len(arguments) + len(triggers) > _MOST_PLACES:
        raise ValueError("too many places")
    attribution = data["attribution"]
    return MarkedClaim(
        type=declared.name,
        modality=str(data["modality"]),
        triggers=triggers,
        arguments=arguments,
        attribution=None if attribution is None else _place(attribution, length),
        claim_id=None if data["claim_id"] is None else _short(data["claim_id"]),
    )


def _place(edges: Iterable[Any], length: int) -> Place:
    start, end = (int(edge) for edge in edges)
    if not 0 <= start < end <= length:
        raise ValueError(f"[{start}, {end}) leaves the text")
    return Place(start, end)


def _short(text: object) -> str:
    if not isinstance(text, str) or not 0 < len(text) <= 200:
        raise ValueError("an id is missing or too long")
    return text
