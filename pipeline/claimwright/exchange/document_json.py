"""A cleaned document as plain data: what ``claimwright clean`` writes, a line each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from claimwright.errors import OutputError
from claimwright.records import (
    Alignment,
    Block,
    BlockKind,
    Document,
    Dropped,
    Metadata,
    SourceFormat,
)

__all__ = ["document_from_dict", "document_to_dict"]


def document_to_dict(document: Document, *, source: bool = False) -> dict[str, Any]:
    """The document as JSON-ready data.

    Args:
        document: a cleaned document.
        source: also write the decoded original, so that the document can be read back whole.

    Returns:
        ``text`` with its ``blocks``, ``metadata``, what was ``dropped`` and why, and ``map``: rows
        ``[clean_start, source_start, clean_length, source_length]`` in code points.
    """
    metadata = document.metadata
    data: dict[str, Any] = {
        "id": document.id,
        "path": document.path,
        "sha256": document.sha256,
        "format": document.format.value,
        "cluster": document.cluster,
        "metadata": {
            "title": metadata.title,
            "url": metadata.url,
            "published": metadata.published,
            "site": metadata.site,
            "language": metadata.language,
            "authors": list(metadata.authors),
            "methods": dict(metadata.methods),
        },
        "text": document.text,
        "blocks": [
            {"kind": block.kind.value, "start": block.start, "end": block.end, "level": block.level}
            for block in document.blocks
        ],
        "dropped": [
            {"reason": item.reason, "source_start": item.source_start, "source_end": item.source_end}
            for item in document.dropped
        ],
        "map": document.alignment.as_rows(),
    }
    return data | {"source": document.source} if source else data


def document_from_dict(data: Mapping[str, Any], where: str = "") -> Document:
    """The document that ``document_to_dict(..., source=True)`` wrote.

    Raises:
        OutputError: E302 if a key is missing or does not fit.
    """
    try:
        metadata = data["metadata"]
        return Document(
            id=data["id"],
            path=data["path"],
            sha256=data["sha256"],
            format=SourceFormat(data["format"]),
            source=data["source"],
            text=data["text"],
            alignment=Alignment.from_rows(data["map"]),
            blocks=tuple(
                Block(BlockKind(item["kind"]), item["start"], item["end"], item["level"])
                for item in data["blocks"]
            ),
            metadata=Metadata(**{**metadata, "authors": tuple(metadata["authors"])}),
            dropped=tuple(Dropped(**item) for item in data["dropped"]),
            cluster=data["cluster"],
        )
    except KeyError as error:
        raise OutputError("E302", where, f"a document lacks {error}") from error
    except (TypeError, ValueError) as error:
        raise OutputError("E302", where, str(error)) from error
