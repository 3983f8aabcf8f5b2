"""The screen on which a claim is put right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from claimwright.records import Action, Claim, Document
from claimwright.review.editing import Draft, Slot, draft_to_json, slots_of
from claimwright.review.editing.draft import ATTRIBUTION, TRIGGER
from claimwright.review.queue import Item
from claimwright.review.screens.article import ArticleView, draft_marks, show_article
from claimwright.review.screens.claim import label_of, line
from claimwright.schema import Declarations

__all__ = ["EditorRow", "EditorScreen", "Told", "editor_screen", "shown_words"]

_DIGITS = 9  # keys with a digit
_LABELS = {TRIGGER: "told by", ATTRIBUTION: "says so"}
_TITLES = {
    Action.CORRECT: "Put it right",
    Action.ADD: "Add a missed claim",
    Action.SPLIT: "Split it in two",
    Action.MERGE: "Merge two claims",
}


@dataclass(frozen=True, slots=True)
class EditorRow:
    """A row: a role, the trigger, or who says so.

    Attributes:
        slot: names it to the server.
        label: in words.
        digit: the key that puts the selection here, or empty.
        text: the words it holds, or empty.
        active: whether it is the one being worked on.
        key: whether the type is compared by it.
        needed: whether the claim is not whole without it.
    """

    slot: str
    label: str
    digit: str
    text: str
    active: bool
    key: bool
    needed: bool


@dataclass(frozen=True, slots=True)
class EditorScreen:
    """The editor.

    Attributes:
        item: what was on the screen before.
        title: what is being done.
        action: correct, add, split or merge.
        draft: as JSON, held by the page.
        past: earlier drafts as JSON list, held by the page.
        seen: the last log position when the item was shown.
        digest: of the claim that was shown, or empty.
        types: name and label of all types.
        modalities: names.
        type, modality: of the part being worked on.
        rows: of the part being worked on.
        parts: a short name of each part.
        part: number of the part being worked on.
        article: with the draft's marks.
        error, news: to be told, or empty.
        hue: of the type.
    """

    item: Item
    title: str
    action: str
    draft: str
    past: str
    seen: int
    digest: str
    types: tuple[tuple[str, str], ...]
    modalities: tuple[str, ...]
    type: str
    modality: str
    rows: tuple[EditorRow, ...]
    parts: tuple[str, ...]
    part: int
    article: ArticleView
    error: str = ""
    news: str = ""
    hue: int = 0

    kind = "editor"


@dataclass(frozen=True, slots=True)
class Told:
    """What the editor says above the rows, and what the page holds for it.

    ``typed`` are the words of rows (by slot) that could not be taken: they stay in their fields.
    """

    past: str = "[]"
    seen: int = 0
    digest: str = ""
    error: str = ""
    news: str = ""
    typed: Mapping[str, str] = field(default_factory=dict)


def editor_screen(
    draft: Draft,
    item: Item,
    document: Document,
    declarations: Declarations,
    told: Told,
    others: Sequence[Claim] = (),
) -> EditorScreen:
    """The editor of a draft."""
    part = draft.current
    place = draft.place(draft.slot) or (part.triggers[0] if part.triggers else None)
    return EditorScreen(
        item=item,
        title=_TITLES[draft.action],
        action=draft.action.value,
        draft=draft_to_json(draft),
        past=told.past,
        seen=told.seen,
        digest=told.digest,
        types=tuple((name, label_of(name, declarations)[0]) for name in declarations.claim_types),
        modalities=declarations.modalities,
        type=part.type,
        modality=str(part.modality),
        rows=_rows(draft, document.text, declarations, told.typed),
        parts=tuple(_name(number, draft, document.text) for number in range(len(draft.parts))),
        part=draft.part,
        article=show_article(
            document,
            draft_marks(part, draft.slot),
            others,
            focus=None if place is None else place.start,
        ),
        error=told.error,
        news=told.news,
        hue=label_of(part.type, declarations)[1],
    )


def shown_words(draft: Draft, slot: Slot, text: str) -> str:
    """The words in the field of a row, empty if it has none."""
    place = draft.place(slot)
    return line(text[place.start : place.end]) if place else ""


def _rows(
    draft: Draft, text: str, declarations: Declarations, typed: Mapping[str, str]
) -> tuple[EditorRow, ...]:
    declared = declarations.claim_types[draft.current.type]
    needed = {TRIGGER, *(entry for entry in declared.identity if "|" not in entry)}
    rows = []
    for number, slot in enumerate(slots_of(draft, declarations), start=1):
        rows.append(
            EditorRow(
                slot=str(slot),
                label=_LABELS.get(slot.name, slot.name.replace("_", " ")),
                digit=str(number) if number <= _DIGITS else "",
                text=typed.get(str(slot), shown_words(draft, slot, text)),
                active=draft.slot == slot,
                key=slot.name in declared.roles and declared.roles[slot.name].key,
                needed=draft.place(slot) is None and slot.name in needed,
            )
        )
    return tuple(rows)


def _name(number: int, draft: Draft, text: str) -> str:
    part = draft.parts[number]
    values = [line(text[place.start : place.end]) for _, place in part.arguments[:2]]
    return f"{number + 1}: {' · '.join(values)}" if values else f"{number + 1}"
