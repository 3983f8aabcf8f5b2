"""Labelled documents: what people say an article claims."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, NamedTuple

from claimwright.records.claim import Modality

__all__ = ["GoldClaim", "GoldDocument", "GoldEntityMention", "GoldMention", "MentionKind", "Range"]


class Range(NamedTuple):
    """A run of the decoded original document, in Unicode code points, end exclusive."""

    start: int
    end: int

    def overlaps(self, other: Range) -> bool:
        """Whether the two share a code point."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Range) -> bool:
        """Whether ``other`` lies within this range."""
        return self.start <= other.start and other.end <= self.end


class MentionKind(StrEnum):
    """How words point to an entity."""

    NAME = "name"
    NOMINAL = "nominal"
    PRONOUN = "pronoun"


@dataclass(frozen=True, slots=True)
class GoldEntityMention:
    """Words that name or stand for an entity.

    Attributes:
        type: an entity type of the declarations.
        range: where the words stand.
        entity: number of the entity within its document, from 0; equal numbers mean the same entity.
        kind: name, nominal or pronoun.
    """

    type: str
    range: Range
    entity: int
    kind: MentionKind


@dataclass(frozen=True, slots=True)
class GoldMention:
    """One place where an article tells a claim.

    Attributes:
        quote: the words that tell it, trigger included: normally the sentence or clause.
        trigger: the word or words that express the event.
        arguments: for each role that is worded here or next to here, where; a pronoun or nominal counts.
        modality: how it is told here.
        cue: the words that show a modality other than asserted.
        attribution: who says so, as worded.
        others: entity type and place of names within the quote that fill no role of this mention.
    """

    quote: Range
    trigger: Range
    arguments: Mapping[str, Range]
    modality: Modality
    cue: Range | None = None
    attribution: Range | None = None
    others: tuple[tuple[str, Range], ...] = ()


@dataclass(frozen=True, slots=True)
class GoldClaim:
    """One fact, as labelled.

    Attributes:
        type: a claim type of the declarations.
        modality: how the article tells it on the whole.
        optional: careful annotators may differ on it; it counts neither for nor against a prediction.
        arguments: role to the accepted forms of its one value, the fullest first.
        evidence: the quotes that tell it, in text order.
        mentions: the places that tell it with trigger and arguments; empty where only quotes were labelled.
        modality_any: every modality that is accepted, where annotators differed; empty means ``modality``
            alone.
        soft: roles only one of two annotators gave: not demanded of a prediction, and not held against it.
        normalized: role to its normalised value, where it was labelled.
    """

    type: str
    modality: Modality
    optional: bool
    arguments: Mapping[str, tuple[str, ...]]
    evidence: tuple[Range, ...]
    mentions: tuple[GoldMention, ...] = ()
    modality_any: tuple[Modality, ...] = ()
    soft: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    normalized: Mapping[str, Any] = field(default_factory=dict)

    @property
    def accepted_modalities(self) -> tuple[Modality, ...]:
        """The modalities a prediction may have."""
        return self.modality_any or (self.modality,)


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """A labelled document; all ranges index its decoded original.

    Attributes:
        source: the collection it comes from (``news``, ``press``, ``written``, ``dev``).
        path: where it stands in that collection.
        sha256: hex digest of the original bytes.
        split: ``train``, ``test`` or ``dev``.
        tag: how it was chosen for labelling (``random``, ``delay`` ...), or the style of a written article.
        claims: the labels.
        text: the decoded original, empty as long as labels and text are not joined.
        entities: every labelled mention of an entity, in text order; empty before labels and text are joined.
    """

    source: str
    path: str
    sha256: str
    split: str
    tag: str
    claims: tuple[GoldClaim, ...]
    text: str = ""
    entities: tuple[GoldEntityMention, ...] = ()
