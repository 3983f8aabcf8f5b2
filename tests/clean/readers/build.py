"""Packed and tabled stories for reader tests."""

from __future__ import annotations

import io
import tarfile
import zipfile

from claimwright.clean import read
from claimwright.records import Outcome, RawDocument
from claimwright.settings import CleanSettings
from tests.clean.build import STORY

DATA = STORY.encode()


def tar(*members: tuple[str, bytes] | tarfile.TarInfo, mode: str = "w") -> bytes:
    """A tar archive of files, and of entries without content."""
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode=mode) as archive:
        for member in members:
            if isinstance(member, tarfile.TarInfo):
                archive.addfile(member)
                continue
            entry = tarfile.TarInfo(member[0])
            entry.size = len(member[1])
            archive.addfile(entry, io.BytesIO(member[1]))
    return stream.getvalue()


def zipped(*members: tuple[str, bytes]) -> bytes:
    """A zip archive."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return stream.getvalue()


def found(path, settings=CleanSettings()):  # noqa: B008
    """What reading a file gives: code and name, or content and name; names without the folder."""
    folder = f"{path.parent}/"
    return [
        (item.code if isinstance(item, Outcome) else item.content, item.path.removeprefix(folder))
        for item in read([path], settings)
    ]


def documents(path, settings=CleanSettings()) -> list[RawDocument]:  # noqa: B008
    """The documents of a file; a failure is an error."""
    items = list(read([path], settings))
    assert all(isinstance(item, RawDocument) for item in items), items
    return items
