"""Cleaning everything that is named: reading, cleaning, and finding the copies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from claimwright.clean.article import clean
from claimwright.clean.duplicates import Clusters
from claimwright.clean.readers import read
from claimwright.records import Document, Outcome, RawDocument, Status
from claimwright.settings import CleanSettings

__all__ = ["clean_all", "without_copies"]


def clean_all(
    inputs: Sequence[str | Path],
    settings: CleanSettings = CleanSettings(),  # noqa: B008
) -> Iterator[Outcome]:
    """Read and clean everything, one outcome for each input document, in input order.

    A document that is, byte for byte, an earlier one is skipped (S202). A document similar to an earlier one gets
    the id of the first of its kind as ``cluster`` (and is skipped with S203 if the settings say so). Since
    outcomes are handed on at once, that first document itself keeps ``cluster`` None: whoever groups documents
    takes ``document.cluster or document.id``.
    """
    yield from without_copies((_outcome(item, settings) for item in read(inputs, settings)), settings)


def _outcome(item: RawDocument | Outcome, settings: CleanSettings) -> Outcome:
    return clean(item, settings) if isinstance(item, RawDocument) else item


def without_copies(outcomes: Iterable[Outcome], settings: CleanSettings) -> Iterator[Outcome]:
    """Outcomes with exact copies skipped and near copies marked; for callers that clean in parallel."""
    clusters = Clusters(settings.near_duplicate)
    seen: dict[str, str] = {}
    for outcome in outcomes:
        document = outcome.document
        if document is None:
            yield outcome
            continue
        if document.sha256 in seen:
            yield _skipped(outcome, "S202", f"a copy of {seen[document.sha256]}")
            continue
        seen[document.sha256] = document.path
        yield _clustered(outcome, document, clusters, settings)


def _clustered(outcome: Outcome, document: Document, clusters: Clusters, settings: CleanSettings) -> Outcome:
    cluster = clusters.add(document.id, document.text)
    if cluster is None:
        return outcome
    if settings.skip_near_duplicates:
        return _skipped(outcome, "S203", f"similar to {cluster}")
    return replace(outcome, document=replace(document, cluster=cluster))


def _skipped(outcome: Outcome, code: str, detail: str) -> Outcome:
    return Outcome(outcome.path, Status.SKIPPED, code=code, detail=detail, id=outcome.id)
