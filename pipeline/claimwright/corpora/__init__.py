"""Labelled articles: compiled from annotators' words, stored stand-off, joined with their texts, checked."""

from claimwright.corpora.load import documents
from claimwright.corpora.tables import load
from claimwright.corpora.written import written_articles

__all__ = ["documents", "load", "written_articles"]
