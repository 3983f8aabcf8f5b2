"""What a run hands out for every input document."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from claimwright.errors import ClaimwrightError
from claimwright.records import Claim, Document, Outcome

__all__ = ["Answer", "DocumentExtractor", "ExtractorFactory", "Result"]


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one input document, and the claims found in it (none unless it was extracted)."""

    outcome: Outcome
    claims: tuple[Claim, ...] = ()


class DocumentExtractor(Protocol):
    """The part of the model a run needs; ``claimwright.nlp.Extractor`` is one."""

    def extract(self, documents: Iterable[Document]) -> Iterator[tuple[Document, tuple[Claim, ...]]]:
        """The claims of each document, in order; an error ends the iteration."""


# Made once in every process that extracts, so it must pickle: a class or a functools.partial of one.
ExtractorFactory = Callable[[], DocumentExtractor]

# One document's claims, or why there are none.
Answer = tuple[Claim, ...] | ClaimwrightError
