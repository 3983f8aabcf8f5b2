"""Claims as they are written out (the contract's section 2)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from claimwright.records.span import Span

__all__ = ["Argument", "Claim", "ClaimMention", "DocumentReference", "Modality", "ModelReference"]


class Modality(StrEnum):
    """How the article tells the event."""

    ASSERTED = "asserted"
    PLANNED = "planned"
    POSSIBLE = "possible"
    DENIED = "denied"


@dataclass(frozen=True, slots=True)
class Argument:
    """One role of a claim.

    Attributes:
        role: a role of the claim's type.
        span: where the value stands.
        canonical: the fullest name of the entity in the document.
        normalized: date as ISO 8601 text, amount as ``{"min", "max", "currency", "per"}``, group as ``{"count"}``,
            or None.
        confidence: probability that this value fills this role.
    """

    role: str
    span: Span
    canonical: str
    normalized: str | Mapping[str, Any] | None
    confidence: float


@dataclass(frozen=True, slots=True)
class ClaimMention:
    """One place where the article tells the claim: the trigger, and the sentence as evidence.

    ``score`` is the model's raw score for this mention; ``modality`` how this mention tells it.
    """

    trigger: Span
    evidence: Span
    modality: Modality
    score: float


@dataclass(frozen=True, slots=True)
class DocumentReference:
    """The document a claim came from, as it is written out."""

    id: str
    path: str
    url: str | None
    title: str | None
    published: str | None
    sha256: str
    cluster: str | None = None


@dataclass(frozen=True, slots=True)
class ModelReference:
    """The model that made a claim."""

    name: str
    version: str


@dataclass(frozen=True, slots=True)
class Claim:
    """One fact an article tells, with everything needed to check it.

    Attributes:
        id: ``c_`` and 16 hex digits; the same document and fact give the same id everywhere.
        type: a claim type of the declarations.
        confidence: calibrated probability that a reviewer accepts the claim as it stands.
        modality: how it is told.
        arguments: in the order the declarations list the roles.
        mentions: in text order, at least one.
        attribution: who says so, where the text says it.
        document, model: where it came from and what made it.
        explanation: named features and scores behind the confidence.
    """

    id: str
    type: str
    confidence: float
    modality: Modality
    arguments: tuple[Argument, ...]
    mentions: tuple[ClaimMention, ...]
    attribution: Span | None
    document: DocumentReference
    model: ModelReference
    explanation: Mapping[str, float] = field(default_factory=dict)

    def values(self, role: str) -> tuple[str, ...]:
        """The canonical values of a role, empty if the claim does not have it."""
        return tuple(argument.canonical for argument in self.arguments if argument.role == role)
