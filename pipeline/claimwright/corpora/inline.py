"""Compiles a written article with inline marks into text and labels; nothing is guessed.

``python -m claimwright.corpora.inline FILE...`` checks files and prints every fault with its line.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from claimwright.corpora.entities import mention_kind
from claimwright.corpora.labels import ClaimLine, Labels, read_labels
from claimwright.corpora.marks import EntityTag, EventTag, Fault, Mark, MarkedText, read_marks
from claimwright.corpora.sentences import Outline, outline
from claimwright.corpora.validate import label_faults
from claimwright.errors import ClaimwrightError, InputError
from claimwright.records.claim import Modality
from claimwright.records.gold import (
    GoldClaim,
    GoldDocument,
    GoldEntityMention,
    GoldMention,
    MentionKind,
    Range,
)
from claimwright.schema import Declarations, load_declarations

__all__ = ["Written", "compile_inline"]

SEPARATOR = "%%%"
_TEST_SHARE = 10  # one story in ten, by digest, is a test story


@dataclass(frozen=True, slots=True)
class Written:
    """A written article, compiled.

    Attributes:
        document: text and labels.
        style: what kind of piece it is.
        rules: what it exercises, free words.
        story: what it shares with other tellings of the same story; its own id if alone.
    """

    document: GoldDocument
    style: str
    rules: tuple[str, ...]
    story: str


@dataclass(frozen=True, slots=True)
class _Words:
    """One mention of an entity, as marked."""

    place: Range
    kind: MentionKind
    ties: tuple[str, ...]


@dataclass(slots=True)
class _Entity:
    """An entity of the article, gathered from its marks."""

    type: str
    number: int
    line: int
    words: list[_Words] = field(default_factory=list)
    forms: tuple[str, ...] = ()


@dataclass(slots=True)
class _Draft:
    """What one compilation works on."""

    text: str
    outline: Outline
    declarations: Declarations
    faults: list[Fault]
    entities: dict[str, _Entity] = field(default_factory=dict)
    triggers: dict[str, Range] = field(default_factory=dict)
    parts: dict[tuple[str, str], Range] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)


def compile_inline(source: str, name: str, declarations: Declarations | None = None) -> Written:
    """Compile one article.

    Args:
        source: the file's text.
        name: its path below the folder of written articles.
        declarations: types, roles and pronouns; None for those of the package.

    Raises:
        InputError: E501 with the line of the first fault and a list of all.
    """
    declared = declarations or load_declarations()
    article, first, lines = _parts(source)
    marked = read_marks(article)
    labels = read_labels(lines, first, declared)
    draft = _Draft(marked.text, outline(marked.text), declared, [*marked.faults, *labels.faults])
    if not lines:
        draft.faults.append(Fault(first, f"no line {SEPARATOR} with labels below it"))
    _gather(marked, draft)
    _name_entities(labels, draft)
    _check_use(labels, draft)
    _refuse(draft.faults, name)
    claims = tuple(_claim(line, labels, draft) for line in labels.claims)
    story = labels.keys.get("story") or name
    written = GoldDocument(
        source="written",
        path=name,
        sha256=hashlib.sha256(draft.text.encode()).hexdigest(),
        split=_split(story),
        tag=labels.keys["style"],
        claims=claims,
        text=draft.text,
        entities=tuple(_entity_mentions(draft.entities.values())),
    )
    _refuse(_label_faults(written, labels, declared), name)
    rules = tuple(rule.strip() for rule in labels.keys.get("rules", "").split(",") if rule.strip())
    return Written(written, labels.keys["style"], rules, story)


def _parts(source: str) -> tuple[str, int, list[str]]:
    """The article, the number of the first label line, the label lines."""
    lines = source.split("\n")
    for index, line in enumerate(lines):
        if line.strip() == SEPARATOR:
            return "\n".join(lines[:index]).rstrip() + "\n", index + 2, lines[index + 1 :]
    return source, len(lines), []


def _split(story: str) -> str:
    return "test" if int(hashlib.sha256(story.encode()).hexdigest(), 16) % _TEST_SHARE == 0 else "train"


def _refuse(faults: Iterable[Fault], name: str) -> None:
    ordered = sorted(faults, key=lambda fault: fault.line)
    if ordered:
        detail = "; ".join(f"line {fault.line}: {fault.what}" for fault in ordered)
        raise InputError("E501", f"{name}:{ordered[0].line}", detail)


def _gather(marked: MarkedText, draft: _Draft) -> None:
    """Sort the marks into entities, triggers, cues and sources."""
    for mark in marked.marks:
        if _cuts_word(draft.text, mark.place):
            draft.faults.append(Fault(mark.line, f"a mark cuts a word: {_slice(draft, mark.place)!r}"))
        for tag in mark.tags:
            if isinstance(tag, EntityTag):
                _gather_entity(tag, mark, draft)
            else:
                _gather_event(tag, mark, draft)


def _gather_entity(tag: EntityTag, mark: Mark, draft: _Draft) -> None:
    entity = draft.entities.setdefault(tag.id, _Entity(tag.type, len(draft.entities), mark.line))
    kind = mention_kind(_slice(draft, mark.place), tag.type, draft.declarations)
    if kind is not MentionKind.PRONOUN:
        kind = MentionKind.NOMINAL if tag.nominal else MentionKind.NAME
    entity.words.append(_Words(mark.place, kind, tag.ties))


def _gather_event(tag: EventTag, mark: Mark, draft: _Draft) -> None:
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


def _slice(draft: _Draft, place: Range) -> str:
    return " ".join(draft.text[place.start : place.end].split())


def _name_entities(labels: Labels, draft: _Draft) -> None:
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


def _wordings(entity: _Entity, kind: MentionKind, draft: _Draft) -> list[str]:
    """The different wordings of a kind, the longest first."""
    found = dict.fromkeys(_slice(draft, words.place) for words in entity.words if words.kind is kind)
    return sorted(found, key=len, reverse=True)


def _pronouns(entity: _Entity, draft: _Draft) -> tuple[str, ...]:
    return draft.declarations.pronouns.get(entity.type, ())


def _check_use(labels: Labels, draft: _Draft) -> None:
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


def _claim_faults(claim: ClaimLine, draft: _Draft) -> Iterator[str]:
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


def _claim(line: ClaimLine, labels: Labels, draft: _Draft) -> GoldClaim:
    roles = [role for role in draft.declarations.claim_types[line.type].roles if role in line.roles]
    mentions = [_mention(trigger, modality, line, draft) for trigger, modality in line.triggers.items()]
    values = {
        role: labels.normalized[line.roles[role]][1]
        for role in roles
        if line.roles[role] in labels.normalized
    }
    return GoldClaim(
        type=line.type,
        modality=Modality(line.modality),
        optional=line.optional,
        arguments={role: draft.entities[line.roles[role]].forms for role in roles},
        evidence=tuple(sorted({mention.quote for mention in mentions})),
        mentions=tuple(sorted(mentions, key=lambda mention: mention.trigger)),
        normalized=values,
    )


def _mention(trigger: str, modality: str, line: ClaimLine, draft: _Draft) -> GoldMention:
    place = draft.triggers[trigger]
    quote = draft.outline.sentence(place)
    arguments = {
        role: found
        for role, name in line.roles.items()
        if (found := _worded(trigger, draft.entities[name], draft))
    }
    taken = set(arguments.values())
    others = {
        (entity.type, words.place)
        for entity in draft.entities.values()
        for words in entity.words
        if quote.contains(words.place) and words.place not in taken
    }
    return GoldMention(
        quote=quote,
        trigger=place,
        arguments=arguments,
        modality=Modality(modality),
        cue=draft.parts.get((trigger, "cue")),
        attribution=draft.parts.get((trigger, "by")),
        others=tuple(sorted(others, key=lambda other: other[1])),
    )


def _worded(trigger: str, entity: _Entity, draft: _Draft) -> Range | None:
    """The mention of an entity that fills its role at a trigger: the tied one, else the nearest in reach."""
    tied = [words.place for words in entity.words if trigger in words.ties]
    if tied:
        return tied[0]
    place = draft.triggers[trigger]
    for reach in (draft.outline.sentence(place), draft.outline.paragraph(place)):
        inside = [words.place for words in entity.words if reach.contains(words.place)]
        if inside:
            return min(
                inside, key=lambda other: (max(other.start - place.end, place.start - other.end), other)
            )
    return None


def _entity_mentions(entities: Iterable[_Entity]) -> list[GoldEntityMention]:
    found = [
        GoldEntityMention(entity.type, words.place, entity.number, words.kind)
        for entity in entities
        for words in entity.words
    ]
    return sorted(found, key=lambda mention: (mention.range, mention.type))


def _label_faults(document: GoldDocument, labels: Labels, declared: Declarations) -> list[Fault]:
    return [
        Fault(labels.claims[fault.claims[-1] - 1].line, fault.what)
        for fault in label_faults(document, declared)
    ]


def main(files: list[str]) -> int:
    """Check files, print a line for each, return 1 if any has a fault."""
    failed = 0
    for file in files:
        try:
            written = compile_inline(Path(file).read_text(encoding="utf-8"), file)
        except (ClaimwrightError, OSError, ValueError) as error:
            failed = 1
            print(error)
        else:
            claims = written.document.claims
            print(f"{file}: {len(claims)} claims, {sum(len(claim.mentions) for claim in claims)} mentions")
    return failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
