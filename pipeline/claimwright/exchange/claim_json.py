"""A claim as plain data and back: the key names of the contract (CLAIMS.md, section 2) and our additions.

Added to the contract's keys: ``schema_version``, each mention's ``modality`` and ``score``, the document's
``cluster`` and the claim's ``explanation``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from claimwright.errors import OutputError
from claimwright.records import (
    Argument,
    Claim,
    ClaimMention,
    DocumentReference,
    Modality,
    ModelReference,
    Span,
)
from claimwright.version import SCHEMA_VERSION

__all__ = ["claim_from_dict", "claim_to_dict", "reference_from_dict", "reference_to_dict"]


def claim_to_dict(claim: Claim) -> dict[str, Any]:
    """The claim as JSON-ready data, keys in the contract's order; offsets in code points, end exclusive."""
    return {
        "id": claim.id,
        "type": claim.type,
        "confidence": claim.confidence,
        "modality": claim.modality.value,
        "arguments": [_argument_to_dict(argument) for argument in claim.arguments],
        "mentions": [_mention_to_dict(mention) for mention in claim.mentions],
        "attribution": None if claim.attribution is None else _span_to_dict(claim.attribution),
        "document": reference_to_dict(claim.document),
        "model": {"name": claim.model.name, "version": claim.model.version},
        "explanation": dict(claim.explanation),
        "schema_version": SCHEMA_VERSION,
    }


def claim_from_dict(data: Mapping[str, Any], where: str = "") -> Claim:
    """The claim that ``claim_to_dict`` wrote; keys that are not ours are ignored.

    Args:
        data: one claim. What we add to the contract may be missing: a mention without ``modality`` takes the
            claim's, one without ``score`` its confidence.
        where: file and line, for the error.

    Raises:
        OutputError: E302 if a key is missing, has the wrong type, or a span does not fit its text.
    """
    try:
        _check_version(data)
        modality = Modality(data["modality"])
        confidence = float(data["confidence"])
        attribution = data.get("attribution")
        return Claim(
            id=_text(data["id"]),
            type=_text(data["type"]),
            confidence=confidence,
            modality=modality,
            arguments=tuple(_argument_from_dict(item) for item in data["arguments"]),
            mentions=tuple(_mention_from_dict(item, modality, confidence) for item in data["mentions"]),
            attribution=None if attribution is None else _span_from_dict(attribution),
            document=reference_from_dict(data["document"]),
            model=ModelReference(_text(data["model"]["name"]), _text(data["model"]["version"])),
            explanation={str(name): float(value) for name, value in data.get("explanation", {}).items()},
        )
    except KeyError as error:
        raise OutputError("E302", where, f"a claim lacks {error}") from error
    except (TypeError, ValueError, AttributeError, IndexError) as error:
        raise OutputError("E302", where, str(error)) from error


def reference_to_dict(reference: DocumentReference) -> dict[str, Any]:
    """How a claim names its document, as JSON-ready data."""
    return {
        "id": reference.id,
        "path": reference.path,
        "url": reference.url,
        "title": reference.title,
        "published": reference.published,
        "sha256": reference.sha256,
        "cluster": reference.cluster,
    }


def reference_from_dict(data: Mapping[str, Any]) -> DocumentReference:
    """The inverse of ``reference_to_dict``.

    Raises:
        KeyError: if a key is missing.
        TypeError: if a value is not text.
    """
    return DocumentReference(
        id=_text(data["id"]),
        path=_text(data["path"]),
        url=_optional(data["url"]),
        title=_optional(data["title"]),
        published=_optional(data["published"]),
        sha256=_text(data["sha256"]),
        cluster=_optional(data.get("cluster")),
    )


def _check_version(data: Mapping[str, Any]) -> None:
    version = str(data.get("schema_version", SCHEMA_VERSION))
    if version.partition(".")[0] != SCHEMA_VERSION.partition(".")[0]:
        raise ValueError(f"it follows version {version} of the schema, this program reads {SCHEMA_VERSION}")


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"expected text, found {value!r}"[:120])
    return value


def _optional(value: object) -> str | None:
    return None if value is None else _text(value)


def _span_to_dict(span: Span) -> dict[str, Any]:
    return {
        "text": span.text,
        "start": span.start,
        "end": span.end,
        "source_start": span.source_start,
        "source_end": span.source_end,
    }


def _span_from_dict(data: Mapping[str, Any]) -> Span:
    offsets = [data[key] for key in ("start", "end", "source_start", "source_end")]
    if any(type(offset) is not int for offset in offsets):
        raise TypeError(f"offsets must be whole numbers, found {offsets}")
    start, end, source_start, source_end = offsets
    return Span(start, end, source_start, source_end, _text(data["text"]))


def _argument_to_dict(argument: Argument) -> dict[str, Any]:
    normalized = argument.normalized
    return {
        "role": argument.role,
        "canonical": argument.canonical,
        "normalized": dict(normalized) if isinstance(normalized, Mapping) else normalized,
        "confidence": argument.confidence,
        **_span_to_dict(argument.span),
    }


def _argument_from_dict(data: Mapping[str, Any]) -> Argument:
    normalized = data["normalized"]
    if normalized is not None and not isinstance(normalized, str | Mapping):
        raise TypeError(f"normalized is neither text nor an object: {normalized!r}"[:120])
    return Argument(
        role=_text(data["role"]),
        span=_span_from_dict(data),
        canonical=_text(data["canonical"]),
        normalized=normalized,
        confidence=float(data["confidence"]),
    )


def _mention_to_dict(mention: ClaimMention) -> dict[str, Any]:
    return {
        "trigger": _span_to_dict(mention.trigger),
        "evidence": _span_to_dict(mention.evidence),
        "modality": mention.modality.value,
        "score": mention.score,
    }


def _mention_from_dict(data: Mapping[str, Any], modality: Modality, score: float) -> ClaimMention:
    return ClaimMention(
        trigger=_span_from_dict(data["trigger"]),
        evidence=_span_from_dict(data["evidence"]),
        modality=Modality(data.get("modality", modality)),
        score=float(data.get("score", score)),
    )
