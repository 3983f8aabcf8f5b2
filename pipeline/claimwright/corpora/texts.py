"""Brings the texts that labels point into, from a folder or straight out of a tar archive."""

from __future__ import annotations

import hashlib
import tarfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from claimwright.corpora.collections import Collection, project_root, texts_root
from claimwright.errors import InputError

__all__ = ["decode_text", "digest", "read_texts", "stream_texts"]


def read_texts(
    collection: Collection, paths: Iterable[str], texts: str | Path | None = None
) -> dict[str, bytes]:
    """The bytes of the wanted texts; what is not there is left out.

    A text is looked for as a file below ``texts`` first, then as a member of the collection's archive.

    Args:
        collection: where the paths belong.
        paths: as labels name them.
        texts: folder with the archives or the unpacked texts; see ``texts_root``.

    Raises:
        InputError: E106 if the archive is damaged.
    """
    folder = project_root() / collection.folder if collection.folder else texts_root(texts)
    wanted = set(paths)
    found = {path: (folder / path).read_bytes() for path in wanted if (folder / path).is_file()}
    archive = folder / collection.archive
    if collection.archive and archive.is_file() and len(found) < len(wanted):
        found.update(_from_archive(archive, wanted - set(found)))
    return found


def stream_texts(collection: Collection, texts: str | Path | None = None) -> Iterator[tuple[str, bytes]]:
    """Path and bytes of every text of a collection's archive, one after the other; none without the archive.

    Raises:
        InputError: E106 if the archive is damaged.
    """
    archive = texts_root(texts) / collection.archive
    if collection.archive and archive.is_file():
        yield from _members(archive)


def _from_archive(archive: Path, wanted: set[str]) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    for name, content in _members(archive, wanted):
        found[name] = content
        if len(found) == len(wanted):
            break
    return found


def _members(archive: Path, wanted: set[str] | None = None) -> Iterator[tuple[str, bytes]]:
    """One pass over the archive: a compressed tar cannot be read out of order."""
    try:
        with tarfile.open(archive, "r|*") as stream:
            for member in stream:
                content = stream.extractfile(member) if wanted is None or member.name in wanted else None
                if member.isfile() and content is not None:
                    yield member.name, content.read()
    except (tarfile.TarError, EOFError, OSError) as error:
        raise InputError("E106", str(archive), str(error)) from error


def digest(content: bytes) -> str:
    """SHA-256 of the bytes of a text, in hex."""
    return hashlib.sha256(content).hexdigest()


def decode_text(content: bytes, where: str) -> str:
    """The text whose code points labels count; line ends stay as they are.

    Raises:
        InputError: E105 if it is not UTF-8.
    """
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise InputError("E105", where, str(error)) from error
