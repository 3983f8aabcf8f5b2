"""Compiles a written article with inline marks into text and labels; nothing is guessed.

``python -m claimwright.corpora.inline FILE...`` checks files and prints every fault with its line.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from claimwright.corpora.draft import Draft, MarkedEntity, make_draft
from claimwright.corpora.labels import ClaimLine, Labels, read_labels
from claimwright.corpora.marks import Fault, read_marks
from claimwright.corpora.validate import label_faults
from claimwright.errors import ClaimwrightError, InputError
from claimwright.records.claim import Modality
from claimwright.records.gold import (
    GoldClaim,
    GoldDocument,
    GoldEntityMention,
    GoldMention,
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
    draft = make_draft(marked, labels, declared)
    if not lines:
        draft.faults.append(Fault(first, f"no line {SEPARATOR} with labels below it"))
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


def _claim(line: ClaimLine, labels: Labels, draft: Draft) -> GoldClaim:
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


def _mention(trigger: str, modality: str, line: ClaimLine, draft: Draft) -> GoldMention:
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


def _worded(trigger: str, entity: MarkedEntity, draft: Draft) -> Range | None:
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


def _entity_mentions(entities: Iterable[MarkedEntity]) -> list[GoldEntityMention]:
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
