"""Mentions and triggers: what the model finds in the text before claims are assembled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

__all__ = ["EntityMention", "Trigger"]


@dataclass(frozen=True, slots=True)
class EntityMention:
    """A run of cleaned text that names or points to an entity.

    Attributes:
        start, end: code points of the cleaned text, end exclusive.
        text: the cleaned text it covers.
        type: an entity type of the declarations (``person``, ``organization`` ...).
        score: the model's probability, 0 to 1, not calibrated.
        entity: number of the document entity it belongs to, counted from 0, or None before resolution.
    """

    start: int
    end: int
    text: str
    type: str
    score: float
    entity: int | None = None


@dataclass(frozen=True, slots=True)
class Trigger:
    """A run of cleaned text that expresses an event.

    Attributes:
        start, end: code points of the cleaned text, end exclusive.
        text: the cleaned text it covers.
        type: a claim type of the declarations.
        score: the model's probability that the words express such an event.
        modality: probability of each modality; they sum to 1.
    """

    start: int
    end: int
    text: str
    type: str
    score: float
    modality: Mapping[str, float]
