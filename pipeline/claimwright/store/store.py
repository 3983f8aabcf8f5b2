"""The store: documents, what models found in them, and what people decided."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

from claimwright.errors import StoreError
from claimwright.records import Claim, Decision, Document, ModelReference, Outcome
from claimwright.store import decision_log, queries, runs
from claimwright.store import documents as document_rows
from claimwright.store.database import Database, store_url
from claimwright.store.decision_log import Logged
from claimwright.store.documents import StoredDocument
from claimwright.store.extractions import add_extraction, has_extraction
from claimwright.store.migrations import applied, migrate, newest
from claimwright.store.queries import ClaimFilter, ClaimOrder, StoredClaim
from claimwright.store.runs import Run, StoredRun
from claimwright.store.verdicts import Answer, Rulings, fold

__all__ = ["Addition", "Store", "open_store"]


@dataclass(frozen=True, slots=True)
class Addition:
    """What an addition changed: whether the document, and whether the extraction, is new to the store."""

    new_document: bool
    new_extraction: bool


def open_store(name: str | Path, *, create: bool = False) -> Store:
    """Open a store, and bring it up to date if an older version wrote it.

    Args:
        name: a file (SQLite), or an address ``sqlite:///...`` or ``postgresql://user@host/database``.
        create: make it if it is not there, or if the database is empty.

    Raises:
        StoreError: E801 if there is no store, E802 if a newer version wrote it.
    """
    url = store_url(name)
    in_file = url.drivername == "sqlite" and url.database not in (None, "", ":memory:")
    if in_file and not create and not Path(str(url.database)).is_file():
        raise StoreError("E801", str(url.database), "there is no such file")
    database = Database(url)
    try:
        _prepare(database, create)
    except BaseException:
        database.close()
        raise
    return Store(database)


def _prepare(database: Database, create: bool) -> None:
    try:
        with database.read() as connection:
            before = applied(connection)
        if not before and not create:
            raise StoreError("E801", str(database.name), "it is empty")
        if before != newest():
            with database.write(durable=True) as connection:
                migrate(connection)
    except StoreError as error:
        if error.code == "E803":
            raise StoreError("E801", str(database.name), error.detail) from error
        raise


class Store:
    """An open store. Use it as a context manager; several threads may share one, processes open their own.

    Every method is one short transaction, or one consistent reading; iterators hold theirs open until they end.
    """

    def __init__(self, database: Database) -> None:
        self.database = database

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give the connections back."""
        self.database.close()

    # What models find.

    def start_run(
        self, model: ModelReference, *, digest: str = "", settings: Mapping[str, Any] | None = None
    ) -> Run:
        """Begin a run; ``digest`` is the model's (``batch.fingerprint.folder_digest``), empty where unknown."""
        with self.database.write() as connection:
            return runs.start_run(connection, model, digest, settings)

    def finish_run(self, run: Run, counts: Mapping[str, int]) -> None:
        """End a run with its counts: inputs, extracted, skipped, failed, claims."""
        with self.database.write() as connection:
            runs.finish_run(connection, run, counts)

    def add(self, run: Run, document: Document, claims: Sequence[Claim]) -> Addition:
        """Keep a document and what the run's model found in it; what is here already is not added again.

        The claims become the document's latest, and what was decided on it before is attached to them.

        Raises:
            StoreError: E803 if a claim is of another document or holds what JSON cannot.
        """
        strange = [claim.id for claim in claims if claim.document.sha256 != document.sha256]
        if strange:
            raise StoreError("E803", document.path, f"claim {strange[0]} is of another document")
        try:
            with self.database.write() as connection:
                new, text = document_rows.add_document(connection, document)
                fresh = add_extraction(connection, document, claims, run.key, run.model_key, text)
                if fresh and decision_log.is_decided(connection, document.sha256):
                    decision_log.refresh(connection, document.sha256)
        except ValueError as error:  # a number that is not finite
            raise StoreError("E803", document.path, str(error)) from error
        return Addition(new, fresh)

    def add_document(self, document: Document) -> bool:
        """Keep a document that no model has read yet; False if it is here already."""
        with self.database.write() as connection:
            return document_rows.add_document(connection, document)[0]

    def add_outcome(self, run: Run, outcome: Outcome) -> None:
        """Write down a document that was skipped or failed, with its code."""
        with self.database.write() as connection:
            runs.add_outcome(connection, run, outcome)

    def known(
        self, sha256s: Iterable[str], model: ModelReference | None = None, digest: str = ""
    ) -> set[str]:
        """Those of the documents that are here; with a model, those that it has read."""
        with self.database.read() as connection:
            key = None if model is None else runs.model_key(connection, model, digest)
            if model is not None and key is None:
                return set()
            return document_rows.known_documents(connection, sha256s, key)

    def has_extraction(
        self, sha256: str, model: ModelReference, claims: Sequence[Claim], digest: str = ""
    ) -> bool:
        """Whether that model found exactly these claims in the document before."""
        with self.database.read() as connection:
            key = runs.model_key(connection, model, digest)
            return key is not None and has_extraction(connection, sha256, key, claims)

    def runs(self) -> list[StoredRun]:
        """All runs, oldest first."""
        with self.database.read() as connection:
            return list(runs.stored_runs(connection))

    # Documents and claims.

    def document(self, sha256: str, text: int | None = None) -> Document:
        """A document whole, with source and map, in the text of its latest claims (or in the one named).

        Raises:
            StoreError: E808 if it is not here.
        """
        with self.database.read() as connection:
            found = document_rows.read_document(connection, sha256, text)
        if found is None:
            raise StoreError("E808", sha256)
        return found

    def documents(self) -> Iterator[StoredDocument]:
        """All documents without their texts, in the order they came."""
        with self.database.read() as connection:
            yield from document_rows.stored_documents(connection)

    def versions(self, sha256: str) -> Sequence[StoredDocument]:
        """All versions of the story a document belongs to, oldest first."""
        with self.database.read() as connection:
            return document_rows.versions(connection, sha256)

    def empty_documents(self, *, not_by: str | None = None, limit: int = 50) -> list[StoredDocument]:
        """Documents in which no claim was found; without those that the reviewer has said to be so."""
        with self.database.read() as connection:
            return queries.empty_documents(connection, not_by, limit)

    def select(
        self,
        wanted: ClaimFilter = ClaimFilter(),  # noqa: B008
        order: ClaimOrder = ClaimOrder.DOUBT,
        limit: int = 50,
    ) -> list[StoredClaim]:
        """The first claims of an order that an index serves."""
        with self.database.read() as connection:
            return queries.claim_rows(connection, wanted, order, limit)

    def claims(self, wanted: ClaimFilter = ClaimFilter()) -> Iterator[StoredClaim]:  # noqa: B008
        """All such claims, oldest first; by default those of the latest extraction of each document."""
        with self.database.read() as connection:
            yield from queries.iterate_claims(connection, wanted)

    def claim(self, claim_id: str) -> StoredClaim:
        """The newest claim with that id.

        Raises:
            StoreError: E808 if there is none.
        """
        with self.database.read() as connection:
            found = queries.claim_by_id(connection, claim_id)
        if found is None:
            raise StoreError("E808", claim_id)
        return found

    def answers(self, stored: StoredClaim) -> dict[str, Answer]:
        """What each reviewer says of a claim, in log order, also where another model's claim was decided on."""
        with self.database.read() as connection:
            return queries.claim_answers(connection, stored)

    def count(self, wanted: ClaimFilter = ClaimFilter()) -> int:  # noqa: B008
        """How many such claims there are."""
        with self.database.read() as connection:
            return queries.count_claims(connection, wanted)

    # Decisions.

    def append_decisions(self, decisions: Sequence[Decision], *, seen: int | None = None) -> list[Logged]:
        """Write decisions to the log, all or none; on the disk when this returns.

        A decision whose client id is in the log already is not written again; its entry comes back, ``new`` False.

        Args:
            decisions: in order.
            seen: the last log position that the reviewer had before his eyes; if somebody decided on one of the same
                claims after it, nothing is written.

        Raises:
            StoreError: E805 if an id names another decision or an undo names none, E806 as told under ``seen``.
        """
        with self.database.write(durable=True) as connection:
            return decision_log.append(connection, decisions, seen)

    def decisions(self, *, after: int = 0, reviewer: str | None = None) -> Iterator[Logged]:
        """The log in its order, from after a position on."""
        with self.database.read() as connection:
            yield from decision_log.read_log(connection, after, reviewer)

    def document_log(self, sha256: str) -> list[Logged]:
        """What was decided on one document, in log order."""
        with self.database.read() as connection:
            return decision_log.document_log(connection, sha256)

    def rulings(self, sha256: str) -> Rulings:
        """What stands of one document."""
        return fold([logged.decision for logged in self.document_log(sha256)])

    def position(self) -> int:
        """The last position of the log."""
        with self.database.read() as connection:
            return decision_log.last_position(connection)
