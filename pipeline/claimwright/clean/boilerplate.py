"""Telling the article from what stands around it."""

from __future__ import annotations
from collections.abc import Sequence
from claimwright.clean.passages import Passage


def mark(passages: Sequence[Passage]) -> list[Passage]:
    """first version"""
    return list(passages)
