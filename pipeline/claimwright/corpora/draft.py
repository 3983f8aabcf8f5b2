"""What the marks of a written article say before claims are made of them: its entities, triggers and cues."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from claimwright.corpora.entities import mention_kind
from claimwright.corpora.labels import ClaimLine, Labels
from claimwright.corpora.marks import EntityTag, EventTag, Fault, Mark, MarkedText
from claimwright.corpora.sentences import Outline, outline
from claimwright.records.gold import MentionKind, Range
from claimwright.schema import Declarations

__all__ = ["Draft", "MarkedEntity", "MarkedWords", "make_draft"]


@dataclass(frozen=True, slots=True)
class MarkedWords:
    """One mention of an entity, as marked: where, how it points to the entity, the triggers it is tied to."""

    place: Range
    kind: MentionKind
    ties: tuple[str, ...]


@dataclass(slots=True)
class MarkedEntity:
    """An entity of the article, gathered from its marks.

    Attributes:
        type: entity type of the declarations.
        number: its number within the article, from 0.
        line: where it is marked first.
        words: its mentions, in the order in which they are marked.
        forms: its accepted forms, the canonical name first.
    """

    type: str
    number: int
    line: int
    words: list[MarkedWords] = field(default_factory=list)
    forms: tuple[str, ...] = ()


@dataclass(slots=True)
class Draft:
    """What one compilation works on.

    Attributes:
        text: the article without marks.
        outline: its sentences and paragraphs.
        declarations: types, roles and pronouns.
        faults: everything found wrong so far.
        entities: by id.
        triggers: by id.
        parts: cues and sources, by trigger id and ``cue`` or ``by``.
        lines: the line where an event id is marked first.
    """

    text: str
    outline: Outline
    declarations: Declarations
    faults: list[Fault]
    entities: dict[str, MarkedEntity] = field(default_factory=dict)
    triggers: dict[str, Range] = field(default_factory=dict)
    parts: dict[tuple[str, str], Range] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)


def make_draft(marked: MarkedText, labels: Labels, declarations: Declarations) -> Draft:
    """Gather marks and labels; whatever is wrong with them together is in the draft's ``faults``."""
    draft = Draft(marked.text, outline(marked.text), declarations, [*marked.faults, *labels.faults])
    _gather(marked, draft)
    _name_entities(labels, draft)
    _check_use(labels, draft)
    return draft


def _gather(marked: MarkedText, draft: Draft) -> None:
    """Sort the marks into entities, triggers, cues and sources."""
    for mark in marked.marks:
        if _cuts_word(draft.text, mark.place):
            draft.faults.append(Fault(mark.line, f"a mark cuts a word: {_slice(draft, mark.place)!r}"))
        for tag in mark.tags:
            if isinstance(tag, EntityTag):
                _gather_entity(tag, mark, draft)
            else:
                _gather_event(tag, mark, draft)


def _gather_entity(tag: EntityTag, mark: Mark, draft: Draft) -> None:
    entity = draft.entities.setdefault(tag.id, MarkedEntity(tag.type, len(draft.entities), mark.line))
    kind = mention_kind(_slice(draft, mark.place), tag.type, draft.declarations)
    if kind is not MentionKind.PRONOUN:
        kind = MentionKind.NOMINAL if tag.nominal else MentionKind.NAME
    entity.words.append(MarkedWords(mark.place, kind, tag.ties))


def _gather_event(tag: EventTag, mark: Mark, draft: Draft) -> None:
    draft.lines.setdefault(tag.id, mark.line)
    if tag.part:
        if (tag.id, tag.part) in draft.parts:
            draft.faults.append(Fault(mark.line, f"{tag.id}.{tag.part} is marked twice"))
        draft.parts[tag.id, tag.part] = mark.place
    else:
        if tag.id in draft.triggers:
            draft.faults.append(Fault(mark.line, f"trigger {tag.id} is marked twice"))
        draft.triggers[tag.id] = mark.place


def _cuts_word(text: str, place: Range) -> bool:
    return any(0 < edge < len(text) and text[edge - 1].isalnum() and text[edge].isalnum() for edge in place)


def _slice(draft: Draft, place: Range) -> str:
    return " ".join(draft.text[place.start : place.end].split())


def _name_entities(labels: Labels, draft: Draft) -> None:
    """Give every entity its forms: the canonical name, then its other names, then what stands for it."""
    for name, (line, canonical) in labels.canonical.items():
        if name not in draft.entities:
            draft.faults.append(Fault(line, f"{name} is named but never marked"))
        elif canonical not in " ".join(draft.text.split()):
            draft.faults.append(Fault(line, f"the name of {name} is not in the article: {canonical!r}"))
    for name, entity in draft.entities.items():
        names = _wordings(entity, MentionKind.NAME, draft)
        rest = [
            *_wordings(entity, MentionKind.NOMINAL, draft),
            *_wordings(entity, MentionKind.PRONOUN, draft)[:1],
        ]
        if name in labels.canonical:
            names.insert(0, labels.canonical[name][1])
        elif names and names[0] == names[0].lower() and any(other != other.lower() for other in names):
            draft.faults.append(
                Fault(
                    entity.line, f"{name} would be called {names[0]!r}: mark what only stands for it with ~"
                )
            )
        nominal = [words for words in rest if words.casefold() not in _pronouns(entity, draft)]
        entity.forms = tuple(dict.fromkeys(names + nominal)) or tuple(rest)


def _wordings(entity: MarkedEntity, kind: MentionKind, draft: Draft) -> list[str]:
    """The different wordings of a kind, the longest first."""
    found = dict.fromkeys(_slice(draft, words.place) for words in entity.words if words.kind is kind)
    return sorted(found, key=len, reverse=True)


def _pronouns(entity: MarkedEntity, draft: Draft) -> tuple[str, ...]:
    return draft.declarations.pronouns.get(entity.type, ())


def _check_use(labels: Labels, draft: Draft) -> None:
    """Every trigger has a claim, every claim its triggers, every role an entity of a fitting kind."""
    used = {trigger for claim in labels.claims for trigger in claim.triggers}
    for trigger in sorted(draft.lines.keys() - used):
        draft.faults.append(Fault(draft.lines[trigger], f"{trigger} is marked but no claim has it"))
    for entity in draft.entities.values():
        for tie in {tie for words in entity.words for tie in words.ties} - draft.triggers.keys():
            draft.faults.append(Fault(entity.line, f"@{tie} ties to a trigger that is not marked"))
    for name, (line, _) in labels.normalized.items():
        if name not in draft.entities:
            draft.faults.append(Fault(line, f"{name} has a value but is never marked"))
    for claim in labels.claims:
        draft.faults += [Fault(claim.line, fault) for fault in _claim_faults(claim, draft)]


def _claim_faults(claim: ClaimLine, draft: Draft) -> Iterator[str]:
    declared = draft.declarations.claim_types[claim.type]
    for trigger in claim.triggers:
        if trigger not in draft.triggers:
            yield f"{trigger} is not marked"
    for role, name in claim.roles.items():
        entity = draft.entities.get(name)
        if entity is None:
            yield f"{role}={name}: {name} is not marked"
        elif entity.type not in declared.roles[role].entity_types:
            yield f"{role}={name}: a {entity.type} cannot be the {role}"
    for entry in dict.fromkeys((declared.one_claim_per, *(e for e in declared.identity if "|" in e))):
        if not any(role in claim.roles for role in entry.split("|")):
            yield f"needs {entry.replace('|', ' or ')}"
