"""Prodigy in: JSON Lines as ``db-out`` writes them, one record a task.

``accept`` takes the task as it is now: the claim as it went out if nothing was changed, else a correction. ``reject``
rejects the claim it went out with; ``ignore`` is unsure of it. A task without ``answer`` was not reviewed. The chosen
option, if there is one, is the modality; else it is the claim's. Tasks that did not come from us add their claims when
accepted; their text is the document.

Spans carry no text; their token texts are checked where the task has tokens.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from claimwright.errors import ClaimwrightError, InputError
from claimwright.exchange.article import AnnotatedText, article_from_dict
from claimwright.exchange.foreign.graph import Edge, Graph, Node, read_graph
from claimwright.exchange.foreign.review import Settings, plain_article, settle
from claimwright.exchange.foreign.streams import json_lines
from claimwright.exchange.reviewed import Answerer, ReviewedText
from claimwright.records.decision import Action

__all__ = ["read_prodigy"]

_TOOL = "prodigy"
_ANSWERS = {"accept": Action.ACCEPT, "reject": Action.REJECT, "ignore": Action.UNSURE}


def read_prodigy(path: str | Path, settings: Settings) -> Iterator[ReviewedText | ClaimwrightError]:
    """The tasks of a file; one that cannot be read gives its error.

    Raises:
        InputError: E101 or E102 if the file as a whole cannot be read.
    """
    for where, data in json_lines(path):
        if isinstance(data, InputError):
            yield data
            continue
        try:
            yield _task(data, where, settings)
        except ClaimwrightError as error:
            yield error
        except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
            yield InputError("E701", where, f"{type(error).__name__}: {error}")


def _task(data: Mapping[str, Any], where: str, settings: Settings) -> ReviewedText:
    text = data["text"]
    if not isinstance(text, str):
        raise InputError("E701", where, "the task has no text")
    ours = data.get("claimwright")
    article = article_from_dict(ours, text, where) if ours else plain_article(text, where)
    answer = data.get("answer")
    if answer is not None and answer not in _ANSWERS:
        raise InputError("E702", where, f"no answer is called {answer!r}")
    action = _ANSWERS[answer] if answer else Action.ACCEPT
    origin = (_TOOL, where)
    # A task asks about one claim, so it never tells whether others were missed.
    settings = replace(settings, complete=False)
    if action is not Action.ACCEPT:
        return settle(article, None, action, _answerer(data), origin, settings)
    marked = read_graph(_graph(data, article, where, settings), settings.declarations, where)
    record = settle(article, marked, action, _answerer(data), origin, settings)
    return record if answer else replace(record, answers=())


def _graph(data: Mapping[str, Any], article: AnnotatedText, where: str, settings: Settings) -> Graph:
    claim = article.claims[0] if article.claims else None
    chosen = data.get("accept") or []
    if len(chosen) > 1:
        raise InputError("E702", where, f"{len(chosen)} modalities are chosen, not one")
    modality = chosen[0] if chosen else claim.modality.value if claim else None
    graph = Graph()
    for span in data.get("spans") or []:
        node = _node(span, data, article, where, settings)
        if node.label in settings.declarations.claim_types:
            node = replace(node, modality=modality, claim_id=claim.id if claim else None)
        graph.nodes[node.id] = node
    for item in data.get("relations") or []:
        ends = [_name(item[key]) for key in ("head_span", "child_span")]
        if missing := [end for end in ends if end not in graph.nodes]:
            raise InputError("E703", where, f"{item.get('label')!r} joins {missing[0]}, which is no span")
        graph.edges.append(Edge(ends[0], ends[1], item["label"]))
    return graph


def _node(
    span: Mapping[str, Any], data: Mapping[str, Any], article: AnnotatedText, where: str, settings: Settings
) -> Node:
    quote = _quote(span, data.get("tokens") or [], article.text)
    place = settings.anchors.place(article.text, span["start"], span["end"], quote, where)
    return Node(_name(span), span["label"], place)


def _quote(span: Mapping[str, Any], tokens: Sequence[Mapping[str, Any]], text: str) -> str | None:
    """The text of a span's tokens, or None where it has none."""
    first, last = span.get("token_start"), span.get("token_end")
    if not tokens or type(first) is not int or type(last) is not int:
        return None
    if not 0 <= first <= last < len(tokens):
        raise IndexError(f"a span's tokens are {first} to {last}, of {len(tokens)}")
    run = tokens[first : last + 1]
    joined = "".join(f"{token['text']}{' ' if token.get('ws') else ''}" for token in run[:-1])
    return joined + str(run[-1]["text"])


def _name(span: Mapping[str, Any]) -> str:
    """A span has no id in Prodigy: label and place tell it."""
    return f"{span['label']} {span['start']}-{span['end']}"


def _answerer(data: Mapping[str, Any]) -> Answerer:
    who = data.get("_annotator_id") or data.get("_session_id")
    when = data.get("_timestamp")
    at = None
    if isinstance(when, int | float):
        at = datetime.fromtimestamp(when, UTC).isoformat(timespec="microseconds")
    return Answerer(None if who is None else str(who), at)
