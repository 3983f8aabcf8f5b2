"""Every format that claims can be converted to and from, by name and by what a file looks like."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from claimwright.errors import ClaimwrightError, InputError
from claimwright.exchange.article import AnnotatedText
from claimwright.exchange.claim_json import claim_from_dict
from claimwright.exchange.foreign.review import Settings
from claimwright.exchange.foreign.streams import ArticleWriter, json_lines
from claimwright.exchange.reviewed import ReviewedText
from claimwright.exchange.streams import ByteStream
from claimwright.records import Claim
from claimwright.schema import Declarations

__all__ = ["ANSWERED", "NEED_TEXT", "Format", "Options", "open_article_writer", "read_any", "recognise"]

_Record = Claim | AnnotatedText | ReviewedText | ClaimwrightError


class Format(StrEnum):
    """A format by name."""

    JSONL = "jsonl"
    PARQUET = "parquet"
    CSV = "csv"
    TABLE = "table"
    DECISIONS = "decisions"
    WEB_ANNOTATION = "web-annotation"
    LABEL_STUDIO = "label-studio"
    PRODIGY = "prodigy"
    BRAT = "brat"
    DOCBIN = "docbin"
    CONLL = "conll"
    FOLLOW_THE_MONEY = "followthemoney"


NEED_TEXT = frozenset(
    {
        Format.WEB_ANNOTATION,
        Format.LABEL_STUDIO,
        Format.PRODIGY,
        Format.BRAT,
        Format.DOCBIN,
        Format.CONLL,
    }
)
"""What cannot be written without the articles."""

ANSWERED = frozenset({Format.LABEL_STUDIO, Format.PRODIGY, Format.BRAT})
"""What people's answers can be read from."""

_READABLE = (
    *(Format.JSONL, Format.PARQUET, Format.WEB_ANNOTATION, Format.LABEL_STUDIO),
    *(Format.PRODIGY, Format.BRAT, Format.DOCBIN),
)


@dataclass(frozen=True, slots=True)
class Options:
    """How a format is written, where it can be written in several ways.

    Attributes:
        utf16: Label Studio: offsets in UTF-16 code units, for releases before 2022.
    """

    utf16: bool = False


def recognise(path: str | Path) -> Format:
    """The format of a file or folder, by what it holds.

    Raises:
        InputError: E101 if it is not there, E102 if it cannot be read, E701 if it is none that can be read.
    """
    place = Path(path)
    if place.is_dir():
        return Format.BRAT
    try:
        with place.open("rb") as stream:
            start = stream.read(4096)
    except FileNotFoundError as error:
        raise InputError("E101", str(path)) from error
    except OSError as error:
        raise InputError("E102", str(path), error.strerror or str(error)) from error
    if start.startswith(b"PAR1"):
        return Format.PARQUET
    if place.suffix == ".spacy":
        return Format.DOCBIN
    text = start.removeprefix(b"\xef\xbb\xbf").lstrip()
    if text.startswith(b"["):
        return Format.LABEL_STUDIO
    if text.startswith(b"{") or not text:
        return _of_objects(place, text)
    raise InputError("E701", str(path), "it looks like none of the formats that can be read")


def _of_objects(place: Path, start: bytes) -> Format:
    if b'"@context"' in start:
        return Format.WEB_ANNOTATION
    for _, data in json_lines(place):
        if isinstance(data, InputError):
            continue
        if "arguments" in data:
            return Format.JSONL
        if "text" in data:
            return Format.PRODIGY
        if "data" in data:
            return Format.LABEL_STUDIO
    return Format.JSONL


def read_any(path: str | Path, kind: Format, settings: Settings) -> Iterator[_Record]:
    """What a file holds: claims alone, articles with claims, or articles with people's answers.

    A record that cannot be read gives its error, and the rest is read.

    Raises:
        InputError: E101, E102 or E701 if the file as a whole cannot be read.
        OutputError: E302 if a Parquet file cannot be.
    """
    known = ", ".join(_READABLE)
    if kind not in _READABLE:
        raise InputError("E701", str(path), f"{kind} is written only; what can be read is {known}")
    return _reader(kind)(path, settings)


def _reader(kind: Format) -> Callable[[str | Path, Settings], Iterator[_Record]]:
    """The function that reads a format; its libraries come with it."""
    if kind is Format.LABEL_STUDIO:
        from claimwright.exchange.foreign.label_studio_reader import read_label_studio

        return read_label_studio
    if kind is Format.PRODIGY:
        from claimwright.exchange.foreign.prodigy_reader import read_prodigy

        return read_prodigy
    if kind is Format.BRAT:
        from claimwright.exchange.foreign.brat_reader import read_brat

        return read_brat
    return lambda path, _: _read_ours(path, kind)


def _read_ours(path: str | Path, kind: Format) -> Iterator[_Record]:
    """Formats that hold claims whole and no answers."""
    if kind is Format.PARQUET:
        from claimwright.exchange.parquet import read_parquet

        return read_parquet(path)
    if kind is Format.WEB_ANNOTATION:
        from claimwright.exchange.foreign.web_annotation import read_web_annotations

        return read_web_annotations(path)
    if kind is Format.DOCBIN:
        from claimwright.exchange.foreign.docbin import read_docbin

        return read_docbin(path)
    return _claims(path)


def _claims(path: str | Path) -> Iterator[Claim | ClaimwrightError]:
    for where, data in json_lines(path):
        if isinstance(data, InputError):
            yield data
            continue
        try:
            yield claim_from_dict(data, where)
        except ClaimwrightError as error:
            yield error


def open_article_writer(
    kind: Format, target: ByteStream, declarations: Declarations, options: Options
) -> ArticleWriter:
    """A writer of a format of other tools.

    Args:
        kind: one of ``NEED_TEXT`` but brat, which is a folder, or FollowTheMoney.
        target: a binary stream, which stays open.
        declarations: of the claims.
        options: of the format.

    """
    if kind is Format.LABEL_STUDIO:
        from claimwright.exchange.foreign.label_studio import LabelStudioWriter

        return LabelStudioWriter(target, declarations, utf16=options.utf16)
    if kind is Format.PRODIGY:
        from claimwright.exchange.foreign.prodigy import ProdigyWriter

        return ProdigyWriter(target, declarations)
    if kind is Format.WEB_ANNOTATION:
        from claimwright.exchange.foreign.web_annotation import WebAnnotationWriter

        return WebAnnotationWriter(target)
    if kind is Format.DOCBIN:
        from claimwright.exchange.foreign.docbin import DocBinWriter

        return DocBinWriter(target)
    if kind is Format.CONLL:
        from claimwright.exchange.foreign.conll import ConllWriter

        return ConllWriter(target, declarations)
    from claimwright.exchange.foreign.follow_the_money import FollowTheMoneyWriter

    return FollowTheMoneyWriter(target, declarations)
