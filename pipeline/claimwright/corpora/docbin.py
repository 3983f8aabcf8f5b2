"""Labelled documents for spaCy: ``DocBin`` with entities, triggers and claims."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from claimwright.corpora.tables import document_record
from claimwright.errors import OutputError
from claimwright.records.gold import GoldDocument, Range

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, DocBin, Span

__all__ = ["labelled_doc", "to_docbin", "write_docbin"]


def to_docbin(documents: Iterable[GoldDocument]) -> DocBin:
    """Documents as a ``DocBin``, tokenised by spaCy's English rules; see ``labelled_doc``."""
    import spacy
    from spacy.tokens import DocBin

    nlp = spacy.blank("en")
    return DocBin(store_user_data=True, docs=[labelled_doc(document, nlp) for document in documents])


def labelled_doc(document: GoldDocument, nlp: Language) -> Doc:
    """A document as spaCy sees it, over its decoded original, markup included.

    ``doc.spans["entities"]`` holds every labelled mention (label: entity type, ``kb_id``: number of the entity),
    ``doc.spans["triggers"]`` every trigger (label: claim type, ``kb_id``: modality), ``doc.ents`` the mentions that do
    not overlap, longest first, and ``doc.user_data["claims"]`` the claims as in the data set, with code points.
    A label that starts or ends inside a token is widened to the token.

    Args:
        document: joined with its text.
        nlp: whose tokenizer is used.
    """
    from spacy.util import filter_spans

    doc = nlp.make_doc(document.text)
    entities = [_span(doc, mention.range, mention.type, str(mention.entity)) for mention in document.entities]
    mentions = [(claim, mention) for claim in document.claims for mention in claim.mentions]
    triggers = [
        _span(doc, mention.trigger, claim.type, mention.modality.value) for claim, mention in mentions
    ]
    doc.spans["entities"] = entities
    doc.spans["triggers"] = triggers
    doc.ents = filter_spans(entities)
    record = document_record(document)
    doc.user_data["claims"] = record["claims"]
    doc.user_data["source"] = {key: record[key] for key in ("source", "path", "sha256", "split", "tag")}
    return doc


def _span(doc: Doc, place: Range, label: str, kb_id: str) -> Span:
    span = doc.char_span(place.start, place.end, label=label, kb_id=kb_id, alignment_mode="expand")
    if span is None:
        raise ValueError(f"[{place.start}, {place.end}) leaves the text")
    return span


def write_docbin(documents: Iterable[GoldDocument], path: str | Path) -> int:
    """Write documents as a ``.spacy`` file and return how many there were.

    Raises:
        OutputError: E301 if it cannot be written.
    """
    binary = to_docbin(documents)
    try:
        binary.to_disk(path)
    except OSError as error:
        raise OutputError("E301", str(path), str(error)) from error
    return len(binary)
