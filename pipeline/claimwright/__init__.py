"""Structured, calibrated claims about people at companies, read from news articles.

Everything is imported when it is first asked for, so that ``import claimwright`` costs nothing.

Example:
    >>> import claimwright
    >>> for claim in claimwright.extract("article.html"):  # doctest: +SKIP
    ...     print(claim.type, claim.confidence, claim.values("person"), claim.mentions[0].evidence.text)
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from claimwright.batch.extract import extract
    from claimwright.nlp import load
    from claimwright.records import Claim
    from claimwright.version import __version__

__all__ = ["Claim", "__version__", "extract", "load"]

_HOMES = {
    "Claim": "claimwright.records",
    "__version__": "claimwright.version",
    "extract": "claimwright.batch.extract",
    "load": "claimwright.nlp",
}


def __getattr__(name: str) -> object:
    """Import the home of a public name on first use."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *_HOMES})
