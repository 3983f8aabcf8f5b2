"""The work on some items in one process: clean, extract, prove; an error costs only its own item."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from claimwright.batch.copies import shingles_of
from claimwright.batch.each import answer_each, load_extractor
from claimwright.batch.result import Answer, DocumentExtractor, ExtractorFactory, Item, Processed
from claimwright.claims.features import THRESHOLD
from claimwright.errors import ClaimwrightError
from claimwright.records import Claim, Outcome, RawDocument, Status
from claimwright.settings import BackendName, CleanSettings

__all__ = ["ModelFactory", "Processor", "Work", "failed", "to_extract"]


@dataclass(frozen=True, slots=True)
class ModelFactory:
    """Loads a model where it is called; what travels to a worker is its name.

    Attributes:
        model: a name below ``models/`` or a folder.
        declarations: a declarations file in the place of the model's own, or None.
        backend: what runs its networks.
    """

    model: str
    declarations: str | None = None
    backend: BackendName = BackendName.AUTO

    def __call__(self, *, threads: int = 0) -> DocumentExtractor:
        """Load it.

        Args:
            threads: of the model; 0 lets it choose.

        Raises:
            ModelError: E401, E402, E403 or E412.
        """
        from claimwright.extractor import Extractor

        return Extractor(self.model, threads=threads, declarations=self.declarations, backend=self.backend)


@dataclass(frozen=True)
class Work:
    """Everything a process needs to know to do its part; it travels to workers and to other machines.

    Attributes:
        factory: makes the extractor.
        clean: how documents are cleaned.
        min_confidence: claims below are left out.
        threads: of the model; 0 lets it choose.
        documents: whether cleaned documents travel back with their claims.
    """

    factory: ExtractorFactory
    clean: CleanSettings = field(default_factory=CleanSettings)
    min_confidence: float = 0.0
    threads: int = 0
    documents: bool = True

    def open(self) -> Processor:
        """Load the model, and what cleaning needs, so that no document's time is spent on it.

        Raises:
            ModelError: if the model cannot be loaded.
        """
        from claimwright.clean import clean

        processor = Processor(load_extractor(self.factory, self.threads), self)
        clean(RawDocument("<warming up>", "Nothing has happened yet."), self.clean)
        return processor


class Processor:
    """Works on items with one loaded model."""

    def __init__(self, extractor: DocumentExtractor, work: Work) -> None:
        self._extractor = extractor
        self._work = work

    def process(self, items: Sequence[Item]) -> list[Processed]:
        """One entry an item, in order.

        Raises:
            ModelError: if the model itself is at fault.
        """
        outcomes = [self._cleaned(item) for item in items]
        documents = [outcome.document for outcome in outcomes if to_extract(outcome)]
        answers = answer_each(self._extractor, [document for document in documents if document])
        return [
            self._answered(item, outcome, next(answers) if to_extract(outcome) else None)
            for item, outcome in zip(items, outcomes, strict=True)
        ]

    def _cleaned(self, item: Item) -> Outcome:
        if isinstance(item, Outcome):
            return item
        from claimwright.clean import clean

        return clean(item, self._work.clean)

    def _answered(self, item: Item, outcome: Outcome, answer: Answer | None) -> Processed:
        document = outcome.document
        shown = outcome if self._work.documents else replace(outcome, document=None)
        if document is None or answer is None:
            return Processed(shown)
        if isinstance(answer, ClaimwrightError):
            return Processed(failed(item, answer.code, answer.detail, document.id))
        least = self._work.min_confidence
        return Processed(
            shown,
            tuple(_passed(claim, least) for claim in answer if claim.confidence >= least),
            len(document.text),
            shingles_of(document.text) if isinstance(item, RawDocument) else b"",
        )


def _passed(claim: Claim, least: float) -> Claim:
    """The claim with the confidence it had to reach: the model's own, or the run's if that is higher."""
    if least <= claim.explanation.get(THRESHOLD, 0.0):
        return claim
    return replace(claim, explanation={**claim.explanation, THRESHOLD: least})


def to_extract(outcome: Outcome) -> bool:
    """Whether the outcome is a cleaned document."""
    return outcome.status is Status.EXTRACTED and outcome.document is not None


def failed(item: Item, code: str, detail: str, identity: str | None = None) -> Outcome:
    """The outcome of an item that failed while it was worked on."""
    document = item.document if isinstance(item, Outcome) else None
    known = identity or item.id or (document.id if document else None)
    return Outcome(item.path, Status.FAILED, document, code, detail, known)
