"""Claims as they are written out, from drafts."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from claimwright.claims.calibrate import Calibrator
from claimwright.claims.draft import ClaimDraft, DraftMention
from claimwright.claims.features import THRESHOLD, features_of
from claimwright.claims.values import normalize_amount, normalize_count, normalize_date
from claimwright.entities.names import name_tokens
from claimwright.records import (
    Argument,
    Claim,
    ClaimMention,
    Document,
    DocumentReference,
    Modality,
    ModelReference,
)
from claimwright.schema import Role

__all__ = ["claim_id", "emit"]


def emit(
    draft: ClaimDraft,
    document: Document,
    calibrator: Calibrator,
    model: ModelReference,
    least: float | None = None,
) -> Claim:
    """The claim of a draft: values normalised, confidence calibrated, identified.

    Args:
        draft: an assembled fact.
        document: where it stands.
        calibrator: of the model that found it.
        model: named in the claim.
        least: the confidence such a claim must have, for its explanation.
    """
    values = features_of(draft, document)
    confidence = calibrator.confidence(draft.claim_type.name, values)
    modality = _modality(draft)
    arguments = tuple(
        _argument(role, draft, document, calibrator, modality)
        for role in draft.claim_type.roles.values()
        if role.name in draft.arguments
    )
    attribution = document.span(*draft.attribution) if draft.attribution else None
    return Claim(
        id=claim_id(document, draft.claim_type.name, arguments),
        type=draft.claim_type.name,
        confidence=round(draft.claim_type.prior if confidence is None else confidence, 4),
        modality=modality,
        arguments=arguments,
        mentions=tuple(_mention(mention, document) for mention in draft.mentions),
        attribution=attribution,
        document=reference(document),
        model=model,
        explanation=values if least is None else {**values, THRESHOLD: least},
    )


def reference(document: Document) -> DocumentReference:
    """How a claim names its document."""
    metadata = document.metadata
    return DocumentReference(
        document.id,
        document.path,
        metadata.url,
        metadata.title,
        metadata.published,
        document.sha256,
        document.cluster,
    )


def claim_id(document: Document, claim_type: str, arguments: tuple[Argument, ...]) -> str:
    """``c_`` and 16 hex digits of a SHA-256 over the document's digest, the type and the canonical arguments.

    Names are compared without case, determiners and possessives, so that small changes of a span keep the id.
    """
    values = sorted((argument.role, " ".join(name_tokens(argument.canonical))) for argument in arguments)
    content = json.dumps([document.sha256, claim_type, values], ensure_ascii=False, separators=(",", ":"))
    return "c_" + hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _modality(draft: ClaimDraft) -> Modality:
    """The modality with most weight over all tellings, each trigger weighing by its score."""
    weight: dict[str, float] = {}
    for mention in draft.mentions:
        for name, probability in mention.event.trigger.modality.items():
            weight[name] = weight.get(name, 0.0) + probability * mention.event.trigger.score
    return Modality(max(weight, key=lambda name: weight[name]))


def _argument(
    role: Role, draft: ClaimDraft, document: Document, calibrator: Calibrator, modality: Modality
) -> Argument:
    relation = draft.arguments[role.name]
    canonical = draft.canonical[role.name]
    return Argument(
        role=role.name,
        span=document.span(relation.mention.start, relation.mention.end),
        canonical=canonical,
        normalized=_normalized(role, draft, document, modality),
        confidence=round(calibrator.role_confidence(relation.score), 4),
    )


def _normalized(
    role: Role, draft: ClaimDraft, document: Document, modality: Modality
) -> str | Mapping[str, Any] | None:
    mention = draft.arguments[role.name].mention
    if role.normalize == "date":
        return normalize_date(mention.text, document.metadata.published, future=_lies_ahead(role, modality))
    if role.normalize == "amount":
        return normalize_amount(mention.text, _period(draft))
    return normalize_count(draft.canonical[role.name]) if mention.type == "person" else None


def _lies_ahead(role: Role, modality: Modality) -> bool | None:
    if role.tense is not None:
        return True if role.tense == "future" else None
    return modality in (Modality.PLANNED, Modality.POSSIBLE)


def _period(draft: ClaimDraft) -> str | None:
    """The words of what the pay is for, where the claim has them."""
    texts = [
        relation.mention.text for relation in draft.arguments.values() if relation.mention.type == "period"
    ]
    return texts[0] if texts else None


def _mention(mention: DraftMention, document: Document) -> ClaimMention:
    trigger = mention.event.trigger
    return ClaimMention(
        trigger=document.span(trigger.start, trigger.end),
        evidence=document.span(*mention.sentence),
        modality=mention.modality,
        score=round(trigger.score, 4),
    )
