r"""brat in: a folder with .txt and .ann files, one record a pair.

brat does not note what was looked at, so every pair counts as reviewed: give only those that were. Who reviewed is not
told either; the time is that of the .ann file. Events are claims; ``Modality`` is their modality; roles may end in a
number; ``mention`` relations join further triggers. Text-bound lines without an event are no claims. Spans of several
fragments are read where only white space lies between them; others are an error, as we have none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

from claimwright.errors import ClaimwrightError, InputError
from claimwright.exchange.article import AnnotatedText, Place, article_from_dict
from claimwright.exchange.foreign.brat import SIDECAR
from claimwright.exchange.foreign.graph import Edge, Graph, Node, read_graph
from claimwright.exchange.foreign.review import Settings, plain_article, settle
from claimwright.exchange.foreign.streams import json_lines, read_bytes
from claimwright.exchange.reviewed import Answerer, ReviewedText
from claimwright.records.decision import Action
from claimwright.schema import Declarations

__all__ = ["read_brat"]

_TOOL = "brat"
_NUMBERED = re.compile(r"(.*?)\d+")


def read_brat(folder: str | Path, settings: Settings) -> Iterator[ReviewedText | ClaimwrightError]:
    """The articles of a collection in order of their names; one that cannot be read gives its error.

    Raises:
        InputError: E101 if there is no such folder, E701 if it holds no .ann file.
    """
    place = Path(folder)
    if not place.is_dir():
        raise InputError("E101", str(folder), "it is not a folder")
    files = sorted(place.rglob("*.ann"))
    if not files:
        raise InputError("E701", str(folder), "it holds no .ann file")
    ours, faults = _sidecar(place)
    yield from faults
    for file in files:
        name = file.relative_to(place).with_suffix(".txt").as_posix()
        try:
            if faults and name not in ours:  # its part is among the damaged ones
                raise InputError("E701", str(file), f"{SIDECAR} does not tell where it comes from")
            yield _article(file, ours.get(name), settings)
        except ClaimwrightError as error:
            yield error
        except (KeyError, TypeError, ValueError, IndexError) as error:
            yield InputError("E701", str(file), f"{type(error).__name__}: {error}")


def _sidecar(folder: Path) -> tuple[dict[str, dict[str, Any]], list[InputError]]:
    """Our own part of each article, by the name of its text."""
    found: dict[str, dict[str, Any]] = {}
    faults = []
    if (folder / SIDECAR).is_file():
        for where, data in json_lines(folder / SIDECAR):
            if isinstance(data, InputError):
                faults.append(data)
            elif isinstance(data.get("file"), str):
                found[data["file"]] = data
            else:
                faults.append(InputError("E701", where, "it names no file"))
    return found, faults


def _article(file: Path, ours: Mapping[str, Any] | None, settings: Settings) -> ReviewedText:
    source = file.with_suffix(".txt")
    text = _decode(source)
    article = article_from_dict(ours, text, str(source)) if ours else plain_article(text, str(source))
    graph = _Parser(article, file, settings).graph(_decode(file))
    marked = read_graph(graph, settings.declarations, str(file))
    at = datetime.fromtimestamp(file.stat().st_mtime, UTC).isoformat(timespec="microseconds")
    return settle(article, marked, Action.ACCEPT, Answerer(at=at), (_TOOL, str(file)), settings)


def _decode(file: Path) -> str:
    try:
        return read_bytes(file).decode("utf-8")
    except UnicodeDecodeError as error:
        raise InputError("E701", str(file), f"not UTF-8: {error}") from error


class _Event(NamedTuple):
    label: str
    trigger: str
    arguments: list[tuple[str, str]]
    where: str


class _Parser:
    """Reads the lines of one .ann file."""

    def __init__(self, article: AnnotatedText, file: Path, settings: Settings) -> None:
        self._article = article
        self._file = file
        self._settings = settings
        self._bound: dict[str, Node] = {}
        self._events: dict[str, _Event] = {}
        self._relations: list[Edge] = []
        self._modalities: dict[str, str] = {}
        self._origins: dict[str, str] = {}

    def graph(self, content: str) -> Graph:
        """The events with their arguments; text-bound lines that no event uses are left out.

        Raises:
            InputError: E701 naming a line that is not of the format, E703 where an event has a loose end,
                E704 where a span does not show its text.
        """
        for number, line in enumerate(content.split("\n"), start=1):
            where = f"{self._file}:{number}"
            if line.strip():
                try:
                    self._line(line.removesuffix("\r"), where)
                except (ValueError, IndexError) as error:
                    raise InputError("E701", where, f"not a line of brat's: {line[:60]!r}") from error
        graph = Graph(edges=list(self._relations))
        for name, event in self._events.items():
            self._draw(name, event, graph)
        return graph

    def _line(self, line: str, where: str) -> None:
        name, rest = line.split("\t", 1)
        kind = name[0]
        if kind == "T":
            self._bound[name] = self._text_bound(name, rest, where)
        elif kind == "E":
            head, *arguments = rest.split()
            label, trigger = head.split(":")
            pairs = [(role, target) for role, target in (item.split(":") for item in arguments)]
            self._events[name] = _Event(label, trigger, pairs, where)
        elif kind == "R":
            label, first, second = rest.split()
            self._relations.append(Edge(first.partition(":")[2], second.partition(":")[2], label))
        elif kind in "AM":
            label, target, *value = rest.split()
            if label == "Modality":
                self._modalities[target] = value[0]
        elif kind == "#":
            head, _, note = rest.partition("\t")
            self._origins[head.split()[1]] = note.split(" ", 1)[0]
        elif kind not in "N*":
            raise ValueError(kind)

    def _text_bound(self, name: str, rest: str, where: str) -> Node:
        head, _, quote = rest.partition("\t")
        label, places = head.split(" ", 1)
        runs = [Place(*map(int, pair.split())) for pair in places.split(";")]
        text = self._article.text
        gaps = [text[left.end : right.start] for left, right in pairwise(runs)]
        if any(gap.strip() or not gap for gap in gaps):
            raise InputError("E703", where, "a span has several parts with words between them")
        if len(runs) > 1 and quote == " ".join(text[start:end] for start, end in runs):
            quote = text[runs[0].start : runs[-1].end]
        anchors = self._settings.anchors
        return Node(name, label, anchors.place(text, runs[0].start, runs[-1].end, quote or None, where))

    def _draw(self, name: str, event: _Event, graph: Graph) -> None:
        """Add an event's trigger under the event's name, and its arguments."""
        bound = self._bound.get(event.trigger)
        if bound is None or bound.label != event.label:
            raise InputError("E703", event.where, f"{name} has no trigger of its type")
        origin = self._origins.get(name)
        known = {claim.id for claim in self._article.claims}
        graph.nodes[name] = replace(
            bound,
            id=name,
            modality=self._modalities.get(name),
            claim_id=origin if origin in known else None,
        )
        for role, target in event.arguments:
            if target not in self._bound:
                raise InputError(
                    "E703", event.where, f"{role} of {name} is {target}, which is no run of text"
                )
            graph.nodes.setdefault(target, self._bound[target])
            graph.edges.append(Edge(name, target, _role(role, event.label, self._settings.declarations)))


def _role(name: str, label: str, declarations: Declarations) -> str:
    """The role without the number that tells a second value from the first."""
    declared = declarations.claim_types[label].roles if label in declarations.claim_types else {}
    match = _NUMBERED.fullmatch(name)
    return name if match is None or name in declared else match[1]
