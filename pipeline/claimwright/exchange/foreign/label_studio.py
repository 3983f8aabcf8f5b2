"""Label Studio out: one task an article, the claims as one prediction.

Offsets: Label Studio counts Unicode code points, a line feed or carriage return as one each (its editor's
``selection-tools.js``, "charsToCodePoints"; pull requests label-studio-frontend#308, label-studio#2420 and #6135).
Releases before 2022 counted UTF-16 code units (issues #539, #1347): ``utf16=True`` writes for them.

Carried: type as label of the trigger; modality as a choice of the first trigger; role as label of a relation;
confidence as ``score`` of the first trigger's region, the greatest of an argument's as that of its region, the mean
of the claims' as the prediction's. Not shown, but in ``data.claimwright`` for the way back: source offsets (the map),
evidence, canonical names, normalised values, explanation, document and model.
"""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

from claimwright.exchange.article import AnnotatedText, article_to_dict
from claimwright.exchange.foreign.graph import ATTRIBUTION, MENTION, SOURCE, Edge, Node, draw
from claimwright.exchange.jsonl import encode_line
from claimwright.exchange.streams import ByteStream
from claimwright.exchange.utf16 import Utf16
from claimwright.schema import Declarations

__all__ = ["LabelStudioWriter", "labelling_config", "marks_of", "task"]


class LabelStudioWriter:
    """Writes a JSON array of tasks, as Label Studio imports it.

    Args:
        stream: where to.
        declarations: of the claims.
        utf16: count offsets in UTF-16 code units, for releases before 2022.
    """

    def __init__(self, stream: ByteStream, declarations: Declarations, *, utf16: bool = False) -> None:
        self._stream = stream
        self._declarations = declarations
        self._utf16 = utf16
        self._open = False

    def write(self, article: AnnotatedText) -> None:
        """Append one article as a task."""
        self.write_task(task(article, self._declarations, utf16=self._utf16))

    def write_task(self, data: Mapping[str, Any]) -> None:
        """Append one task that is made already."""
        self._stream.write((b",\n" if self._open else b"[\n") + encode_line(data).removesuffix(b"\n"))
        self._open = True

    def close(self) -> None:
        """Close the array."""
        self._stream.write(b"\n]\n" if self._open else b"[]\n")


def task(article: AnnotatedText, declarations: Declarations, *, utf16: bool = False) -> dict[str, Any]:
    """An article as a task.

    Raises:
        InputError: E702 if a claim's type or role is not declared.
    """
    result = marks_of(article, declarations, utf16=utf16)
    data = {
        "text": article.text,
        "title": article.reference.title,
        "claimwright": {**article_to_dict(article), "utf16": utf16},
    }
    if not article.claims:
        return {"data": data}
    versions = dict.fromkeys(f"{claim.model.name} {claim.model.version}" for claim in article.claims)
    mean = sum(claim.confidence for claim in article.claims) / len(article.claims)
    return {
        "data": data,
        "predictions": [{"model_version": ", ".join(versions), "score": mean, "result": result}],
    }


def marks_of(
    article: AnnotatedText, declarations: Declarations, *, utf16: bool = False, origin: str = "prediction"
) -> list[dict[str, Any]]:
    """The claims of an article as the result of a prediction or annotation: regions, choices and relations.

    Args:
        article: text and claims.
        declarations: of the claims.
        utf16: count offsets in UTF-16 code units.
        origin: what Label Studio is told of who drew the regions; ``manual`` for a person.

    Raises:
        InputError: E702 if a claim's type or role is not declared.
    """
    graph = draw(article, declarations)
    units = Utf16(article.text) if utf16 else None
    result: list[dict[str, Any]] = []
    for node in graph.nodes.values():
        result.extend(_region(node, article.text, units, origin))
    result.extend(_relation(edge) for edge in graph.edges)
    return result


def labelling_config(declarations: Declarations) -> str:
    """The labelling interface that tasks are made for (Settings, Labeling Interface, Code)."""
    roles = [role for claim_type in declarations.claim_types.values() for role in claim_type.roles]
    labels = [*declarations.claim_types, *declarations.entity_types, SOURCE]
    triggers = ",".join(declarations.claim_types)
    return "\n".join(
        [
            "<View>",
            '  <Labels name="label" toName="text">',
            *(f'    <Label value="{escape(label)}"/>' for label in labels),
            "  </Labels>",
            '  <Text name="text" value="$text" saveTextResult="yes"/>',
            "  <Relations>",
            *(
                f'    <Relation value="{escape(label)}"/>'
                for label in dict.fromkeys([*roles, MENTION, ATTRIBUTION])
            ),
            "  </Relations>",
            '  <Choices name="modality" toName="text" perRegion="true" choice="single"'
            f' visibleWhen="region-selected" whenTagName="label" whenLabelValue="{escape(triggers)}">',
            *(f'    <Choice value="{escape(name)}"/>' for name in declarations.modalities),
            "  </Choices>",
            "</View>",
            "",
        ]
    )


def _region(node: Node, text: str, units: Utf16 | None, origin: str) -> list[dict[str, Any]]:
    """A labelled run of text, and of a first trigger the choice of its modality."""
    start, end = node.place
    place = {
        "start": units.to_units(start) if units else start,
        "end": units.to_units(end) if units else end,
        "text": text[start:end],
    }
    common = {"id": node.id, "to_name": "text", "origin": origin}
    score = {} if node.confidence is None else {"score": node.confidence}
    label = {
        **common,
        "from_name": "label",
        "type": "labels",
        "value": {**place, "labels": [node.label]},
        **score,
    }
    if node.modality is None:
        return [label]
    choice = {**place, "choices": [node.modality]}
    return [label, {**common, "from_name": "modality", "type": "choices", "value": choice}]


def _relation(edge: Edge) -> dict[str, Any]:
    return {
        "type": "relation",
        "from_id": edge.start,
        "to_id": edge.end,
        "direction": "right",
        "labels": [edge.label],
    }
