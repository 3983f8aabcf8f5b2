"""The model that a retraining starts from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from claimwright.batch.fingerprint import folder_digest
from claimwright.encoder.layout import Layout, load_layout
from claimwright.errors import ModelError
from claimwright.schema import Declarations, load_declarations
from claimwright.versions.catalogue import read_manifest, version, version_in_use
from claimwright.versions.find import split_name

__all__ = ["DECLARATIONS", "Parent", "find_parent", "parent_of_folder"]

WEIGHTS = "model.safetensors"
DECLARATIONS = "claims.json"


@dataclass(frozen=True, slots=True)
class Parent:
    """A version to start from.

    Attributes:
        family: the model's name.
        number: which version.
        folder: its files.
        layout: its labels and thresholds.
        declarations: what it was trained for.
        digest: SHA-256 (hex) of all its files.
        manifest: how it was made.
    """

    family: str
    number: int
    folder: Path
    layout: Layout
    declarations: Declarations
    digest: str
    manifest: Mapping[str, Any]

    @property
    def hold(self) -> float:
        """Share of the news that it was calibrated on, as its base was trained."""
        config = self.manifest.get("base") or self.manifest.get("config") or {}
        return float(config.get("hold", 0.15))

    @property
    def quantized(self) -> bool:
        """Whether its weights are int8."""
        config = self.manifest.get("base") or self.manifest.get("config") or {}
        return bool(config.get("quantize", True))

    @property
    def root(self) -> str:
        """The version that came with the package, without what retrainings added."""
        return self.layout.version.partition("+")[0]


def find_parent(model: str) -> Parent:
    """The version that a name means: the one in use, or the one named.

    Raises:
        ModelError: E401 or E406 if there is none, E411 if it has no weights to train on from.
    """
    family, number = split_name(model)
    chosen = version_in_use(family) if number is None else version(family, str(number))
    return _opened(family, chosen.number, chosen.folder)


def parent_of_folder(folder: Path) -> Parent:
    """A model that is no version of any family, as a start.

    Raises:
        ModelError: E401 or E402 if there is none, E411 if it has no weights to train on from.
    """
    return _opened(load_layout(folder).name, 0, folder)


def _opened(family: str, number: int, folder: Path) -> Parent:
    if not (folder / WEIGHTS).is_file():
        raise ModelError("E411", str(folder))
    own = folder / DECLARATIONS
    return Parent(
        family,
        number,
        folder,
        load_layout(folder),
        load_declarations(own if own.is_file() else None),
        folder_digest(folder),
        read_manifest(folder),
    )
