"""The articles behind claims for ``convert``: as `claimwright clean` wrote them, or read and cleaned again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from claimwright.errors import ClaimwrightError
from claimwright.records import Claim, Document

__all__ = ["articles_of"]


def articles_of(
    claims: Sequence[Claim],
    folder: Path,
    inputs: Sequence[str],
    *,
    every: bool = False,
    encoding: str | None = None,
) -> tuple[dict[str, Document], list[ClaimwrightError]]:
    """The cleaned articles by the SHA-256 of their source, and what could not be read.

    Args:
        claims: whose articles are wanted.
        folder: where relative paths of the claims may start, besides the working directory.
        inputs: files that `claimwright clean` wrote, or articles as commands take them.
        every: also articles of ``inputs`` that no claim is about.
        encoding: taken instead of what articles declare.
    """
    from claimwright.clean import clean_all
    from claimwright.report.texts import find_texts
    from claimwright.settings import CleanSettings

    settings = CleanSettings(language="any", encoding=encoding)
    wanted = {claim.document.sha256 for claim in claims}
    cleaned = [path for path in _files(inputs) if _is_cleaned(path)]
    items = [item for path in cleaned for item in _documents(path)]
    faults = [item for item in items if isinstance(item, ClaimwrightError)]
    documents = [item for item in items if isinstance(item, Document)]
    found = {item.sha256: item for item in documents if every or item.sha256 in wanted}
    rest = list(_others(inputs, cleaned))
    missing = [claim for claim in claims if claim.document.sha256 not in found]
    if missing:
        found |= find_texts(missing, folder, rest, settings)
    if every and rest:
        for outcome in clean_all(rest, settings):
            if outcome.document is not None:
                found.setdefault(outcome.document.sha256, outcome.document)
    return found, faults


def _files(inputs: Sequence[str]) -> Iterator[Path]:
    for name in inputs:
        place = Path(name)
        if place.is_dir():
            yield from sorted(place.glob("*.jsonl"))
        elif place.is_file():
            yield place


def _others(inputs: Sequence[str], cleaned: Sequence[Path]) -> Iterator[str]:
    """The inputs that are articles; of a folder that also holds cleaned ones, its other files."""
    for name in inputs:
        place = Path(name)
        if place.is_dir() and any(path.parent == place for path in cleaned):
            yield from (
                str(path) for path in sorted(place.rglob("*")) if path.is_file() and path not in cleaned
            )
        elif place not in cleaned:
            yield name


def _is_cleaned(path: Path) -> bool:
    """Whether a file holds what `claimwright clean` writes; its first line tells."""
    import json

    with path.open("rb") as stream:
        line = stream.readline()
    try:
        data = json.loads(line)
    except (ValueError, RecursionError):
        return False
    return isinstance(data, dict) and {"map", "blocks", "text", "sha256"} <= data.keys()


def _documents(path: Path) -> Iterator[Document | ClaimwrightError]:
    from claimwright.exchange.document_json import document_from_dict
    from claimwright.exchange.foreign.streams import json_lines

    for where, data in json_lines(path):
        if isinstance(data, ClaimwrightError):
            yield data
            continue
        try:
            yield document_from_dict({"source": "", **data}, where)
        except ClaimwrightError as error:
            yield error
