"""What a shard's output depends on besides its input: code, libraries, model and configuration, as digests."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from functools import lru_cache
from importlib import metadata
from pathlib import Path
from typing import Any

from claimwright.settings import CleanSettings, ExtractSettings, ShardSettings
from claimwright.version import SCHEMA_VERSION, __version__

__all__ = ["code_digest", "fingerprint", "folder_digest"]

_PACKAGE = Path(__file__).parents[1]
# The way of the data. Commands, engines and reports may change without changing a claim.
_STAGES = ("schema", "records", "clean", "encoder", "entities", "relations", "claims", "exchange")
_FILES = (
    "settings.py",
    "extractor.py",
    *(f"batch/{name}.py" for name in ("each", "work", "copies", "shards", "entries")),
)
_LIBRARIES = (
    *(
        "onnxruntime",
        "openvino",
        "tokenizers",
        "numpy",
        "trafilatura",
        "htmldate",
        "lxml",
        "charset-normalizer",
    ),
    *("py3langid", "dateparser", "datasketch", "feedparser", "warcio", "pyarrow"),
)
# What only says how fast and how safely the work is done.
_WITHOUT_EFFECT = ("workers", "isolated", "threads", "timeout", "memory")
_BLOCK = 1 << 20


def fingerprint(
    model: Path,
    declarations: str | None,
    form: str,
    settings: tuple[CleanSettings, ExtractSettings, ShardSettings],
) -> dict[str, Any]:
    """Everything that decides what comes of an input, as JSON-ready data; equal prints mean equal outputs.

    Limits (time, memory, workers) are left out: a document that fails by them is tried again on request.

    Args:
        model: the model's folder.
        declarations: a declarations file given instead of the model's own.
        form: format of the claims.
        settings: of cleaning, extraction and sharding.
    """
    clean, extract, shards = settings
    given = {name: value for name, value in asdict(extract).items() if name not in _WITHOUT_EFFECT}
    return {
        "code": {"version": __version__, "sha256": code_digest()},
        "libraries": {name: _version(name) for name in _LIBRARIES},
        "model": {"name": model.name, "sha256": folder_digest(model)},
        "configuration": {
            "format": form,
            "schema_version": SCHEMA_VERSION,
            "declarations": _file_digest(Path(declarations)) if declarations else None,
            "clean": asdict(clean),
            "extract": given,
            "shard": {"documents": shards.documents, "content": shards.content},
        },
    }


@lru_cache(maxsize=1)
def code_digest() -> str:
    """SHA-256 over the files that documents pass through, code and data alike."""
    files = [path for stage in _STAGES for path in sorted((_PACKAGE / stage).rglob("*"))]
    files += [_PACKAGE / name for name in _FILES]
    kept = (path for path in files if path.is_file() and path.suffix not in (".pyc", ".md"))
    return _digest(kept, _PACKAGE)


def folder_digest(folder: Path) -> str:
    """SHA-256 over the names and contents of all files of a model."""
    return _digest((path for path in sorted(folder.rglob("*")) if path.is_file()), folder)


def _digest(files: Iterable[Path], root: Path) -> str:
    whole = hashlib.sha256()
    for path in files:
        whole.update(f"{path.relative_to(root).as_posix()}\0{_file_digest(path)}\n".encode())
    return whole.hexdigest()


def _file_digest(path: Path) -> str:
    found = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            found.update(block)
    return found.hexdigest()


def _version(library: str) -> str | None:
    try:
        return metadata.version(library)
    except metadata.PackageNotFoundError:
        return None


def same(left: Mapping[str, Any], right: Mapping[str, Any]) -> bool:
    """Whether two prints agree, as JSON compares them."""
    return all(left.get(name) == right.get(name) for name in ("code", "libraries", "model", "configuration"))
