"""Labelled articles: compiled from annotators' words, stored stand-off, joined with their texts, checked."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from claimwright.corpora.reader import documents
    from claimwright.corpora.tables import load
    from claimwright.corpora.written import written_articles

__all__ = ["documents", "load", "written_articles"]

_MODULES = {"documents": "reader", "load": "tables", "written_articles": "written"}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - whatever the module has
    """Import what is asked for when it is asked for: ``python -m claimwright.corpora.inline`` stays light."""
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
