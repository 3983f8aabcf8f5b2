"""Short ways to write claims down in tests."""

from __future__ import annotations

from typing import Any

from claimwright.records.claim import Modality
from claimwright.records.gold import GoldClaim, GoldDocument, Range


def gold_claim(
    kind: str = "hire", modality: str = "asserted", *, optional: bool = False, **arguments: Any
) -> GoldClaim:
    """A label; a value given as text stands for a list of that one form."""
    forms = {role: (value,) if isinstance(value, str) else tuple(value) for role, value in arguments.items()}
    return GoldClaim(kind, Modality(modality), optional, forms, (Range(0, 10),))


def gold_document(path: str, *claims: GoldClaim) -> GoldDocument:
    """A labelled document without text."""
    return GoldDocument("gold", path, "", "dev", "", claims)


def claim(
    kind: str = "hire", modality: str = "asserted", confidence: float = 0.5, path: str = "d.md", **roles: str
) -> dict[str, Any]:
    """A predicted claim as it is written out."""
    return {
        "type": kind,
        "modality": modality,
        "confidence": confidence,
        "arguments": [{"role": role, "text": value, "canonical": value} for role, value in roles.items()],
        "mentions": [{"evidence": {"source_start": 5, "source_end": 20}}],
        "document": {"path": path},
    }
