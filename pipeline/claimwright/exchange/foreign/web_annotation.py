"""W3C Web Annotation (JSON-LD), out and in: one annotation a claim, in one annotation page.

The Web Annotation Data Model (W3C Recommendation of 23 February 2017, section 4.2.4, to which 4.2.5 refers) wants
positions in Unicode code points, not in code units, and selections that do not cut a grapheme cluster. Ours are code
points of the cleaned text, start inclusive, end exclusive; that text is the ``source`` (named by its SHA-256), the
article's address is the ``scope``. Prefix and suffix are up to 32 code points and do not cut a cluster; a span itself
is written as it is.

Carried: every span, evidence included, as a target with a text quote and a text position selector; the claim type and
the modality as tagging bodies; all else of a claim, confidence and source offsets included, as ``claimwright:``
properties of annotation and targets. Reads back to the same claims; selectors are checked against each other, and
against the text where it is at hand. The text itself is not carried.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from claimwright.errors import ClaimwrightError, InputError
from claimwright.exchange.article import AnnotatedText
from claimwright.exchange.claim_json import claim_from_dict, claim_to_dict
from claimwright.exchange.foreign.streams import load_json, read_bytes
from claimwright.exchange.streams import ByteStream
from claimwright.records import Claim

__all__ = ["WebAnnotationWriter", "annotation", "read_web_annotations"]

_CONTEXT = [
    "http://www.w3.org/ns/anno.jsonld",
    {
        "@version": 1.1,
        "claimwright": "urn:claimwright:vocabulary:",
        "claimwright:claim": {"@type": "@json"},
        "claimwright:value": {"@type": "@json"},
    },
]
_AROUND = 32  # code points of prefix and suffix
_JOINERS = ("\u200d", "\ufe0e", "\ufe0f")  # zero width joiner and variation selectors


class WebAnnotationWriter:
    """Writes an AnnotationPage.

    Args:
        stream: where to.
    """

    def __init__(self, stream: ByteStream) -> None:
        self._stream = stream
        self._open = False
        head = json.dumps({"@context": _CONTEXT, "type": "AnnotationPage"}, ensure_ascii=False)
        self._stream.write(head[:-1].encode() + b', "items": [')

    def write(self, article: AnnotatedText) -> None:
        """Append the annotations of an article."""
        for claim in article.claims:
            data = json.dumps(annotation(claim, article), ensure_ascii=False, allow_nan=False)
            self._stream.write((",\n" if self._open else "\n").encode() + data.encode("utf-8"))
            self._open = True

    def close(self) -> None:
        """Close the page."""
        self._stream.write(b"\n]}\n")


def annotation(claim: Claim, article: AnnotatedText) -> dict[str, Any]:
    """One claim as an annotation, without ``@context``."""
    data = claim_to_dict(claim)
    arguments, mentions, attribution = (data.pop(name) for name in ("arguments", "mentions", "attribution"))
    digest = hashlib.sha256(article.text.encode("utf-8", "surrogatepass")).hexdigest()
    targets = [_target("argument", number, item, article) for number, item in enumerate(arguments)]
    for number, mention in enumerate(mentions):
        rest = {name: mention[name] for name in ("modality", "score")}
        targets.append(_target("trigger", number, {**mention["trigger"], **rest}, article))
        targets.append(_target("evidence", number, mention["evidence"], article))
    if attribution is not None:
        targets.append(_target("attribution", 0, attribution, article))
    scope = {"scope": claim.document.url} if claim.document.url else {}
    return {
        "id": f"urn:claimwright:claim:{claim.id}",
        "type": "Annotation",
        "motivation": "tagging",
        "body": [
            {"type": "TextualBody", "purpose": "tagging", "value": value}
            for value in (claim.type, claim.modality.value)
        ],
        "target": [{**target, "source": f"urn:sha256:{digest}", **scope} for target in targets],
        "claimwright:claim": data,
    }


def read_web_annotations(path: str | Path) -> Iterator[Claim | ClaimwrightError]:
    """The claims of an AnnotationPage, an array of annotations or a single one; a broken one gives its error.

    Raises:
        InputError: E101, E102 or E701 if the file as a whole cannot be read.
    """
    data = load_json(read_bytes(path), str(path))
    if isinstance(data, dict):
        data = data.get("items", [data])
    if not isinstance(data, list):
        raise InputError("E701", str(path), "the file holds no annotations")
    for number, item in enumerate(data, start=1):
        where = f"{path}: annotation {number}"
        try:
            yield _claim(item, where)
        except ClaimwrightError as error:
            yield error
        except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
            yield InputError("E701", where, f"{type(error).__name__}: {error}")


def _target(part: str, number: int, item: Mapping[str, Any], article: AnnotatedText) -> dict[str, Any]:
    """A part of a claim where it stands; what is no span is its ``claimwright:value``."""
    start, end = item["start"] - article.offset, item["end"] - article.offset
    quote = {
        "type": "TextQuoteSelector",
        "exact": item["text"],
        "prefix": article.text[_boundary(article.text, max(start - _AROUND, 0), start) : start],
        "suffix": article.text[end : _boundary(article.text, min(end + _AROUND, len(article.text)), end)],
    }
    position = {"type": "TextPositionSelector", "start": item["start"], "end": item["end"]}
    spanned = ("text", "start", "end")
    return {
        "type": "SpecificResource",
        "selector": [quote, position],
        "claimwright:part": part,
        "claimwright:number": number,
        "claimwright:value": {name: value for name, value in item.items() if name not in spanned},
    }


def _boundary(text: str, cut: int, span: int) -> int:
    """The cut, moved towards the span until it does not split a grapheme cluster."""
    step = 1 if span > cut else -1
    while 0 < cut < len(text) and cut != span and _inside(text, cut):
        cut += step
    return cut


def _inside(text: str, cut: int) -> bool:
    """Whether the characters on both sides of a cut belong together, nearly as Unicode's Annex 29 says."""
    before, after = text[cut - 1], text[cut]
    marks = unicodedata.category(after) in ("Mn", "Me", "Mc") or after in _JOINERS
    return marks or before == _JOINERS[0] or (before, after) == ("\r", "\n")


