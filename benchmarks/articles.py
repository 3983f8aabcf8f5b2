"""The articles that everything is measured on: the same files for all."""

from __future__ import annotations

import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from claimwright.clean import clean
from claimwright.clean.batch import clean_all
from claimwright.corpora.collections import load_collections, project_root, texts_root
from claimwright.records import Document, RawDocument, Status

__all__ = ["Articles", "documents_in", "gather"]


@dataclass(frozen=True, slots=True)
class Articles:
    """Articles in a folder of their own.

    Attributes:
        folder: one file an article.
        count: how many.
        characters: of their cleaned texts, code points.
        origin: where they come from, for the report.
    """

    folder: Path
    count: int
    characters: int
    origin: str


def gather(folder: Path, count: int) -> Articles:
    """Write some articles into an empty folder: real news if it is there, else articles written for the project.

    The choice is the same in every run: the order is that of the digests of the names. Only articles that the
    clean stage lets through are taken, so that nobody is measured on pages that are then skipped.

    Args:
        folder: is filled.
        count: how many, at most.
    """
    archive = texts_root(None) / (load_collections()["news"].archive or "")
    if archive.is_file():
        origin, source = "news articles", _members(archive)
    else:
        origin, source = f"articles of corpora/written, as there is no {archive.name}", _written()
    kept = characters = 0
    for name, content in source:
        document = clean(RawDocument(name, content)).document
        if document is None:
            continue
        (folder / f"{kept:05}{Path(name).suffix}").write_bytes(content)
        kept, characters = kept + 1, characters + len(document.text)
        if kept == count:
            break
    return Articles(folder, kept, characters, origin)


def _members(archive: Path) -> Iterator[tuple[str, bytes]]:
    """Names and contents of the Markdown files of an archive, in the order of the names' digests."""
    with tarfile.open(archive) as tar:
        members = [member for member in tar.getmembers() if member.isfile() and member.name.endswith(".md")]
        for member in sorted(members, key=lambda item: sha256(item.name.encode()).digest()):
            stream = tar.extractfile(member)
            if stream is not None:
                yield member.name, stream.read()


def _written() -> Iterator[tuple[str, bytes]]:
    files = (project_root() / "corpora" / "written").glob("*.md")
    for path in sorted(files, key=lambda item: sha256(item.name.encode()).digest()):
        yield path.name, path.read_bytes()


def documents_in(folder: Path) -> Iterator[Document]:
    """The cleaned articles of a folder, as the command would clean them, in the order of their names."""
    for outcome in clean_all([folder]):
        if outcome.status is Status.EXTRACTED and outcome.document is not None:
            yield outcome.document
