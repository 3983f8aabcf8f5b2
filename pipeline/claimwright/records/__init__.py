"""The records that pass between the stages: small, frozen, typed. One module owns each."""

from claimwright.records.alignment import Alignment, Piece
from claimwright.records.claim import (
    Argument,
    Claim,
    ClaimMention,
    DocumentReference,
    Modality,
    ModelReference,
)
from claimwright.records.decision import Action, Decision, Shown, Verdict
from claimwright.records.document import (
    Block,
    BlockKind,
    Document,
    Dropped,
    Metadata,
    Outcome,
    RawDocument,
    SourceFormat,
    Status,
)
from claimwright.records.mention import EntityMention, Trigger
from claimwright.records.relation import Relation
from claimwright.records.span import Span

__all__ = [
    "Action",
    "Alignment",
    "Argument",
    "Block",
    "BlockKind",
    "Claim",
    "ClaimMention",
    "Decision",
    "Document",
    "DocumentReference",
    "Dropped",
    "EntityMention",
    "Metadata",
    "Modality",
    "ModelReference",
    "Outcome",
    "Piece",
    "RawDocument",
    "Relation",
    "Shown",
    "SourceFormat",
    "Span",
    "Status",
    "Trigger",
    "Verdict",
]
