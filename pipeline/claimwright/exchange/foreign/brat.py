r"""brat out: a folder with NAME.txt and NAME.ann for each article, and ``annotation.conf``.

Offsets are code points of the .txt file, which holds the text byte for byte: carriage returns stay and count. A span
over line ends or tabs is written as fragments (``0 5;6 11``), as brat itself does.

Carried: a claim is an event (``E``) on its first trigger, of its type; roles and ``attribution`` are its arguments, a
second value of a role with a number after it (``person2``); modality is the attribute ``Modality``; further mentions
are events without arguments, tied to it by a ``mention`` relation (``R``); id, confidence and model stand in a note
(``#``). Not shown, but in ``claimwright.jsonl`` beside them for the way back: source offsets, evidence, canonical
names, normalised values, explanation, document. A span that begins or ends with a line end or tab cannot be written
(E705).
"""

from __future__ import annotations

import re
import secrets
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from claimwright.errors import InputError, OutputError
from claimwright.exchange.article import AnnotatedText, Place, article_to_dict
from claimwright.exchange.foreign.graph import ATTRIBUTION, MENTION, SOURCE, Edge, Graph, Node, draw
from claimwright.exchange.jsonl import encode_line
from claimwright.schema import Declarations

__all__ = ["SIDECAR", "BratWriter", "annotation_conf", "annotation_lines"]

