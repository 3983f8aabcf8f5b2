"""The model a command was told to use."""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import partial
from typing import Any

from claimwright.batch.result import DocumentExtractor, ExtractorFactory
from claimwright.cli.options import settings_from
from claimwright.schema import Declarations, load_declarations
from claimwright.settings import ExtractSettings

__all__ = ["extraction", "model_declarations"]


def model_declarations(model: str, declarations: str | None) -> Declarations:
    """The claim types a model works with: the given file, else the model's own, else those shipped.

    Raises:
        ModelError: E401 if there is no such model, E403 if the declarations are not valid.
    """
    from claimwright.extractor import find_model

    own = find_model(model) / "claims.json"
    return load_declarations(declarations or (own if own.is_file() else None))


def extraction(values: Mapping[str, Any]) -> tuple[ExtractorFactory, ExtractSettings]:
    """How the options of a command say to extract; several workers get one thread each.

    Raises:
        ModelError: E401 if there is no such model.
    """
    from claimwright.extractor import find_model

    find_model(values["model"])  # a wrong name shows now, not when the first worker starts
    workers = values["workers"] or os.cpu_count() or 1
    settings = settings_from(ExtractSettings, {**values, "workers": workers})
    threads = 1 if workers > 1 else 0
    return partial(
        _extractor, values["model"], threads=threads, declarations=values["declarations"]
    ), settings


def _extractor(model: str, *, threads: int, declarations: str | None) -> DocumentExtractor:
    """Made where it is needed: the main process does not load what only workers use."""
    from claimwright.extractor import Extractor

    return Extractor(model, threads=threads, declarations=declarations)
