"""Readers: one module a carrier; together they turn what is named into single documents."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from claimwright.clean.readers.paths import expand
from claimwright.records import Outcome, RawDocument, Status
from claimwright.settings import CleanSettings

__all__ = ["read"]


def read(
    inputs: Sequence[str | Path],
    settings: CleanSettings = CleanSettings(),  # noqa: B008
) -> Iterator[RawDocument | Outcome]:
    """Everything the inputs name, one document at a time."""
    for item in expand(inputs):
        if isinstance(item, Outcome):
            yield item
            continue
        try:
            yield RawDocument(str(item), Path(item).read_bytes())
        except OSError as error:
            yield Outcome(str(item), Status.FAILED, code="E102", detail=str(error))
