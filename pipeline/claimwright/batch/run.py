"""Cleaned documents to claims, in this process or in several, in the order they came."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence

from claimwright.batch.each import answer_each, load_extractor
from claimwright.batch.result import Answer, ExtractorFactory, Result
from claimwright.errors import ClaimwrightError
from claimwright.records import Document, Outcome, Status
from claimwright.settings import ExtractSettings

__all__ = ["chunks", "run"]

_FIRST_CHUNK = 4  # documents; chunks double up to the setting, so that few documents still feed all workers
_CHUNK_TEXT = 1_000_000  # code points of cleaned text that close a chunk early
_CHUNK_OUTCOMES = 8  # times the documents: how many skipped and failed ones a chunk may carry along


def run(
    outcomes: Iterable[Outcome], factory: ExtractorFactory, settings: ExtractSettings | None = None
) -> Iterator[Result]:
    """Exactly one result an outcome, in order; skipped and failed ones pass through.

    The chunks do not depend on the number of workers, so neither do the claims.

    Args:
        outcomes: from ``claimwright.clean.clean_all``.
        factory: makes the extractor, once in each process that extracts.
        settings: how to run; None for the defaults.

    Raises:
        ModelError: if the model cannot be loaded or does not work.
    """
    chosen = settings or ExtractSettings()
    groups = chunks(outcomes, chosen.chunk)
    answered = _pooled(groups, factory, chosen) if chosen.workers > 1 else _alone(groups, factory)
    for outcome, answer in answered:
        yield _result(outcome, answer, chosen.min_confidence)


def chunks(outcomes: Iterable[Outcome], size: int) -> Iterator[list[Outcome]]:
    """Runs of outcomes with at most ``size`` documents to extract and about a million code points each."""
    limit = min(_FIRST_CHUNK, size)
    group: list[Outcome] = []
    documents = text = 0
    for outcome in outcomes:
        group.append(outcome)
        if outcome.status is Status.EXTRACTED and outcome.document is not None:
            documents += 1
            text += len(outcome.document.text)
        if documents >= limit or text >= _CHUNK_TEXT or len(group) >= _CHUNK_OUTCOMES * size:
            yield group
            group, documents, text = [], 0, 0
            limit = min(limit * 2, size)
    if group:
        yield group


def _alone(
    groups: Iterable[Sequence[Outcome]], factory: ExtractorFactory
) -> Iterator[tuple[Outcome, Answer | None]]:
    extractor = load_extractor(factory)
    for group in groups:
        yield from _merge(group, answer_each(extractor, _documents(group)))


def _pooled(
    groups: Iterable[Sequence[Outcome]], factory: ExtractorFactory, settings: ExtractSettings
) -> Iterator[tuple[Outcome, Answer | None]]:
    from claimwright.batch.pool import Pool

    waiting: deque[Sequence[Outcome]] = deque()

    def documents() -> Iterator[list[Document]]:
        for group in groups:
            waiting.append(group)
            yield _documents(group)

    with Pool(factory, settings.workers, settings.timeout) as pool:
        for answers in pool.answers(documents()):
            yield from _merge(waiting.popleft(), iter(answers))


def _documents(group: Iterable[Outcome]) -> list[Document]:
    return [
        outcome.document
        for outcome in group
        if outcome.status is Status.EXTRACTED and outcome.document is not None
    ]


def _merge(group: Iterable[Outcome], answers: Iterator[Answer]) -> Iterator[tuple[Outcome, Answer | None]]:
    """Every outcome of the group, those that were extracted with their answer."""
    for outcome in group:
        extracted = outcome.status is Status.EXTRACTED and outcome.document is not None
        yield outcome, next(answers) if extracted else None


def _result(outcome: Outcome, answer: Answer | None, min_confidence: float) -> Result:
    if answer is None:
        return Result(outcome)
    if isinstance(answer, ClaimwrightError):
        identity = outcome.document.id if outcome.document else outcome.id
        failed = Outcome(outcome.path, Status.FAILED, outcome.document, answer.code, answer.detail, identity)
        return Result(failed)
    return Result(outcome, tuple(claim for claim in answer if claim.confidence >= min_confidence))
