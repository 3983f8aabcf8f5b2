"""spaCy ``DocBin``, out and in: one ``Doc`` an article, over its cleaned text.

``doc.spans["arguments"]`` (label: role, ``kb_id``: claim), ``doc.spans["triggers"]`` (label: claim type, ``kb_id``:
modality) and ``doc.spans["claims"]`` (the evidence; label: claim type) hold tokens, so a span that starts or ends
inside a token is widened to it there. ``doc.user_data["claimwright.claims"]`` holds the claims whole, as the pipeline
leaves them: exact offsets, source offsets, confidence, all. With ``import claimwright.nlp`` it is ``doc._.claims``.
``doc.user_data["claimwright.article"]`` holds document and map. Reads back to the same articles.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from claimwright.errors import ClaimwrightError, InputError
from claimwright.exchange.article import AnnotatedText, Place, article_from_dict, article_to_dict
from claimwright.exchange.foreign.streams import read_bytes
from claimwright.exchange.foreign.tokens import english
from claimwright.exchange.streams import ByteStream

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

__all__ = ["DocBinWriter", "article_doc", "read_docbin"]

_CLAIMS, _ARTICLE = "claimwright.claims", "claimwright.article"


class DocBinWriter:
    """Writes a ``.spacy`` file; all documents are held until it is closed.

    Args:
        stream: where to.
    """

    def __init__(self, stream: ByteStream) -> None:
        from spacy.tokens import DocBin

        self._stream = stream
        self._docs = DocBin(store_user_data=True)

    def write(self, article: AnnotatedText) -> None:
        """Take one article."""
        self._docs.add(article_doc(article))

    def close(self) -> None:
        """Write the file."""
        self._stream.write(self._docs.to_bytes())


def article_doc(article: AnnotatedText) -> Doc:
    """An article as spaCy sees it."""
    doc = english().tokenizer(article.text)
    rest = article_to_dict(article)
    doc.user_data[_CLAIMS] = rest.pop("claims")
    doc.user_data[_ARTICLE] = rest
    doc.spans["arguments"] = [
        _span(doc, article.place(item.span), item.role, claim.id)
        for claim in article.claims
        for item in claim.arguments
    ]
    told = [(claim, mention) for claim in article.claims for mention in claim.mentions]
    doc.spans["triggers"] = [
        _span(doc, article.place(mention.trigger), claim.type, mention.modality.value)
        for claim, mention in told
    ]
    doc.spans["claims"] = [
        _span(doc, article.place(mention.evidence), claim.type, claim.id) for claim, mention in told
    ]
    return doc


def read_docbin(path: str | Path) -> Iterator[AnnotatedText | ClaimwrightError]:
    """The articles of a file that ``DocBinWriter`` wrote; a ``Doc`` without our data gives an error.

    Raises:
        InputError: E101, E102 or E701 if the file as a whole cannot be read.
    """
    from spacy.tokens import DocBin

    content = read_bytes(path)
    try:
        docs = list(DocBin().from_bytes(content).get_docs(english().vocab))
    except Exception as error:  # zlib, msgpack and spaCy each have their own
        raise InputError("E701", str(path), f"not a DocBin: {type(error).__name__}: {error}") from error
    for number, doc in enumerate(docs, start=1):
        where = f"{path}: document {number}"
        try:
            yield _article(doc, where)
        except ClaimwrightError as error:
            yield error


def _article(doc: Doc, where: str) -> AnnotatedText:
    rest, claims = doc.user_data.get(_ARTICLE), doc.user_data.get(_CLAIMS)
    if not isinstance(rest, dict) or claims is None:
        raise InputError(
            "E701", where, "it carries no claims; write it with `claimwright convert --to docbin`"
        )
    return article_from_dict({**rest, "claims": claims}, doc.text, where)


def _span(doc: Doc, place: Place, label: str, kb_id: str) -> Span:
    span = doc.char_span(*place, label=label, kb_id=kb_id, alignment_mode="expand")
    if span is None:
        raise InputError("E705", "", f"[{place.start}, {place.end}) leaves the text")
    return span
