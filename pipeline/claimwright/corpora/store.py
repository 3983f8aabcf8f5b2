"""Labels on disk: JSON Lines, one document a line, stand-off.

A row holds offsets, labels and short names, no sentences: where an accepted form of an argument stands in the
text, its offsets are written and the words are taken from the text again when the two are joined. A form that
the text does not have in these very words is written out, if it is short.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from claimwright.corpora.view import View, fold, read_view
from claimwright.errors import InputError, OutputError
from claimwright.records.claim import Modality
from claimwright.records.gold import GoldClaim, GoldDocument, GoldMention, Range

__all__ = ["decode_row", "encode_document", "read_rows", "visible_words", "write_rows"]

LONGEST_FORM = 8  # words: a longer form that the text does not have would be a sentence of its own

_MARKUP = re.compile(r"[\[\]<>*]")


def read_rows(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """The rows of a label file with their line numbers, from 1.

    Raises:
        InputError: E101 if there is no such file, E501 for a line that is not a JSON object.
    """
    if not path.is_file():
        raise InputError("E101", str(path))
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            try:
                row = json.loads(line)
            except json.JSONDecodeError as error:
                raise InputError("E501", f"{path}:{number}", str(error)) from error
            if not isinstance(row, dict):
                raise InputError("E501", f"{path}:{number}", "expected an object")
            yield number, row


def write_rows(path: Path, rows: Iterable[Mapping[str, Any]]) -> None:
    """Write a label file in the order of paths, so that versions compare line by line.

    Raises:
        OutputError: E301 if it cannot be written.
    """
    ordered = sorted(rows, key=lambda row: str(row["path"]))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("w", encoding="utf-8") as out:
            for row in ordered:
                out.write(json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n")
    except OSError as error:
        raise OutputError("E301", str(path), str(error)) from error


def visible_words(raw: str, place: Range) -> str:
    """The words a reader sees at a raw range: link syntax gone, white space folded, quotes as they stand."""
    words = raw[place.start : place.end]
    if _MARKUP.search(words):
        view = read_view(words)
        words = "".join(words[position] for position in view.positions)
    return " ".join(words.split())


def encode_document(document: GoldDocument, **more: int) -> dict[str, Any]:
    """The row of a document joined with its text.

    Args:
        document: with ``text``.
        more: further fields of the row (``annotators``).

    Raises:
        InputError: E501 for a role none of whose forms is in the text or short.
    """
    view = read_view(document.text)
    where = document.path
    return {
        "source": document.source,
        "path": document.path,
        "sha256": document.sha256,
        "split": document.split,
        "tag": document.tag,
        **more,
        "claims": [_encode_claim(claim, document.text, view, where) for claim in document.claims],
    }


def _encode_claim(claim: GoldClaim, raw: str, view: View, where: str) -> dict[str, Any]:
    row: dict[str, Any] = {"type": claim.type, "modality": claim.modality.value}
    if claim.optional:
        row["optional"] = True
    row["arguments"] = _encode_arguments(claim.arguments, raw, view, where)
    if claim.soft:
        row["soft"] = _encode_arguments(claim.soft, raw, view, where)
    if claim.modality_any:
        row["modality_any"] = [modality.value for modality in claim.modality_any]
    if claim.normalized:
        row["normalized"] = dict(claim.normalized)
    if claim.mentions:
        row["mentions"] = [_encode_mention(mention, claim.modality) for mention in claim.mentions]
    else:
        row["evidence"] = [list(place) for place in claim.evidence]
    return row


def _encode_arguments(
    arguments: Mapping[str, Sequence[str]], raw: str, view: View, where: str
) -> dict[str, list[str | list[int]]]:
    encoded: dict[str, list[str | list[int]]] = {}
    for role, forms in arguments.items():
        kept = [_encode_form(form, raw, view) for form in forms]
        encoded[role] = list({str(form): form for form in kept if form is not None}.values())
        if not encoded[role]:
            raise InputError("E501", where, f"no form of {role} is in the text or short: {forms[0][:60]!r}")
    return encoded


def _encode_form(form: str, raw: str, view: View) -> str | list[int] | None:
    """Offsets, else the form itself if it is short; a long paraphrase is dropped."""
    for found in view.find(form):
        place = view.to_raw(found)
        if fold(visible_words(raw, place)) == fold(form):
            return list(place)
    return None if len(form.split()) > LONGEST_FORM else form


def _encode_mention(mention: GoldMention, modality: Modality) -> dict[str, Any]:
    row: dict[str, Any] = {"quote": list(mention.quote), "trigger": list(mention.trigger)}
    if mention.arguments:
        row["args"] = {role: list(place) for role, place in mention.arguments.items()}
    if mention.modality != modality:
        row["modality"] = mention.modality.value
    if mention.cue:
        row["cue"] = list(mention.cue)
    if mention.attribution:
        row["attribution"] = list(mention.attribution)
    if mention.others:
        row["others"] = [[kind, *place] for kind, place in mention.others]
    return row


def decode_row(row: Mapping[str, Any], raw: str, where: str) -> GoldDocument:
    """The document of a row, joined with its text.

    Args:
        row: as ``encode_document`` made it.
        raw: the decoded original.
        where: label file and line, for errors.

    Raises:
        InputError: E501 if a field is missing or has a wrong shape. Labels are checked by ``validate``, not
            here.
    """
    try:
        return GoldDocument(
            source=row["source"],
            path=row["path"],
            sha256=row["sha256"],
            split=row["split"],
            tag=row["tag"],
            claims=tuple(_decode_claim(claim, raw) for claim in row["claims"]),
            text=raw,
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise InputError("E501", where, f"{type(error).__name__}: {error}") from error


def _decode_claim(row: Mapping[str, Any], raw: str) -> GoldClaim:
    modality = Modality(row["modality"])
    mentions = tuple(_decode_mention(mention, modality) for mention in row.get("mentions", ()))
    evidence = {Range(*place) for place in row.get("evidence", ())} | {mention.quote for mention in mentions}
    return GoldClaim(
        type=row["type"],
        modality=modality,
        optional=bool(row.get("optional", False)),
        arguments=_decode_arguments(row["arguments"], raw),
        evidence=tuple(sorted(evidence)),
        mentions=mentions,
        modality_any=tuple(Modality(value) for value in row.get("modality_any", ())),
        soft=_decode_arguments(row.get("soft", {}), raw),
        normalized=row.get("normalized", {}),
    )


def _decode_arguments(row: Mapping[str, Sequence[Any]], raw: str) -> dict[str, tuple[str, ...]]:
    return {
        role: tuple(form if isinstance(form, str) else visible_words(raw, Range(*form)) for form in forms)
        for role, forms in row.items()
    }


def _decode_mention(row: Mapping[str, Any], modality: Modality) -> GoldMention:
    return GoldMention(
        quote=Range(*row["quote"]),
        trigger=Range(*row["trigger"]),
        arguments={role: Range(*place) for role, place in row.get("args", {}).items()},
        modality=Modality(row.get("modality", modality)),
        cue=Range(*row["cue"]) if "cue" in row else None,
        attribution=Range(*row["attribution"]) if "attribution" in row else None,
        others=tuple((kind, Range(start, end)) for kind, start, end in row.get("others", ())),
    )
