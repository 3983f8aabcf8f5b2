"""The articles behind claims, found again and proved to be the same."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from claimwright.exchange.offsets import spans_of
from claimwright.records import Claim, Document, RawDocument
from claimwright.settings import CleanSettings

__all__ = ["find_texts"]

_LINE_NUMBER = re.compile(r":\d+$")


def find_texts(
    claims: Sequence[Claim], folder: Path, inputs: Sequence[str] = (), settings: CleanSettings | None = None
) -> dict[str, Document]:
    """The cleaned articles of claims, by the SHA-256 of their source.

    An article is taken only if its digest is the claims' and every span of every claim shows its text in it.
    Addresses are not fetched again.

    Args:
        claims: whose articles.
        folder: where relative paths of the claims may start, besides the working directory.
        inputs: where to look first, as the command takes inputs.
        settings: how to read them; None for the defaults, any language.
    """
    from claimwright.clean import clean, read

    chosen = settings or CleanSettings(language="any")
    wanted: dict[str, list[Claim]] = {}
    for claim in claims:
        wanted.setdefault(claim.document.sha256, []).append(claim)
    found: dict[str, Document] = {}
    places = [*inputs, *_places(claims, folder)]
    for raw in read(places, chosen) if places else ():
        if not isinstance(raw, RawDocument):
            continue
        digest = _digest(raw)
        if digest in wanted and digest not in found:
            document = clean(raw, chosen).document
            if document is not None and _shows(document, wanted[digest]):
                found[digest] = document
        if len(found) == len(wanted):
            break
    return found


def _places(claims: Iterable[Claim], folder: Path) -> list[str]:
    """The files that hold the claims' documents: themselves, their archive, or their table."""
    places: dict[str, None] = {}
    for path in dict.fromkeys(claim.document.path for claim in claims):
        archive, _, _ = path.partition("!")
        for name in (path, archive, _LINE_NUMBER.sub("", archive)):
            here = next((place for place in (Path(name), folder / name) if place.is_file()), None)
            if here is not None:
                places[str(here.resolve())] = None
                break
    return list(places)


def _digest(raw: RawDocument) -> str:
    content = raw.content if isinstance(raw.content, bytes) else raw.content.encode("utf-8", "surrogatepass")
    return hashlib.sha256(content).hexdigest()


def _shows(document: Document, claims: Iterable[Claim]) -> bool:
    return all(
        document.text[span.start : span.end] == span.text for claim in claims for _, span in spans_of(claim)
    )
