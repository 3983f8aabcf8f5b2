"""Tar and zip archives, read member by member and never unpacked to disk."""

from __future__ import annotations

import io
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO

from claimwright.clean.readers.failures import failure
from claimwright.clean.readers.stream import Source, Stream, Unfailing
from claimwright.errors import InputError
from claimwright.records import Outcome, Status
from claimwright.settings import CleanSettings

__all__ = ["tar_members", "zip_members"]

_FREE = 10_000_000
_OFFICE = ("[Content_Types].xml", "mimetype", "META-INF/MANIFEST.MF")


def tar_members(stream: Stream, path: str, settings: CleanSettings) -> Iterator[tuple[str, Source] | Outcome]:
    """The files of a tar archive, each with its name (``path!member``), in the order they are stored.

    Names are labels only: nothing is written anywhere, so a name that leaves the folder harms nothing. Links and
    devices are skipped (S205), folders are no inputs.

    Raises:
        InputError: E106 if the archive is damaged or cut off, E107 if it has too many members.
    """
    count = 0
    try:
        with tarfile.open(fileobj=stream, mode="r|") as archive:
            for member in archive:
                count += 1
                if count > settings.max_members:
                    raise InputError("E107", detail=f"more than {settings.max_members} members")
                where = f"{path}!{member.name}"
                if member.isdir():
                    continue
                content = archive.extractfile(member) if member.isfile() else None
                if content is None:
                    yield Outcome(where, Status.SKIPPED, code="S205", detail="a link or device")
                elif member.size > settings.max_bytes:
                    yield failure(where, InputError("E108", detail=f"{member.size} bytes"))
                else:
                    yield where, Unfailing(content)
    except (tarfile.TarError, EOFError, ValueError) as error:
        raise InputError("E106", detail=str(error)) from None


def zip_members(
    file: IO[bytes], path: str, settings: CleanSettings
) -> Iterator[tuple[str, Source] | Outcome]:
    """The files of a zip archive, each with its name (``path!member``), in the order of its directory.

    Raises:
        InputError: E106 if the archive is damaged, E107 if it has too many members or unpacks to too much, E115 if
            it is an office file or a program.
    """
    try:
        with zipfile.ZipFile(file) as archive:
            members = [member for member in archive.infolist() if not member.is_dir()]
            _check(archive, members, settings)
            for member in members:
                yield _zip_member(archive, member, f"{path}!{member.filename}", settings)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError) as error:
        raise InputError("E106", detail=str(error)) from None


def _check(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo], settings: CleanSettings) -> None:
    """Refuse the archive as a whole, before anything of it is unpacked."""
    if any(name in archive.NameToInfo for name in _OFFICE):
        raise InputError("E115", detail="an office file, e-book or program")
    if len(members) > settings.max_members:
        raise InputError("E107", detail=f"more than {settings.max_members} members")
    packed = sum(member.compress_size for member in members)
    size = sum(member.file_size for member in members)
    whole = archive.fp.seek(0, io.SEEK_END) if archive.fp else packed
    if size > _FREE and size > settings.max_ratio * max(min(packed, whole), 1):
        raise InputError("E107", detail=f"it unpacks to more than {settings.max_ratio} times its size")


def _zip_member(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, where: str, settings: CleanSettings
) -> tuple[str, Source] | Outcome:
    if member.flag_bits & 1:
        return failure(where, InputError("E106", detail="it is encrypted"))
    if member.file_size > settings.max_bytes:
        return failure(where, InputError("E108", detail=f"{member.file_size} bytes"))
    try:
        return where, Unfailing(archive.open(member))
    except (RuntimeError, zipfile.BadZipFile, NotImplementedError) as error:
        return failure(where, InputError("E106", detail=str(error)))
