"""Extraction straight into a store: only what is new goes in, and every result comes out into its rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from claimwright.batch.deliver import Sink
from claimwright.batch.result import Result
from claimwright.batch.run import content_digest
from claimwright.records import ModelReference, Outcome, RawDocument, Status
from claimwright.store.runs import Run
from claimwright.store.store import Store

__all__ = ["HERE_ALREADY", "StoreSink", "only_new"]

HERE_ALREADY = "S206"


class StoreSink:
    """Keeps the documents and claims of results, one short transaction each.

    Args:
        store: where to.
        run: the run they belong to; ``close`` ends it with its counts.
        beside: also takes every result, or None.
    """

    def __init__(self, store: Store, run: Run, beside: Sink | None = None) -> None:
        self.whole = beside is None or beside.whole
        self._store = store
        self._run = run
        self._beside = beside
        self._counts: Counter[str] = Counter()

    def write(self, result: Result) -> None:
        """Take one result. Those that are here already leave no row: the store knows them.

        Raises:
            StoreError: E803 if the store refuses it.
        """
        outcome = result.outcome
        self._counts["inputs"] += 1
        self._counts[outcome.status.value] += 1
        if outcome.status is Status.EXTRACTED and outcome.document is not None:
            self._store.add(self._run, outcome.document, result.claims)
            self._counts["claims"] += len(result.claims)
        elif outcome.code != HERE_ALREADY:
            self._store.add_outcome(self._run, outcome)
        if self._beside is not None:
            self._beside.write(result)

    def close(self) -> None:
        """End the run with its counts."""
        self._store.finish_run(self._run, self._counts)
        if self._beside is not None:
            self._beside.close()


def only_new(
    items: Iterable[RawDocument | Outcome], store: Store, model: ModelReference, digest: str
) -> Iterator[RawDocument | Outcome]:
    """The items; those whose content the model has read into this store before become skipped outcomes (S206).

    Args:
        items: documents as they came in, or cleaned.
        store: which knows what was read.
        model: by which model.
        digest: of that model's files; a changed model reads everything again.
    """
    for item in items:
        sha256 = _digest_of(item)
        if sha256 is not None and store.known([sha256], model, digest):
            identity = item.id or f"d_{sha256[:16]}"
            yield Outcome(item.path, Status.SKIPPED, code=HERE_ALREADY, id=identity)
        else:
            yield item


def _digest_of(item: RawDocument | Outcome) -> str | None:
    """As ``Document.sha256`` is; None for what is skipped or failed already."""
    if isinstance(item, RawDocument):
        return content_digest(item).hex()
    extracted = item.status is Status.EXTRACTED and item.document is not None
    return item.document.sha256 if extracted and item.document is not None else None
