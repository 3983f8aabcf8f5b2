"""Claims from files into a store, with the articles they came from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from itertools import groupby
from pathlib import Path
from typing import Any

from claimwright.batch.run import content_digest
from claimwright.errors import DocumentError, StoreError
from claimwright.exchange.formats import read_claims
from claimwright.exchange.offsets import offset_faults
from claimwright.records import Claim, Document, ModelReference, RawDocument
from claimwright.settings import CleanSettings
from claimwright.store.runs import Run
from claimwright.store.staging import Staging
from claimwright.store.store import Store

__all__ = ["LoadReport", "load"]

_LINE_NUMBER = re.compile(r":\d+$")


@dataclass
class LoadReport:
    """What a load did.

    Attributes:
        documents: documents that are new to the store.
        known_documents: documents that were there already.
        claims: claims that are new to the store.
        known_claims: claims that were there already.
        failed: one coded error for each document that could not be loaded.
    """

    documents: int = 0
    known_documents: int = 0
    claims: int = 0
    known_claims: int = 0
    failed: list[DocumentError] = field(default_factory=list)

    def as_dict(self) -> dict[str, Any]:
        """The counts as JSON-ready data."""
        return asdict(self) | {"failed": len(self.failed)}


def load(
    store: Store, files: Sequence[str | Path], texts: Sequence[str], settings: CleanSettings | None = None
) -> Iterator[LoadReport]:
    """Put claims and their documents into a store; what is there already is not changed.

    All files are read and checked before anything is written. Then every document is one short transaction: a load
    that is stopped leaves whole documents, and the same call goes on where it was.

    Args:
        store: where to.
        files: JSON Lines or Parquet, as ``claimwright extract`` writes them.
        texts: the articles, as the command takes inputs; all of them become documents, also those without claims.
            Without any, the articles are looked for where the claims say they were.
        settings: how to read the articles; None for the defaults, any language.

    Yields:
        The same report, after each document and at the end.

    Raises:
        OutputError: E302 if a file cannot be read or holds something else; nothing was written then.
    """
    chosen = settings or CleanSettings(language="any")
    report = LoadReport()
    with Staging() as staging:
        for file in files:
            staging.take(read_claims(file))
        loading = _Loading(store, staging, report)
        places = list(texts) or _places(staging.paths(), [Path(file).parent for file in files])
        for raw in _read(places, chosen):
            if loading.take(raw, chosen, all_of_them=bool(texts)):
                yield report
        loading.close()
    yield report


class _Loading:
    """One load on its way through the articles."""

    def __init__(self, store: Store, staging: Staging, report: LoadReport) -> None:
        self._store = store
        self._staging = staging
        self._report = report
        self._runs: dict[ModelReference, Run] = {}
        self._extracted: dict[ModelReference, int] = {}
        self._found: set[str] = set()

    def take(self, raw: RawDocument, settings: CleanSettings, *, all_of_them: bool) -> bool:
        """Load an article if it is wanted; whether it was."""
        from claimwright.clean import clean

        sha256 = content_digest(raw).hex()
        claims = self._staging.claims(sha256)
        if sha256 in self._found or not (claims or all_of_them):
            return False
        self._found.add(sha256)
        if self._known(sha256, claims):
            return True
        document = clean(raw, settings).document
        if document is None:
            if claims:
                self._fail("E807", raw.path, "it gives no text any more")
            return bool(claims)
        self._add(document, claims)
        return True

    def close(self) -> None:
        """Name the documents that were not found, and end the runs."""
        for sha256, path in self._staging.documents():
            if sha256 not in self._found:
                self._fail("E807", path, f"no article with digest {sha256[:16]} was found")
        for model, run in self._runs.items():
            counts = {"inputs": self._extracted[model], "extracted": self._extracted[model]}
            self._store.finish_run(run, counts | {"claims": self._staging.count(model)})

    def _known(self, sha256: str, claims: Sequence[Claim]) -> bool:
        """Whether the store has the document and every extraction of it, so that nothing is to be done."""
        if not self._store.known([sha256]):
            return False
        if not all(self._store.has_extraction(sha256, model, group) for model, group in _by_model(claims)):
            return False
        self._report.known_documents += 1
        self._report.known_claims += len(claims)
        return True

    def _add(self, document: Document, claims: Sequence[Claim]) -> None:
        for claim in claims:
            for fault in offset_faults(document, claim):
                self._fail("E201", document.path, fault)
                return
        try:
            new = self._store.add_document(document) if not claims else False
            for model, group in _by_model(claims):
                run = self._run(model)
                added = self._store.add(run, document, group)
                new = new or added.new_document
                self._extracted[model] += added.new_extraction
                self._report.claims += len(group) if added.new_extraction else 0
                self._report.known_claims += 0 if added.new_extraction else len(group)
        except StoreError as error:
            self._fail(error.code, document.path, error.detail)
            return
        self._report.documents += new
        self._report.known_documents += not new

    def _run(self, model: ModelReference) -> Run:
        """Begun when the first document needs it: a load that changes nothing leaves no run behind."""
        if model not in self._runs:
            self._runs[model] = self._store.start_run(model, settings={"loaded": True})
            self._extracted[model] = 0
        return self._runs[model]

    def _fail(self, code: str, path: str, detail: str) -> None:
        self._report.failed.append(DocumentError(code, path, detail))


def _by_model(claims: Sequence[Claim]) -> Iterator[tuple[ModelReference, list[Claim]]]:
    def model(claim: Claim) -> tuple[str, str]:
        return claim.model.name, claim.model.version

    for (name, version), group in groupby(sorted(claims, key=model), key=model):
        yield ModelReference(name, version), list(group)


def _read(places: Sequence[str], settings: CleanSettings) -> Iterator[RawDocument]:
    from claimwright.clean import read

    for item in read(list(places), settings) if places else ():
        if isinstance(item, RawDocument):
            yield item


def _places(paths: Iterable[str], folders: Sequence[Path]) -> list[str]:
    """The files that hold the claims' documents: themselves, their archive, or their table; no addresses."""
    places: dict[str, None] = {}
    for path in paths:
        archive = path.partition("!")[0]
        for name in (path, archive, _LINE_NUMBER.sub("", archive)):
            candidates = [Path(name), *(folder / name for folder in folders)]
            here = next((place for place in candidates if place.is_file()), None)
            if here is not None:
                places[str(here.resolve())] = None
                break
    return list(places)
