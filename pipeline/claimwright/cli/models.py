"""The model a command was told to use."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from claimwright.batch.result import ExtractorFactory
from claimwright.cli.options import settings_from
from claimwright.schema import Declarations, load_declarations
from claimwright.settings import BackendName, ExtractSettings

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
    """How the options of a command say to extract: in processes of their own, so that no document costs the run.

    Raises:
        ModelError: E401 if there is no such model, E412 if the backend is not there.
    """
    from claimwright.batch.cores import available_cores
    from claimwright.batch.work import ModelFactory
    from claimwright.encoder.backends import resolve
    from claimwright.extractor import find_model

    find_model(values["model"])  # a wrong name shows now, not when the first worker starts
    workers = values["workers"] or available_cores()
    backend = resolve(values.get("backend", BackendName.AUTO))  # shards tell which one wrote them
    given = {**values, "workers": workers, "isolated": True, "backend": backend}
    return ModelFactory(values["model"], values["declarations"], backend), settings_from(
        ExtractSettings, given
    )