SIDECAR = "claimwright.jsonl"
_BREAKS = re.compile("[\t\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
_UNSAFE = re.compile(r"[^\w.-]+", re.ASCII)


class BratWriter:
    """Writes a brat collection; the folder appears when it is whole.

    Args:
        folder: where to; it must not exist, or be empty.
        declarations: of the claims.

    Raises:
        OutputError: E301 if the folder holds something or cannot be made.
    """

    def __init__(self, folder: str | Path, declarations: Declarations) -> None:
        self._place = Path(folder)
        self._declarations = declarations
        self._names: Counter[str] = Counter()
        try:
            if self._place.exists() and (not self._place.is_dir() or any(self._place.iterdir())):
                raise OutputError("E301", str(folder), "it is there already and not an empty folder")
            self._working = self._place.with_name(f".{self._place.name}.{secrets.token_hex(4)}.part")
            self._working.mkdir(parents=True)
            self._save("annotation.conf", annotation_conf(declarations))
            self._sidecar = (self._working / SIDECAR).open("wb")
        except OSError as error:
            raise OutputError("E301", str(folder), error.strerror or str(error)) from error

    def write(self, article: AnnotatedText) -> None:
        """Add one article.

        Raises:
            InputError: E702 if it has a type or role that is not declared, E705 if a span cannot be written.
            OutputError: E301 if it cannot be saved.
        """
        lines = "".join(f"{line}\n" for line in annotation_lines(article, self._declarations))
        name = self._name(article.reference.path)
        try:
            self._save(f"{name}.txt", article.text)
            self._save(f"{name}.ann", lines)
            self._sidecar.write(encode_line({"file": f"{name}.txt", **article_to_dict(article)}))
        except OSError as error:
            raise OutputError("E301", str(self._place), error.strerror or str(error)) from error

    def close(self) -> None:
        """Move the folder to its place.

        Raises:
            OutputError: E301 if that fails.
        """
        try:
            self._sidecar.close()
            if self._place.is_dir():
                self._place.rmdir()
            self._working.rename(self._place)
        except OSError as error:
            raise OutputError("E301", str(self._place), error.strerror or str(error)) from error

    def drop(self) -> None:
        """Leave nothing behind."""
        self._sidecar.close()
        shutil.rmtree(self._working, ignore_errors=True)

    def _name(self, path: str) -> str:
        """A file name for an article: of its path, numbered where it repeats."""
        stem = _UNSAFE.sub("_", Path(path).name).strip("._")[:80] or "article"
        stem = stem.casefold() if stem.casefold() in self._names else stem
        self._names[stem.casefold()] += 1
        count = self._names[stem.casefold()]
        return stem if count == 1 else self._name(f"{stem}-{count}")

    def _save(self, name: str, content: str) -> None:
        (self._working / name).write_bytes(content.encode("utf-8"))


def annotation_lines(article: AnnotatedText, declarations: Declarations) -> Iterator[str]:
    """The lines of an article's .ann file.

    Raises:
        InputError: E702 if a type or role is not declared, E705 if a span cannot be written.
    """
    graph = draw(article, declarations)
    names = _names(graph)
    events = [node for node in graph.nodes.values() if node.label in declarations.claim_types]
    triggers: dict[tuple[str, Place], str] = {}
    for node in graph.nodes.values():
        key = (node.label, node.place)
        if key not in triggers:
            triggers[key] = f"T{len(triggers) + 1}"
            fragments = _fragments(node.place, article)
            places = ";".join(f"{start} {end}" for start, end in fragments)
            words = " ".join(article.text[start:end] for start, end in fragments)
            yield f"{triggers[key]}\t{node.label} {places}\t{words}"
    places_of = {node.id: triggers[node.label, node.place] for node in graph.nodes.values()}
    for node in events:
        yield _event(node, graph, names[node.id], places_of)
    heads = [node for node in events if node.modality is not None]
    for number, node in enumerate(heads, start=1):
        yield f"A{number}\tModality {names[node.id]} {node.modality}"
    mentions = [edge for edge in graph.edges if edge.label == MENTION]
    for number, edge in enumerate(mentions, start=1):
        yield f"R{number}\t{MENTION} Arg1:{names[edge.start]} Arg2:{names[edge.end]}"
    for number, (node, claim) in enumerate(zip(heads, article.claims, strict=True), start=1):
        model = _BREAKS.sub(" ", f"{claim.model.name} {claim.model.version}")
        note = f"{claim.id} confidence {claim.confidence:.4g} {model}"
        yield f"#{number}\tAnnotatorNotes {names[node.id]}\t{note}"


def annotation_conf(declarations: Declarations) -> str:
    """The collection's ``annotation.conf``: which types, roles and attributes annotators may use."""
    events = []
    for claim_type in declarations.claim_types.values():
        roles = [f"{role.name}*:{'|'.join(role.entity_types)}" for role in claim_type.roles.values()]
        events.append(f"{claim_type.name}\t{', '.join([*roles, f'{ATTRIBUTION}?:{SOURCE}'])}")
    return "\n".join(
        [
            *("[entities]", *declarations.entity_types, SOURCE, ""),
            *("[relations]", f"{MENTION}\tArg1:<EVENT>, Arg2:<EVENT>", ""),
            *("[events]", *events, ""),
            *("[attributes]", f"Modality\tArg:<EVENT>, Value:{'|'.join(declarations.modalities)}", ""),
        ]
    )


def _names(graph: Graph) -> dict[str, str]:
    """``E1``, ``E2`` ... for the triggers."""
    triggers = [node.id for node in graph.nodes.values() if node.claim_id is not None]
    return {name: f"E{number}" for number, name in enumerate(triggers, start=1)}


def _event(node: Node, graph: Graph, name: str, places_of: dict[str, str]) -> str:
    counts: Counter[str] = Counter()
    arguments = ""
    for edge in _roles(node, graph):
        counts[edge.label] += 1
        number = counts[edge.label]
        arguments += f" {edge.label}{number if number > 1 else ''}:{places_of[edge.end]}"
    return f"{name}\t{node.label}:{places_of[node.id]}{arguments}"


def _roles(node: Node, graph: Graph) -> list[Edge]:
    return [edge for edge in graph.edges if edge.start == node.id and edge.label != MENTION]


def _fragments(place: Place, article: AnnotatedText) -> list[Place]:
    """The place without line ends and tabs, which would tear a line of the file."""
    fragments, start = [], place.start
    for match in _BREAKS.finditer(article.text, *place):
        fragments.append(Place(start, match.start()))
        start = match.end()
    fragments.append(Place(start, place.end))
    if any(left >= right for left, right in fragments):
        detail = f"[{place.start}, {place.end}) begins or ends with a line end or tab"
        raise InputError("E705", article.reference.path, detail)
    return fragments
