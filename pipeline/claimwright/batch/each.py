"""Extraction of some documents in this process, where an error costs only the document it came from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from claimwright.batch.result import Answer, DocumentExtractor, ExtractorFactory
from claimwright.errors import ClaimwrightError, DocumentError, InputError, ModelError
from claimwright.exchange.offsets import offset_faults
from claimwright.records import Claim, Document

__all__ = ["answer_each", "load_extractor"]

_STARVED = ("bad_alloc", "bad allocation", "Failed to allocate memory")  # the runtime's own words for it


def load_extractor(factory: ExtractorFactory, threads: int = 0) -> DocumentExtractor:
    """Make the extractor.

    Args:
        factory: makes it.
        threads: of the model; 0 lets it choose.

    Raises:
        ClaimwrightError: the model's own, or E402 for anything else that went wrong.
    """
    try:
        return factory(threads=threads)
    except ClaimwrightError:
        raise
    except Exception as error:
        raise ModelError("E402", "", f"{type(error).__name__}: {error}"[:300]) from error


def answer_each(extractor: DocumentExtractor, documents: Sequence[Document]) -> Iterator[Answer]:
    """One answer a document, in order, each as soon as it is there.

    The documents are extracted together; after an error the rest of them is extracted one by one.

    Raises:
        ModelError: if the model itself is at fault; then no document can be extracted.
    """
    done = 0
    try:
        for document, claims in extractor.extract(documents):
            yield _proved(document, claims)
            done += 1
    except ModelError:
        raise
    except Exception as error:
        if len(documents) - done == 1:
            yield _failure(error, documents[done])
            return
    for document in documents[done:]:
        yield _answer(extractor, document)


def _answer(extractor: DocumentExtractor, document: Document) -> Answer:
    try:
        for _, claims in extractor.extract([document]):
            return _proved(document, claims)
    except ModelError:
        raise
    except Exception as error:
        return _failure(error, document)
    return DocumentError("E203", document.path, "the model gave no answer for it")


def _proved(document: Document, claims: tuple[Claim, ...]) -> Answer:
    """The claims if all their spans hold; one that does not fails the document (CLAIMS.md, section 2)."""
    for claim in claims:
        for fault in offset_faults(document, claim):
            return DocumentError("E201", document.path, fault)
    return claims


def _failure(error: Exception, document: Document) -> ClaimwrightError:
    if isinstance(error, DocumentError | InputError):
        return error
    detail = f"{type(error).__name__}: {error}"
    starved = isinstance(error, MemoryError) or any(word in detail for word in _STARVED)
    code = "E205" if starved else "E203"
    return DocumentError(code, document.path, detail[:300])
