"""Models for the tests of versions: folders with a layout and a manifest, no weights."""

from __future__ import annotations

import json
from pathlib import Path

LAYOUT = {
    "format": 2,
    "name": "small",
    "version": "1.0",
    "entity_types": ["person"],
    "claim_types": ["hire"],
    "roles": [["hire", "person"]],
    "modalities": ["asserted"],
    "thresholds": {"trigger": 0.4},
}


def model(folder: Path, version: str, passed: bool | None = None, **more) -> Path:
    """A model folder; ``passed`` says what its gate found, None that it went through none."""
    folder.mkdir(parents=True)
    layout = {**LAYOUT, "version": version}
    (folder / "config.json").write_text(json.dumps({"claimwright": layout}), encoding="utf-8")
    gate = {} if passed is None else {"gate": {"passed": passed, "reasons": [] if passed else ["worse"]}}
    (folder / "training.json").write_text(
        json.dumps({"made": "2026-11-22", **gate, **more}), encoding="utf-8"
    )
    return folder
