"""What goes into a run, and what it hands out for every input document."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Protocol, Self

from claimwright.errors import ClaimwrightError
from claimwright.records import Claim, Document, Outcome, RawDocument

__all__ = ["Answer", "DocumentExtractor", "Engine", "ExtractorFactory", "Item", "Processed", "Result"]


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one input document.

    Attributes:
        outcome: with the cleaned document, where it travelled back.
        claims: found in it; none unless it was extracted.
        characters: code points of its cleaned text, where the document did not travel back.
    """

    outcome: Outcome
    claims: tuple[Claim, ...] = ()
    characters: int = 0


class DocumentExtractor(Protocol):
    """The part of the model a run needs; ``claimwright.extractor.Extractor`` is one."""

    def extract(self, documents: Iterable[Document]) -> Iterator[tuple[Document, tuple[Claim, ...]]]:
        """The claims of each document, in order; an error ends the iteration."""


# Made once in every process that extracts, so it must pickle: a class or a functools.partial of one. It takes
# the number of threads as the keyword ``threads``.
ExtractorFactory = Callable[..., DocumentExtractor]

# One document's claims, or why there are none.
Answer = tuple[Claim, ...] | ClaimwrightError

# A document as it came in; or an outcome: cleaned and to be extracted, or already skipped or failed.
Item = RawDocument | Outcome


@dataclass(frozen=True, slots=True)
class Processed:
    """What a worker hands back for an item.

    Attributes:
        outcome: what became of it; with the cleaned document only if the work asks for documents.
        claims: its claims.
        characters: code points of cleaned text.
        shingles: what near duplicates are known by (32-bit hashes, little-endian, sorted), of items that the
            worker cleaned itself.
    """

    outcome: Outcome
    claims: tuple[Claim, ...] = ()
    characters: int = 0
    shingles: bytes = b""


class Engine(Protocol):
    """Where items are worked on: in this process, in several, or on several machines."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    def answers(self, chunks: Iterable[Sequence[Item]]) -> Iterator[list[Processed]]:
        """One list for each chunk, in order, with one entry for each item; an empty chunk gives an empty list.

        Raises:
            ModelError: if the model cannot be loaded or does not work.
        """
