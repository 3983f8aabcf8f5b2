"""Operations on a draft: each gives a new one."""

from __future__ import annotations

from dataclasses import replace

from claimwright.exchange.article import Place
from claimwright.review.editing.draft import ATTRIBUTION, TRIGGER, Draft, Slot
from claimwright.review.editing.tokens import Tokens, trim
from claimwright.schema import Declarations

__all__ = ["assign", "change_modality", "change_type", "find_words", "remove", "start_slot", "without_part"]


def change_type(draft: Draft, name: str, declarations: Declarations) -> tuple[Draft, tuple[str, ...]]:
    """The draft as a claim of another type, and the roles that had to go, as the new type does not have them.

    Raises:
        ValueError: if the type is not declared.
    """
    declared = declarations.claim_types.get(name)
    if declared is None:
        raise ValueError(f"no claim type is called {name!r}")
    part = draft.current
    kept = tuple((role, place) for role, place in part.arguments if role in declared.roles)
    gone = tuple(dict.fromkeys(role for role, _ in part.arguments if role not in declared.roles))
    changed = draft.with_current(replace(part, type=name, arguments=kept))
    known = {TRIGGER, ATTRIBUTION, *declared.roles}
    return (changed if changed.slot.name in known else replace(changed, slot=Slot(TRIGGER))), gone


def change_modality(draft: Draft, name: str, declarations: Declarations) -> Draft:
    """The draft told in another way.

    Raises:
        ValueError: if the modality is not declared.
    """
    if name not in declarations.modalities:
        raise ValueError(f"no modality is called {name!r}")
    return draft.with_current(replace(draft.current, modality=name))


def assign(draft: Draft, slot: Slot, place: Place, text: str) -> Draft:
    """The draft with a place put into a slot, white space at its edges left out; the slot is then worked on.

    Raises:
        ValueError: if the place shows nothing.
    """
    start, end = trim(text, max(place.start, 0), min(place.end, len(text)))
    if start >= end:
        raise ValueError("no text is selected")
    places = list(draft.places(slot.name))
    number = min(slot.number, len(places))
    places[number : number + 1] = [Place(start, end)]
    return replace(_with_places(draft, slot.name, places), slot=Slot(slot.name, number))


def remove(draft: Draft, slot: Slot) -> Draft:
    """The draft without the value of a slot."""
    places = list(draft.places(slot.name))
    del places[slot.number : slot.number + 1]
    return _with_places(draft, slot.name, places)


def find_words(draft: Draft, slot: Slot, words: str, text: str) -> Draft:
    """The draft with a slot put where the words stand that the reviewer typed, at the place nearest to the trigger.

    Case counts only if it tells places apart.

    Raises:
        ValueError: if they do not stand in the text.
    """
    wanted = " ".join(words.split())
    if not wanted:
        raise ValueError("type the words as they stand in the article")
    near = draft.current.triggers[0].start if draft.current.triggers else 0
    places = _occurrences(text, wanted) or _occurrences(text.casefold(), wanted.casefold(), text)
    if not places:
        raise ValueError(f"the article does not say “{wanted[:80]}”")
    return assign(draft, slot, min(places, key=lambda place: abs(place.start - near)), text)


def start_slot(draft: Draft, slot: Slot, text: str) -> Draft:
    """The draft with an empty slot put on the word after the trigger, to be moved from there without a mouse."""
    near = draft.current.triggers[0].end if draft.current.triggers else 0
    tokens = Tokens(text)
    start = tokens.start_after(near - 1)
    if start is None:
        start = tokens.start_before(near)
    end = None if start is None else tokens.end_after(start)
    if start is None or end is None:
        raise ValueError("the article has no words")
    return assign(draft, slot, Place(start, end), text)


def without_part(draft: Draft) -> Draft:
    """A split with one part less; the last but one stay.

    Raises:
        ValueError: if it has two parts: less is no split.
    """
    if len(draft.parts) <= 2:
        raise ValueError("a split has at least two parts")
    parts = draft.parts[: draft.part] + draft.parts[draft.part + 1 :]
    return replace(draft, parts=parts, part=min(draft.part, len(parts) - 1), slot=Slot(TRIGGER))


def _with_places(draft: Draft, name: str, places: list[Place]) -> Draft:
    part = draft.current
    if name == TRIGGER:
        return draft.with_current(replace(part, triggers=tuple(dict.fromkeys(places))))
    if name == ATTRIBUTION:
        return draft.with_current(replace(part, attribution=places[-1] if places else None))
    others = [entry for entry in part.arguments if entry[0] != name]
    ours = [(name, place) for place in dict.fromkeys(places)]
    return draft.with_current(replace(part, arguments=tuple(others + ours)))


def _occurrences(text: str, words: str, original: str | None = None) -> list[Place]:
    if original is not None and len(text) != len(original):  # folding moved the offsets
        return []
    places = []
    start = text.find(words)
    while start >= 0:
        places.append(Place(start, start + len(words)))
        start = text.find(words, start + 1)
    return places
