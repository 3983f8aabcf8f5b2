"""Documents to claims, on any engine, in the order they came."""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from claimwright.batch.copies import Copies
from claimwright.batch.engine import open_engine, work_of
from claimwright.batch.result import Engine, ExtractorFactory, Item, Processed, Result
from claimwright.batch.work import to_extract
from claimwright.errors import ClaimwrightError
from claimwright.records import Claim, Outcome, RawDocument, Status
from claimwright.settings import CleanSettings, EngineName, ExtractSettings

__all__ = ["chunks", "content_digest", "copy_of", "run", "with_cluster", "without_copies", "worked"]

_FIRST_CHUNK = 4  # documents; chunks double up to the setting, so that few documents still feed all workers
_CHUNK_TEXT = 1_000_000  # code points of text or bytes of source that close a chunk early
_CHUNK_ITEMS = 8  # times the documents: how many skipped and failed ones a chunk may carry along


def run(
    items: Iterable[Item],
    factory: ExtractorFactory,
    settings: ExtractSettings | None = None,
    clean: CleanSettings = CleanSettings(),  # noqa: B008
    engine: Engine | None = None,
) -> Iterator[Result]:
    """Exactly one result an item, in order; skipped and failed ones pass through.

    Documents as they came in are cleaned where they are extracted. One that is, byte for byte, an earlier one is
    skipped (S202); one that is similar to an earlier one gets the id of the first of its kind as ``cluster`` (and
    is skipped with S203 if the settings say so). Items that come cleaned are only extracted. The chunks do not
    depend on the number of workers, so neither do the claims.

    Args:
        items: from ``claimwright.batch.inputs.read_all``, or outcomes from ``claimwright.clean.clean_all``.
        factory: makes the extractor, once in each process that extracts.
        settings: how to run; None for the defaults.
        clean: how to clean.
        engine: where to work; None for what the settings say on this machine.

    Raises:
        ModelError: if the model cannot be loaded or does not work.
    """
    chosen = settings or ExtractSettings()
    place = engine or open_engine(EngineName.LOCAL, work_of(factory, clean, chosen), chosen)
    copies = Copies(clean)
    try:
        with place:
            for item, processed in worked(without_copies(items, copies), place, chosen.chunk):
                yield _result(item, processed, copies, clean)
    finally:
        copies.close()


def without_copies(items: Iterable[Item], copies: Copies) -> Iterator[Item]:
    """The items, with exact copies of earlier ones as skipped outcomes."""
    for item in items:
        yield copy_of(item, copies) or item


def copy_of(item: Item, copies: Copies) -> Outcome | None:
    """The item as a skipped copy of an earlier one, or None if it is the first of its content or has none."""
    if not isinstance(item, RawDocument) or not item.content.strip():
        return None
    digest = content_digest(item)
    first = copies.first(digest, item.path)
    if first is None:
        return None
    identity = item.id or f"d_{digest.hex()[:16]}"
    return Outcome(item.path, Status.SKIPPED, code="S202", detail=f"a copy of {first}", id=identity)


def content_digest(item: RawDocument) -> bytes:
    """SHA-256 of the bytes as they came in (of UTF-8 where text came in), as ``Document.sha256`` is."""
    data = item.content if isinstance(item.content, bytes) else item.content.encode("utf-8", "surrogatepass")
    return hashlib.sha256(data).digest()


def worked(items: Iterable[Item], engine: Engine, size: int) -> Iterator[tuple[Item, Processed]]:
    """Every item with what became of it, in order; only those with something to do travel to the engine."""
    waiting: deque[Sequence[Item]] = deque()

    def work() -> Iterator[list[Item]]:
        for group in chunks(items, size):
            waiting.append(group)
            yield [item for item in group if _to_do(item)]

    for answers in engine.answers(work()):
        rest = iter(answers)
        for item in waiting.popleft():
            yield item, next(rest) if _to_do(item) else _passed(item)


def chunks(items: Iterable[Item], size: int, first: int = _FIRST_CHUNK) -> Iterator[list[Item]]:
    """Runs of items with at most ``size`` documents to do (``first`` in the first) and about a million code points."""
    limit = min(first, size)
    group: list[Item] = []
    documents = text = 0
    for item in items:
        group.append(item)
        if _to_do(item):
            documents += 1
            text += _size(item)
        if documents >= limit or text >= _CHUNK_TEXT or len(group) >= _CHUNK_ITEMS * size:
            yield group
            group, documents, text = [], 0, 0
            limit = min(limit * 2, size)
    if group:
        yield group


def with_cluster(claims: tuple[Claim, ...], cluster: str | None) -> tuple[Claim, ...]:
    """The claims of a document whose cluster became known after they were found."""
    return tuple(replace(claim, document=replace(claim.document, cluster=cluster)) for claim in claims)


def _to_do(item: Item) -> bool:
    return isinstance(item, RawDocument) or to_extract(item)


def _size(item: Item) -> int:
    if isinstance(item, RawDocument):
        return len(item.content)
    return len(item.document.text) if item.document else 0


def _passed(item: Item) -> Processed:
    """What needs no work: already skipped or failed."""
    if isinstance(item, Outcome):
        return Processed(item)
    raise ClaimwrightError("E203", item.path, "a document was passed by")


def _result(item: Item, processed: Processed, copies: Copies, clean: CleanSettings) -> Result:
    outcome, claims = processed.outcome, processed.claims
    if not processed.shingles or outcome.status is not Status.EXTRACTED:
        return Result(outcome, claims, processed.characters)
    cluster = copies.cluster(outcome.id or "", processed.shingles)
    if cluster is None:
        return Result(outcome, claims, processed.characters)
    if clean.skip_near_duplicates:
        skipped = Outcome(
            item.path, Status.SKIPPED, code="S203", detail=f"similar to {cluster}", id=outcome.id
        )
        return Result(skipped)
    if outcome.document is not None:
        outcome = replace(outcome, document=replace(outcome.document, cluster=cluster))
    return Result(outcome, with_cluster(claims, cluster), processed.characters)
