"""Training examples: labelled documents turned into windows with targets."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from claimwright.encoder import Window, WindowBuilder, split_sentences
from claimwright.encoder.layout import ATTRIBUTION, Layout
from claimwright.entities.antecedents import distance_bucket
from claimwright.entities.names import MentionKind, kind_of, name_tokens
from claimwright.entities.resolve import REFERRING, candidates_for, group_names
from claimwright.records import Document, EntityMention
from claimwright.records.gold import GoldClaim, GoldDocument, GoldMention, Range
from claimwright.schema import Declarations
from claimwright.training.painting import Painter
from claimwright.training.readings import ReadingBuilder
from claimwright.training.targets import IGNORE, AntecedentExample, Example

__all__ = ["ExampleBuilder", "blank_example"]

_SURE_PRONOUNS = frozenset(("he", "she", "him", "his", "her", "hers"))
_OPTIONAL_WEIGHT = 0.3


@dataclass(frozen=True, slots=True)
class _Labels:
    """Gold labels moved into the cleaned text."""

    mentions: list[EntityMention]
    ignored: list[EntityMention]
    evidence: list[tuple[int, int]]


class ExampleBuilder:
    """Builds examples for one layout.

    Args:
        builder: cuts windows.
        layout: labels and their order.
        declarations: roles and pronouns.
        readings: builds what the second pass learns from.
    """

    def __init__(
        self, builder: WindowBuilder, layout: Layout, declarations: Declarations, readings: ReadingBuilder
    ) -> None:
        self.builder = builder
        self.readings = readings
        self.layout = layout
        self.declarations = declarations
        self._label = {name: number for number, name in enumerate(layout.labels)}

    def build(
        self, document: Document, gold: GoldDocument, silver: Sequence[EntityMention] | None = ()
    ) -> Example:
        """The example of one document.

        Args:
            document: cleaned.
            gold: its labels; ranges index the source.
            silver: entity mentions from another recogniser, trusted little, for sentences nobody labelled; None
                where none has looked at them: then they say nothing of entities.
        """
        example = blank_example(gold.path, self.builder.build(document.text, document.blocks), self.layout)
        labels = self._entity_labels(document, gold, silver or ())
        painter = Painter(example, self._label)
        painter.silver_ground(labels.evidence, self.layout, silver_known=silver is not None)
        for mention in labels.ignored:
            painter.paint(mention.start, mention.end, mention.type, known=False)
        for mention in sorted(labels.mentions, key=lambda m: m.start - m.end):
            painter.paint(mention.start, mention.end, mention.type)
        self._add_events(example, painter, document, gold)
        self._add_antecedents(example, painter, document, gold, labels.mentions)
        example.readings = self.readings.build(document, gold, example.windows)
        return example

    def _entity_labels(
        self, document: Document, gold: GoldDocument, silver: Sequence[EntityMention]
    ) -> _Labels:
        found: dict[tuple[int, int, str], EntityMention] = {}
        evidence: list[tuple[int, int]] = []
        sentences = split_sentences(document.text, document.blocks)
        for claim in gold.claims:
            for mention in claim.mentions:
                quote = document.alignment.to_clean(*mention.quote)
                if quote:
                    evidence.append(_whole_sentences(quote, sentences))
                for entity_type, place in self._typed_ranges(claim, mention):
                    _add(found, document, place, entity_type)
        for entity in gold.entities:
            _add(found, document, entity.range, entity.type)
        ignored = []
        for other in silver:
            key = (other.start, other.end, other.type)
            if any(other.start < end and start < other.end for start, end in evidence):
                if key not in found:
                    ignored.append(other)
            else:
                found.setdefault(key, other)
        for start, end in _pronouns(document.text):
            found.setdefault((start, end, "person"), _mention(document, start, end, "person"))
        return _Labels(list(found.values()), ignored, evidence)

    def _typed_ranges(self, claim: GoldClaim, mention: GoldMention) -> Iterable[tuple[str, Range]]:
        roles = self.declarations.claim_types[claim.type].roles
        for role, place in mention.arguments.items():
            yield roles[role].entity_types[0], place
        yield from mention.others

    def _add_events(self, example: Example, painter: Painter, document: Document, gold: GoldDocument) -> None:
        weights: dict[tuple[int, int, str], float] = {}
        for claim in gold.claims:
            for mention in claim.mentions:
                place = document.alignment.to_clean(*mention.trigger)
                if place:
                    weight = _OPTIONAL_WEIGHT if claim.optional else 1.0
                    key = (*place, claim.type)
                    weights[key] = max(weight, weights.get(key, 0.0))
                if mention.attribution and (by := document.alignment.to_clean(*mention.attribution)):
                    painter.paint(*by, ATTRIBUTION)
        for (start, end, claim_type), weight in weights.items():
            pieces = painter.paint(start, end, claim_type, weight=weight)
            if pieces is not None:
                example.labelled.add(pieces[0])

    def _add_antecedents(
        self,
        example: Example,
        painter: Painter,
        document: Document,
        gold: GoldDocument,
        mentions: Sequence[EntityMention],
    ) -> None:
        ordered = sorted(mentions, key=lambda m: (m.start, -m.end, m.type))
        kinds = [kind_of(mention.text, mention.type, self.declarations) for mention in ordered]
        groups = group_names(ordered, kinds, self.declarations)
        group_of = {index: number for number, group in enumerate(groups) for index in group}
        place_of = {(m.start, m.end, m.type): number for number, m in enumerate(ordered)}
        names = _names_of_entities(gold, self.declarations)
        for entity in gold.entities:
            clean = document.alignment.to_clean(*entity.range)
            number = place_of.get((*clean, entity.type)) if clean else None
            if number is None or entity.type not in REFERRING or kinds[number] is MentionKind.NAME:
                continue
            candidates = candidates_for(number, ordered, group_of)
            item = self._antecedent(painter, ordered, number, candidates, names.get(entity.entity, set()))
            if item is not None:
                example.antecedents.append(item)

    def _antecedent(
        self,
        painter: Painter,
        mentions: Sequence[EntityMention],
        number: int,
        candidates: Sequence[int],
        wanted: set[tuple[str, ...]],
    ) -> AntecedentExample | None:
        anaphor = mentions[number]
        placed = [(painter.find(mentions[i].start, mentions[i].end), i) for i in candidates]
        here = painter.find(anaphor.start, anaphor.end)
        known = [(pieces, i) for pieces, i in placed if pieces is not None]
        right = tuple(n for n, (_, i) in enumerate(known) if _matches(name_tokens(mentions[i].text), wanted))
        # A name that is no candidate cannot be learnt; a nominal without a name teaches "none".
        if here is None or not known or (wanted and not right):
            return None
        distances = tuple(distance_bucket(anaphor.start, mentions[i].start) for _, i in known)
        return AntecedentExample(here, tuple(pieces for pieces, _ in known), distances, right)


def blank_example(path: str, windows: list[Window], layout: Layout, *, known: bool = True) -> Example:
    """An example in which everything is outside of every label or, if nothing is known, says nothing."""
    shape = len(layout.labels)
    tag = 0 if known else IGNORE
    return Example(
        path,
        windows,
        [np.full((len(window.ids), shape), tag, dtype=np.int64) for window in windows],
        [np.ones((len(window.ids), shape), dtype=np.float32) for window in windows],
    )


def _names_of_entities(gold: GoldDocument, declarations: Declarations) -> dict[int, set[tuple[str, ...]]]:
    """The tokenised names of each entity, from its own mentions and from the forms of the claims it is in."""
    names: dict[int, set[tuple[str, ...]]] = {}
    entity_at = {(entity.range, entity.type): entity.entity for entity in gold.entities}
    for entity in gold.entities:
        text = gold.text[entity.range.start : entity.range.end]
        if kind_of(text, entity.type, declarations) is MentionKind.NAME:
            names.setdefault(entity.entity, set()).add(name_tokens(text))
    for claim in gold.claims:
        roles = declarations.claim_types[claim.type].roles
        for mention in claim.mentions:
            for role, place in mention.arguments.items():
                entity_type = roles[role].entity_types[0]
                number = entity_at.get((place, entity_type))
                if number is None:
                    continue
                forms = claim.arguments.get(role, ())
                named = [
                    form for form in forms if kind_of(form, entity_type, declarations) is MentionKind.NAME
                ]
                names.setdefault(number, set()).update(name_tokens(form) for form in named)
    return names


def _matches(tokens: tuple[str, ...], wanted: set[tuple[str, ...]]) -> bool:
    return bool(tokens) and any(
        set(tokens) <= set(form) or set(form) <= set(tokens) for form in wanted if form
    )


def _mention(document: Document, start: int, end: int, entity_type: str) -> EntityMention:
    return EntityMention(start, end, document.text[start:end], entity_type, 1.0)


def _add(
    found: dict[tuple[int, int, str], EntityMention], document: Document, place: Range, entity_type: str
) -> None:
    clean = document.alignment.to_clean(*place)
    if clean:
        found[(*clean, entity_type)] = _mention(document, *clean, entity_type)


def _pronouns(text: str) -> Iterable[tuple[int, int]]:
    start = 0
    for word in text.split():
        start = text.index(word, start)
        bare = word.strip("\"'“”‘’.,;:!?()—–").lower()
        if bare in _SURE_PRONOUNS:
            left = start + word.lower().index(bare)
            yield left, left + len(bare)
        start += len(word)


def _whole_sentences(quote: tuple[int, int], sentences: Sequence[tuple[int, int]]) -> tuple[int, int]:
    start, end = quote
    for left, right in sentences:
        if left < end and start < right:
            start, end = min(start, left), max(end, right)
    return start, end
