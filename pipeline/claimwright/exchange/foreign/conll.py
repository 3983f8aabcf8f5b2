"""CoNLL columns, out only: a token a line, tab-separated, an empty line after each sentence.

Columns: ID, FORM, START, END (code points of the cleaned text), SOURCE_START, SOURCE_END (of the decoded original),
ENTITY (entity types in BIO), TRIGGER (claim types in BIO), then one column for each claim of the sentence with its
roles in BIO (``B-person``, ``B-TRIGGER``, ``B-ATTRIBUTION``), in the order of the sentence's ``# claim`` lines, which
tell id, type, modality, confidence and who says so. ``# newdoc``, ``# sha256`` and ``# path`` name the document.

Not carried: white space (START and END tell it), overlapping spans of one column (the longer stays), edges inside a
token (widened to it), canonical names, normalised values, explanation, and claims whose spans hold no token.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from claimwright.exchange.article import AnnotatedText, Place
from claimwright.exchange.foreign.graph import draw
from claimwright.exchange.foreign.tokens import Token, token_range, tokenize
from claimwright.exchange.marks import mark
from claimwright.exchange.streams import ByteStream
from claimwright.records import Block, BlockKind, Claim
from claimwright.schema import Declarations

__all__ = ["ConllWriter", "conll_lines"]

_COLUMNS = "ID FORM START END SOURCE_START SOURCE_END ENTITY TRIGGER CLAIM..."


class ConllWriter:
    """Writes sentences in columns.

    Args:
        stream: where to.
        declarations: of the claims.
    """

    def __init__(self, stream: ByteStream, declarations: Declarations) -> None:
        self._stream = stream
        self._declarations = declarations
        self._stream.write(f"# columns = {_COLUMNS}\n".encode())

    def write(self, article: AnnotatedText) -> None:
        """Append the sentences of one article."""
        lines = "".join(f"{line}\n" for line in conll_lines(article, self._declarations))
        self._stream.write(lines.encode("utf-8"))

    def close(self) -> None:
        """Nothing is held back."""


def conll_lines(article: AnnotatedText, declarations: Declarations) -> Iterator[str]:
    """The lines of an article.

    Raises:
        InputError: E702 if a claim's type or role is not declared.
    """
    graph = draw(article, declarations)
    reference, text = article.reference, article.text
    tokens = [token for token in tokenize(text) if text[token.start : token.end].strip()]
    nodes = list(graph.nodes.values())
    types = declarations.claim_types
    entities = _bio(((node.label, node.place) for node in nodes if node.label not in types), tokens)
    triggers = _bio(((node.label, node.place) for node in nodes if node.label in types), tokens)
    columns = [(claim, _bio(_marks(claim, article), tokens)) for claim in article.claims]
    yield f"# newdoc id = {_flat(reference.id)}"
    yield f"# sha256 = {reference.sha256}"
    yield f"# path = {_flat(reference.path)}"
    for number, (first, last) in enumerate(_sentences(text, tokens), start=1):
        yield f"# sent_id = {number}"
        here = [(claim, tags) for claim, tags in columns if any(tag != "O" for tag in tags[first:last])]
        for claim, _ in here:
            who = f"\tattribution={_flat(claim.attribution.text)}" if claim.attribution else ""
            told = f"{claim.type}\t{claim.modality.value}\tconfidence={claim.confidence:.4g}"
            yield f"# claim = {claim.id}\t{told}{who}"
        for position in range(first, last):
            roles = [tags[position] for _, tags in here]
            fields = _fields(article, tokens[position], position - first + 1)
            yield "\t".join([*fields, entities[position], triggers[position], *roles])
        yield ""


def _fields(article: AnnotatedText, token: Token, number: int) -> list[str]:
    source_start, source_end = article.alignment.to_source(token.start, token.end)
    places = (token.start + article.offset, token.end + article.offset, source_start, source_end)
    return [str(number), article.text[token.start : token.end], *map(str, places)]


def _marks(claim: Claim, article: AnnotatedText) -> Iterator[tuple[str, Place]]:
    marked = mark(claim, article)
    yield from marked.arguments
    yield from (("TRIGGER", place) for place in marked.triggers)
    if marked.attribution is not None:
        yield "ATTRIBUTION", marked.attribution


def _bio(marks: Iterable[tuple[str, Place]], tokens: Sequence[Token]) -> list[str]:
    """A tag for each token; of marks that share a token, the longest stays, then the first."""
    tags = ["O"] * len(tokens)
    for label, place in sorted(marks, key=lambda item: (item[1].start - item[1].end, item[1])):
        try:
            first, last = token_range(tokens, place)
        except ValueError:
            continue
        if all(tag == "O" for tag in tags[first : last + 1]):
            tags[first : last + 1] = [f"B-{label}"] + [f"I-{label}"] * (last - first)
    return tags


def _sentences(text: str, tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """The token ranges ``[first, last)`` of the sentences; lines always end one."""
    from claimwright.encoder.sentences import split_sentences

    blocks, start = [], 0
    for line in text.split("\n"):
        blocks.append(Block(BlockKind.PARAGRAPH, start, start + len(line)))
        start += len(line) + 1
    first = 0
    for _, end in split_sentences(text, blocks):
        last = bisect_left(tokens, end, key=lambda token: token.start)
        if last > first:
            yield first, last
        first = last


def _flat(text: str) -> str:
    return " ".join(text.split())
