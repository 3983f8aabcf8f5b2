"""A reviewer's decision on a claim."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

__all__ = ["Decision", "Verdict"]


class Verdict(StrEnum):
    """What a reviewer says of a claim."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Decision:
    """One entry of the decision log, attached to a document and a claim, not to a run.

    Attributes:
        claim_id: id of the claim decided on.
        document_sha256: hex digest of the document.
        verdict: accepted, rejected or unsure.
        reviewer: local name of who decided.
        decided_at: ISO 8601 date-time with offset.
        model_version: version of the model that had made the claim.
        seconds: how long the reviewer looked at it.
    """

    claim_id: str
    document_sha256: str
    verdict: Verdict
    reviewer: str
    decided_at: str
    model_version: str
    seconds: float