def _claim(item: Mapping[str, Any], where: str) -> Claim:
    data = dict(item["claimwright:claim"])
    parts: dict[str, dict[int, dict[str, Any]]] = {}
    for target in item["target"]:
        found = parts.setdefault(target["claimwright:part"], {})
        found[target["claimwright:number"]] = _span(target, where)
    triggers, evidence = parts.get("trigger", {}), parts.get("evidence", {})
    if not triggers or triggers.keys() != evidence.keys():
        raise InputError("E701", where, "every trigger needs its evidence, and a claim both")
    data["arguments"] = [span for _, span in sorted(parts.get("argument", {}).items())]
    data["mentions"] = [
        {"trigger": trigger, "evidence": evidence[number], **_told(trigger)}
        for number, trigger in sorted(triggers.items())
    ]
    data["attribution"] = parts.get("attribution", {}).get(0)
    return claim_from_dict(data, where)


def _told(trigger: Mapping[str, Any]) -> dict[str, Any]:
    return {name: trigger[name] for name in ("modality", "score")}


def _span(target: Mapping[str, Any], where: str) -> dict[str, Any]:
    """The span both selectors agree on, with its other values."""
    selectors = {selector["type"]: selector for selector in target["selector"]}
    quote, position = selectors["TextQuoteSelector"], selectors["TextPositionSelector"]
    start, end = position["start"], position["end"]
    if type(start) is not int or type(end) is not int or end - start != len(quote["exact"]):
        detail = f"the position [{start}, {end}) is not as long as the quote {quote['exact'][:60]!r}"
        raise InputError("E704", where, detail)
    return {**target["claimwright:value"], "text": quote["exact"], "start": start, "end": end}
