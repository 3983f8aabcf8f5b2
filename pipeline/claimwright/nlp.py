"""The stages as spaCy components: ``load`` and ``spacy.load`` give an ``nlp`` whose documents carry claims.

The components are thin: each calls its stage and writes to the ``Doc``. What later components need of earlier ones
travels in ``doc.user_data`` and is gone when the last one has run, except plain data (claims as JSON), so that a
``Doc`` can be stored in a ``DocBin`` and sent between processes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from claimwright.clean import from_text
from claimwright.exchange.claim_json import claim_from_dict, claim_to_dict
from claimwright.extractor import Extractor, find_model
from claimwright.records import Claim, Document
from claimwright.settings import ExtractSettings

__all__ = [
    "COMPONENTS",
    "load",
    "make_claims",
    "make_encoder",
    "make_entities",
    "make_relations",
    "new_pipeline",
]

COMPONENTS = ("claimwright_encoder", "claimwright_entities", "claimwright_relations", "claimwright_claims")
_DOCUMENT, _SCORES, _ENTITIES, _RELATIONS, _CLAIMS = (
    "claimwright.document",
    "claimwright.scores",
    "claimwright.entities",
    "claimwright.relations",
    "claimwright.claims",
)


@lru_cache(maxsize=4)
def _extractor(folder: str) -> Extractor:
    """One loaded model a process, shared by the components."""
    return Extractor(folder)


def load(name: str | Path = "default") -> Language:
    """A spaCy pipeline with a model.

    Args:
        name: a name below ``models/`` or a folder; the same as ``spacy.load`` of that folder.

    Raises:
        ModelError: E401 if there is no such model.
    """
    return spacy.load(find_model(name))


def new_pipeline() -> Language:
    """A pipeline with the four components and no model yet; ``to_disk`` makes a model folder loadable by spaCy."""
    nlp = spacy.blank("en")
    for component in COMPONENTS:
        nlp.add_pipe(component)
    return nlp


class _Component:
    """A stage in a spaCy pipeline; it reads its model from the folder the pipeline was loaded from."""

    def __init__(self, model: str | None) -> None:
        self._model = model

    @property
    def extractor(self) -> Extractor:
        return _extractor(self._model or "default")

    def to_disk(self, path: Path, *, exclude: Iterable[str] = ()) -> None:
        """Nothing of its own: the model folder holds the files of all four."""

    def from_disk(self, path: Path, *, exclude: Iterable[str] = ()) -> _Component:
        """Takes the folder of the pipeline as the model's."""
        self._model = str(Path(path).parent)
        return self

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """The model's folder; workers of ``nlp.pipe`` open it themselves."""
        return (self._model or "").encode()

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> _Component:
        """The inverse of ``to_bytes``."""
        self._model = data.decode() or None
        return self

    def __call__(self, doc: Doc) -> Doc:
        return next(iter(self.pipe([doc])))

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = ExtractSettings().chunk) -> Iterator[Doc]:
        """Documents in chunks, in order."""
        source = iter(stream)
        while chunk := list(islice(source, batch_size)):
            self.annotate(chunk)
            yield from chunk

    def annotate(self, docs: list[Doc]) -> None:
        raise NotImplementedError


def document_of(doc: Doc) -> Document:
    """The cleaned document behind a ``Doc``; text given directly is its own source."""
    found = doc.user_data.get(_DOCUMENT)
    if found is None:
        found = doc.user_data[_DOCUMENT] = from_text(doc.text)
    return found


class _Encoder(_Component):
    """One encoder pass over all windows of the chunk; also sets sentence starts."""

    def annotate(self, docs: list[Doc]) -> None:
        documents = [document_of(doc) for doc in docs]
        for doc, scores in zip(docs, self.extractor.score(documents, whole=True), strict=True):
            doc.user_data[_SCORES] = scores
            starts = {start for window in scores.windows for start, _ in window.window.sentences}
            for token in doc:
                token.is_sent_start = token.i == 0 or token.idx in starts


class _Entities(_Component):
    """Entity mentions: ``doc.spans["mentions"]`` with all, ``doc.ents`` with the longest that do not overlap."""

    def annotate(self, docs: list[Doc]) -> None:
        for doc in docs:
            entities = self.extractor.find_entities(document_of(doc), doc.user_data[_SCORES])
            doc.user_data[_ENTITIES] = entities
            spans = [_span(doc, mention.start, mention.end, mention.type) for mention in entities.mentions]
            doc.spans["mentions"] = spans
            doc.ents = filter_spans(spans)


class _Relations(_Component):
    """Triggers with their relations: ``doc.spans["triggers"]``."""

    def annotate(self, docs: list[Doc]) -> None:
        for doc in docs:
            document, entities = document_of(doc), doc.user_data[_ENTITIES]
            relations = self.extractor.find_relations(document, doc.user_data[_SCORES], entities)
            doc.user_data[_RELATIONS] = relations
            doc.spans["triggers"] = [_span(doc, t.start, t.end, t.type) for t in relations.triggers]


class _Claims(_Component):
    """Claims: ``doc._.claims``, and their evidence in ``doc.spans["claims"]``."""

    def annotate(self, docs: list[Doc]) -> None:
        for doc in docs:
            document = document_of(doc)
            drafts = self.extractor.assemble(document, doc.user_data[_ENTITIES], doc.user_data[_RELATIONS])
            claims = self.extractor.emit(drafts, document)
            doc.user_data[_CLAIMS] = [claim_to_dict(claim) for claim in claims]
            doc.spans["claims"] = [
                _span(doc, mention.evidence.start, mention.evidence.end, claim.type)
                for claim in claims
                for mention in claim.mentions
            ]
            for key in (_DOCUMENT, _SCORES, _ENTITIES, _RELATIONS):
                doc.user_data.pop(key, None)


def _span(doc: Doc, start: int, end: int, label: str) -> Span:
    """The tokens that hold ``[start, end)``; spaCy knows whole tokens only."""
    span = doc.char_span(start, end, label=label, alignment_mode="expand")
    if span is None:
        raise ValueError(f"[{start}, {end}) leaves the text of {len(doc.text)} code points")
    return span


def _claims_of(doc: Doc) -> tuple[Claim, ...]:
    return tuple(claim_from_dict(entry) for entry in doc.user_data.get(_CLAIMS, ()))


if not Doc.has_extension("claims"):
    Doc.set_extension("claims", getter=_claims_of)


def _factory(kind: type[_Component]) -> Callable[..., _Component]:
    def make(nlp: Language, name: str, model: str | None = None) -> _Component:
        """Makes the component; ``model`` is a name or folder, set by ``from_disk`` otherwise."""
        return kind(model)

    return make


_REQUIRES: dict[str, Any] = {"default_config": {"model": None}}
make_encoder = Language.factory("claimwright_encoder", func=_factory(_Encoder), **_REQUIRES)
make_entities = Language.factory("claimwright_entities", func=_factory(_Entities), **_REQUIRES)
make_relations = Language.factory("claimwright_relations", func=_factory(_Relations), **_REQUIRES)
make_claims = Language.factory("claimwright_claims", func=_factory(_Claims), **_REQUIRES)
