"""Claims from Python in one call."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from claimwright.batch.result import Item
from claimwright.batch.run import run
from claimwright.errors import ClaimwrightError, DocumentError
from claimwright.records import Claim, Outcome, Status
from claimwright.settings import CleanSettings, ExtractSettings

__all__ = ["extract"]


def extract(
    *inputs: str | Path,
    text: str | None = None,
    published: str | None = None,
    model: str | Path = "default",
    clean: CleanSettings | None = None,
    settings: ExtractSettings | None = None,
) -> list[Claim]:
    """The claims of articles, in the order of the inputs.

    Args:
        inputs: files, folders, globs, addresses, as the command takes them.
        text: the text of one article itself.
        published: its date, ISO 8601, to resolve "last month" against; for ``text`` only.
        model: a name under ``models/`` or a folder.
        clean: how inputs are read; None for the defaults.
        settings: how the batch is run; None for the defaults.

    Raises:
        ModelError: E401 or E402, if the model is missing or does not fit.
        DocumentError: the first document that failed, with its code; the command goes on instead.

    Warns:
        UserWarning: a document that was skipped, with its code (another language, an exact copy).
    """
    from claimwright.extractor import Extractor

    chosen = settings or ExtractSettings()
    cleaning = clean or CleanSettings()
    claims: list[Claim] = []
    for result in run(_items(inputs, text, published, cleaning), partial(Extractor, model), chosen, cleaning):
        outcome = result.outcome
        if outcome.status is Status.FAILED:
            raise DocumentError(outcome.code or "E203", outcome.path, outcome.detail)
        if outcome.status is Status.SKIPPED:
            skipped = ClaimwrightError(outcome.code or "S204", outcome.path, outcome.detail)
            warnings.warn(str(skipped), stacklevel=2)
        claims.extend(result.claims)
    return claims


def _items(
    inputs: tuple[str | Path, ...], text: str | None, published: str | None, settings: CleanSettings
) -> Iterator[Item]:
    from claimwright.batch.inputs import read_all
    from claimwright.clean import from_text

    if text is not None:
        document = from_text(text, published=published)
        yield Outcome(document.path, Status.EXTRACTED, document, id=document.id)
    if inputs:
        yield from read_all(list(inputs), settings)
