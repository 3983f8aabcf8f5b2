"""What a trained model can say: its labels, in the order of its outputs."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from claimwright.errors import ModelError

__all__ = ["ATTRIBUTION", "Layout", "load_layout"]

ATTRIBUTION = "attribution"
FORMAT = 2


@dataclass(frozen=True, slots=True)
class Layout:
    """The outputs of a model, read from the ``claimwright`` entry of its ``config.json``.

    Attributes:
        name: the model's name.
        version: the model's version.
        entity_types: labels tagged on every piece.
        claim_types: trigger labels, tagged after the entity types.
        roles: ``(claim type, role)`` that the model has learnt.
        modalities: outputs of the event head, before the last one: no event.
        thresholds: decision thresholds by name, fitted on held-out documents.
    """

    name: str
    version: str
    entity_types: tuple[str, ...]
    claim_types: tuple[str, ...]
    roles: tuple[tuple[str, str], ...]
    modalities: tuple[str, ...]
    thresholds: dict[str, float]

    @property
    def labels(self) -> tuple[str, ...]:
        """All tagged labels: entity types, claim types, attribution."""
        return (*self.entity_types, *self.claim_types, ATTRIBUTION)

    @property
    def role_labels(self) -> tuple[str, ...]:
        """The roles tagged in the second pass; types share a role of one name."""
        return tuple(dict.fromkeys(role for _, role in self.roles))

    def as_dict(self) -> dict[str, Any]:
        """The form written to ``config.json``."""
        return {
            "format": FORMAT,
            "name": self.name,
            "version": self.version,
            "entity_types": list(self.entity_types),
            "claim_types": list(self.claim_types),
            "roles": [list(pair) for pair in self.roles],
            "modalities": list(self.modalities),
            "thresholds": dict(self.thresholds),
        }


def load_layout(folder: Path) -> Layout:
    """The layout of the model in ``folder``.

    Raises:
        ModelError: E401 if there is no ``config.json``, E402 if it is of another format.
    """
    path = folder / "config.json"
    try:
        data = json.loads(path.read_text(encoding="utf-8"))["claimwright"]
    except OSError as error:
        raise ModelError("E401", str(folder), "it has no config.json") from error
    except (KeyError, ValueError) as error:
        raise ModelError("E402", str(path), "it has no claimwright entry") from error
    if data.get("format") != FORMAT:
        raise ModelError("E402", str(path), f"format {data.get('format')} instead of {FORMAT}")
    return Layout(
        name=data["name"],
        version=data["version"],
        entity_types=tuple(data["entity_types"]),
        claim_types=tuple(data["claim_types"]),
        roles=tuple((pair[0], pair[1]) for pair in data["roles"]),
        modalities=tuple(data["modalities"]),
        thresholds=dict(data["thresholds"]),
    )
