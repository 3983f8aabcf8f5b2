"""The proof of the offsets of whole documents: every block, every word, every span of every claim."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import Any

from claimwright.batch.result import Result
from claimwright.exchange.offsets import offset_faults, span_fault, spans_of
from claimwright.records import Document, Status

__all__ = ["Proof", "document_spans", "prove"]

_WORD = re.compile(r"\S+")


@dataclass
class Proof:
    """How many documents and spans were checked, and how many spans do not hold."""

    documents: int = 0
    skipped: int = 0
    failed: int = 0
    spans: int = 0
    faults: int = 0

    @property
    def sound(self) -> bool:
        """Whether every document could be checked and every span holds."""
        return not self.failed and not self.faults

    def as_dict(self) -> dict[str, Any]:
        """The counts as JSON-ready data."""
        return asdict(self)


def document_spans(document: Document) -> Iterator[tuple[int, int]]:
    """Every block, and every word of every block, as ranges of the cleaned text in code points."""
    for block in document.blocks:
        yield block.start, block.end
        for word in _WORD.finditer(document.text, block.start, block.end):
            yield word.span()


def prove(results: Iterable[Result], proof: Proof) -> Iterator[str]:
    """Check the documents and claims of results; count in ``proof`` and tell what does not hold.

    Yields:
        ``path: fault`` for every span that does not hold.
    """
    from claimwright.clean import check_document

    for result in results:
        document = result.outcome.document
        proof.documents += 1
        proof.skipped += result.outcome.status is Status.SKIPPED
        proof.failed += result.outcome.status is Status.FAILED
        if document is None or result.outcome.status is Status.SKIPPED:
            continue
        faults = check_document(document)
        for start, end in document_spans(document):
            proof.spans += 1
            fault = span_fault(document, document.span(start, end))
            faults += [fault] if fault else []
        for claim in result.claims:
            proof.spans += sum(1 for _ in spans_of(claim))
            faults += offset_faults(document, claim)
        proof.faults += len(faults)
        yield from (f"{document.path}: {fault}" for fault in faults)
