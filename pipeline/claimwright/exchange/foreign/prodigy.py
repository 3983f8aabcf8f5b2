"""Prodigy out: JSON Lines, one task a claim, for its ``relations`` interface.

A task's text is the lines the claim stands in. Offsets are code points from the start of that text; ``token_end`` is
the last token, not the one after it; a relation's ``head`` and ``child`` are last tokens of their spans. Tokens are
spaCy's, cut where a span starts or ends inside one, so that every span is whole tokens and none is widened.

Carried: type as label of the trigger, role as label of a relation, modality as the chosen option of ``options`` (shown
with a ``blocks`` interface of ``relations`` and ``choice``), confidence, modality and title in ``meta``. Not shown, but
in ``claimwright`` for the way back: source offsets, evidence, canonical names, normalised values, explanation,
document, model. Articles without claims have no task.
"""

from __future__ import annotations

from typing import Any

from claimwright.exchange.article import AnnotatedText, Place, article_to_dict
from claimwright.exchange.foreign.graph import Edge, Graph, Node, draw
from claimwright.exchange.foreign.tokens import Token, token_range, tokenize
from claimwright.exchange.jsonl import encode_line
from claimwright.exchange.streams import ByteStream
from claimwright.schema import Declarations

__all__ = ["ProdigyWriter", "prodigy_task"]


class ProdigyWriter:
    """Writes tasks as JSON Lines.

    Args:
        stream: where to.
        declarations: of the claims.
    """

    def __init__(self, stream: ByteStream, declarations: Declarations) -> None:
        self._stream = stream
        self._declarations = declarations

    def write(self, article: AnnotatedText) -> None:
        """Append the tasks of one article."""
        lines = [
            encode_line(prodigy_task(article.window(claim), self._declarations)) for claim in article.claims
        ]
        self._stream.write(b"".join(lines))

    def close(self) -> None:
        """Nothing is held back."""


def prodigy_task(article: AnnotatedText, declarations: Declarations) -> dict[str, Any]:
    """An article with one claim as a task.

    Raises:
        InputError: E702 if the claim's type or a role is not declared.
    """
    [claim] = article.claims
    graph = draw(article, declarations)
    tokens = tokenize(article.text, (node.place for node in graph.nodes.values()))
    spans = {node.id: _span(node, tokens) for node in graph.nodes.values()}
    return {
        "text": article.text,
        "tokens": [_token(token, number, article.text) for number, token in enumerate(tokens)],
        "spans": list(spans.values()),
        "relations": [_relation(edge, graph, spans) for edge in graph.edges],
        "options": [{"id": name, "text": name} for name in declarations.modalities],
        "accept": [claim.modality.value],
        "meta": {
            "claim": f"{claim.type}, {claim.modality.value}",
            "confidence": round(claim.confidence, 2),
            "title": article.reference.title or article.reference.path,
        },
        "claimwright": article_to_dict(article),
    }


def _token(token: Token, number: int, text: str) -> dict[str, Any]:
    return {
        "text": text[token.start : token.end],
        "start": token.start,
        "end": token.end,
        "id": number,
        "ws": token.blank,
    }


def _span(node: Node, tokens: list[Token]) -> dict[str, Any]:
    first, last = token_range(tokens, node.place)
    return {**_place(node.place), "token_start": first, "token_end": last, "label": node.label}


def _place(place: Place) -> dict[str, int]:
    return {"start": place.start, "end": place.end}


def _relation(edge: Edge, graph: Graph, spans: dict[str, dict[str, Any]]) -> dict[str, Any]:
    head, child = spans[edge.start], spans[edge.end]
    return {
        "head": head["token_end"],
        "child": child["token_end"],
        "head_span": head,
        "child_span": child,
        "label": edge.label,
    }
