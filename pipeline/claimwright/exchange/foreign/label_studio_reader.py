r"""Label Studio in: its JSON export (not JSON-MIN), with annotations, predictions or both.

Every annotation of a task is one reviewer's answer to the whole article; a cancelled one is unsure of every claim. A
task without annotations was not reviewed: the claims of its first prediction are read, and no answer.

Offsets are code points, unless we wrote the task for a release before 2022 or are told that it comes from one: these
count UTF-16 code units. So is a task read in which some span does not show its text as code points, while every span
does as code units; ``Tally.utf16`` counts all of these. Where that does not hold either, nothing is guessed
(``Anchors``). The editor writes a line break of a span's text as the two characters ``\n`` and leaves out white space
the browser does not show, so texts are compared without either.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

from claimwright.errors import ClaimwrightError, InputError
from claimwright.exchange.article import AnnotatedText, Place, article_from_dict
from claimwright.exchange.foreign.graph import Edge, Graph, Node, read_graph
from claimwright.exchange.foreign.review import Settings, plain_article, settle
from claimwright.exchange.foreign.streams import load_json, read_bytes
from claimwright.exchange.reviewed import Answerer, ReviewedText
from claimwright.exchange.utf16 import Utf16
from claimwright.records.decision import Action

__all__ = ["article_of_task", "read_annotation", "read_label_studio", "read_task", "read_tasks"]

_TOOL = "label-studio"
_UNSHOWN = re.compile(r"\\n|\s+")
_Record = TypeVar("_Record")


def read_label_studio(path: str | Path, settings: Settings) -> Iterator[ReviewedText | ClaimwrightError]:
    """The tasks of an export, one record an annotation; a task that cannot be read gives its error.

    Raises:
        InputError: E101, E102 or E701 if the file as a whole cannot be read.
    """
    return read_tasks(path, settings, read_task)


def read_tasks(
    path: str | Path,
    settings: Settings,
    read: Callable[[Mapping[str, Any], str, Settings], Iterator[_Record]],
) -> Iterator[_Record | ClaimwrightError]:
    """What ``read`` makes of each task of an export; a task that cannot be read gives its error.

    Args:
        path: a JSON file.
        settings: of the reading.
        read: takes a task, its place for errors, and the settings.

    Raises:
        InputError: E101, E102 or E701 if the file as a whole cannot be read.
    """
    tasks = load_json(read_bytes(path), str(path))
    if isinstance(tasks, dict):
        tasks = [tasks]
    if not isinstance(tasks, list):
        raise InputError("E701", str(path), "the file is not a list of tasks")
    for number, data in enumerate(tasks, start=1):
        name = data.get("id", number) if isinstance(data, dict) else number
        where = f"{path}: task {name}"
        try:
            yield from read(data, where, settings)
        except ClaimwrightError as error:
            yield error
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            yield InputError("E701", where, f"{type(error).__name__}: {error}")


def article_of_task(
    data: Mapping[str, Any], where: str, settings: Settings
) -> tuple[AnnotatedText, Settings]:
    """The article of a task with the claims it went out with, and the settings that fit it.

    Raises:
        InputError: E701 if the task has no text, E704 if a claim does not stand in it.
    """
    content = data["data"]
    text = content["text"] if isinstance(content, dict) else None
    if not isinstance(text, str):
        raise InputError("E701", where, "its data has no text; export as JSON, not JSON-MIN")
    ours = content.get("claimwright")
    if ours and ours.get("utf16"):
        settings = replace(settings, utf16=True)
    article = (
        article_from_dict(ours, text, where) if ours else plain_article(text, where, content.get("title"))
    )
    return article, settings


def read_task(data: Mapping[str, Any], where: str, settings: Settings) -> Iterator[ReviewedText]:
    """One record an annotation; of a task without any, its claims and no answer.

    Raises:
        ClaimwrightError: if it cannot be read.
    """
    article, settings = article_of_task(data, where, settings)
    annotations = data.get("annotations") or []
    if not annotations:
        predictions = data.get("predictions") or []
        result = predictions[0].get("result") or [] if predictions else []
        record = _read(article, result, where, settings, Answerer())
        yield replace(record, answers=())
        return
    records = [
        read_annotation(article, item, f"{where}, annotation {item.get('id', number)}", settings)
        for number, item in enumerate(annotations, start=1)
    ]
    truth = next((n for n, item in enumerate(annotations) if item.get("ground_truth")), len(records) - 1)
    for number, record in enumerate(records):
        yield replace(record, last=number == truth)


def read_annotation(
    article: AnnotatedText, data: Mapping[str, Any], where: str, settings: Settings
) -> ReviewedText:
    """What one person says of the claims of an article.

    Args:
        article: with the claims that were drawn for that person.
        data: the annotation.
        where: file, task and annotation, for errors.
        settings: of the reading.

    Raises:
        InputError: E702 or E703 if marks do not make a claim, E704 if a span does not show its text.
    """
    answerer = Answerer(_reviewer(data.get("completed_by")), _moment(data), _seconds(data.get("lead_time")))
    if data.get("was_cancelled"):
        return settle(article, None, Action.UNSURE, answerer, (_TOOL, where), settings)
    return _read(article, data.get("result") or [], where, settings, answerer)


def _read(
    article: AnnotatedText,
    result: Sequence[Mapping[str, Any]],
    where: str,
    settings: Settings,
    answerer: Answerer,
) -> ReviewedText:
    graph = _Reading(article, where, settings).graph(result)
    marked = read_graph(graph, settings.declarations, where)
    return settle(article, marked, Action.ACCEPT, answerer, (_TOOL, where), settings)


@dataclass(frozen=True, slots=True)
class _Reading:
    article: AnnotatedText
    where: str
    settings: Settings

    def graph(self, result: Sequence[Mapping[str, Any]]) -> Graph:
        """The regions and relations of a result; other kinds of answers (ratings, texts) are not ours."""
        regions = [item for item in result if item.get("type") == "labels"]
        modalities = {
            _plain(item["id"]): item["value"]["choices"][0]
            for item in result
            if item.get("type") == "choices" and item.get("from_name") == "modality"
        }
        claims = {claim.id for claim in self.article.claims}
        graph = Graph()
        for item, place in zip(regions, self._places(regions), strict=True):
            name, labels = _plain(item["id"]), item["value"]["labels"]
            if len(labels) != 1:
                raise InputError("E702", self.where, f"region {name} has {len(labels)} labels, not one")
            origin = name.rpartition(".")[0]
            graph.nodes[name] = Node(
                name, labels[0], place, modalities.get(name), origin if origin in claims else None
            )
        for item in result:
            if item.get("type") == "relation":
                graph.edges.append(self._edge(item))
        return graph

    def _edge(self, item: Mapping[str, Any]) -> Edge:
        labels = item.get("labels") or []
        if len(labels) != 1:
            raise InputError("E703", self.where, f"a relation has {len(labels)} labels, not one")
        start, end = _plain(item["from_id"]), _plain(item["to_id"])
        return Edge(end, start, labels[0]) if item.get("direction") == "left" else Edge(start, end, labels[0])

    def _places(self, regions: Sequence[Mapping[str, Any]]) -> list[Place]:
        text = self.article.text
        values = [
            (item["value"].get("start"), item["value"].get("end"), item["value"].get("text"))
            for item in regions
        ]
        if self.settings.utf16 or not all(_shows(text, *value) for value in values):
            places = _as_utf16(text, values, trusted=self.settings.utf16)
            if places is not None:
                self.settings.tally.utf16 += 1
                return places
        anchors = self.settings.anchors
        return [
            Place(start, end)
            if _shows(text, start, end, quote)
            else anchors.place(text, start, end, quote, self.where)
            for start, end, quote in values
        ]


def _shows(text: str, start: object, end: object, quote: object) -> bool:
    """Whether the place shows the quote, white space and the editor's line breaks left aside."""
    if type(start) is not int or type(end) is not int or not 0 <= start < end <= len(text):
        return False
    return quote is None or (
        isinstance(quote, str) and _UNSHOWN.sub("", text[start:end]) == _UNSHOWN.sub("", quote)
    )


def _as_utf16(text: str, values: Sequence[tuple[Any, Any, Any]], *, trusted: bool) -> list[Place] | None:
    """The places if all numbers are UTF-16 code units, or None if a text then does not show.

    A region without its text proves nothing; it counts only where the unit is known (``trusted``).
    """
    units = Utf16(text)
    places = []
    for start, end, quote in values:
        try:
            place = Place(units.to_code_points(start), units.to_code_points(end))
        except (TypeError, ValueError):
            return None
        if not (quote is not None or trusted) or not _shows(text, *place, quote):
            return None
        places.append(place)
    return places


def _plain(name: object) -> str:
    """A region's id without the suffix the editor may add."""
    if not isinstance(name, str):
        raise TypeError(f"a region's id is {name!r}")
    return name.partition("#")[0]


def _reviewer(value: object) -> str | None:
    if isinstance(value, dict):
        value = value.get("email") or value.get("username") or value.get("id")
    return None if value in (None, "") else str(value)


def _seconds(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) else None


def _moment(data: Mapping[str, Any]) -> str | None:
    written = data.get("updated_at") or data.get("created_at")
    if not isinstance(written, str):
        return None
    at = datetime.fromisoformat(written)
    return (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(UTC).isoformat(timespec="microseconds")
