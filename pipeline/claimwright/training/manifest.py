"""The run manifest of a trained model: what went in, by digests, so that it can be made again."""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from claimwright.training.corpus import Labelled
from claimwright.version import __version__

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

__all__ = ["MANIFEST", "write_manifest"]

MANIFEST = "training.json"
_LIBRARIES = ("torch", "transformers", "tokenizers", "onnxruntime", "scikit-learn")


def write_manifest(
    folder: Path,
    named: tuple[str, str],
    config: DataclassInstance,
    learn: Sequence[Labelled],
    hold: Sequence[Labelled],
    **more: object,
) -> None:
    """Writes ``training.json`` into a model folder.

    Args:
        folder: of the model.
        named: the model's name and version.
        config: it was trained by.
        learn: documents learnt from.
        hold: documents put aside for thresholds and calibration.
        more: further entries, plain values only (parent model, decisions used).
    """
    entries: dict[str, Any] = {
        "format": 1,
        "name": named[0],
        "version": named[1],
        "made": datetime.now(UTC).isoformat(timespec="seconds"),
        "code": __version__,
        "python": platform.python_version(),
        "libraries": {name: _version(name) for name in _LIBRARIES},
        "config": asdict(config),
        "learn": _summary(learn),
        "hold": _summary(hold),
        "files": {path.name: _digest(path) for path in sorted(folder.glob("*.onnx"))},
        **more,
    }
    (folder / MANIFEST).write_text(json.dumps(entries, indent=1) + "\n", encoding="utf-8")


def _summary(documents: Sequence[Labelled]) -> dict[str, Any]:
    sources: dict[str, int] = {}
    for item in documents:
        sources[item.gold.source] = sources.get(item.gold.source, 0) + 1
    lines = sorted(f"{item.gold.path} {item.gold.sha256} {_labels(item)}" for item in documents)
    return {
        "documents": len(documents),
        "sources": sources,
        "claims": sum(len(item.gold.claims) for item in documents),
        "sha256": hashlib.sha256("\n".join(lines).encode()).hexdigest(),
    }


def _labels(item: Labelled) -> str:
    return hashlib.sha256(repr(item.gold.claims).encode()).hexdigest()


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None
