"""Entities: mentions from scores, names grouped into document entities, pronouns and nominals tied to them."""

from claimwright.entities.antecedents import AntecedentScorer
from claimwright.entities.document import DocumentEntities, Entity
from claimwright.entities.names import MentionKind, kind_of
from claimwright.entities.recognise import recognise, trimmed
from claimwright.entities.resolve import resolve

__all__ = [
    "AntecedentScorer",
    "DocumentEntities",
    "Entity",
    "MentionKind",
    "kind_of",
    "recognise",
    "resolve",
    "trimmed",
]
