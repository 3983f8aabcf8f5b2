"""Where the files of a batch lie: a folder, or the objects below an address. Every file appears whole or not at all."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

from claimwright.batch.inputs import filesystem, is_object
from claimwright.batch.output import OutputFile
from claimwright.errors import ClaimwrightError, OutputError

__all__ = ["Folder", "Objects", "Place", "open_place"]

_FILE = "file://"
_PARTS = re.compile(r"\..+\.[0-9a-f]{8}\.part")
_LOCK = ".lock"


class Place(Protocol):
    """Files by their names below one folder, ``/`` between the parts."""

    name: str

    def read(self, name: str) -> bytes | None:
        """The content of a file, or None if there is none."""

    def write(self, name: str, data: bytes) -> None:
        """Put a file in its place in one step; what stood there before is there until then."""

    def remove(self, name: str) -> None:
        """Remove a file, if there is one."""

    def names(self, folder: str) -> list[str]:
        """The names of the files in a folder, sorted."""

    def held(self) -> Any:  # noqa: ANN401 - a context manager
        """Keep other runs out while the block lasts, where the place can."""


def open_place(address: str) -> Place:
    """The place a command names: a folder, or an address that fsspec knows.

    Raises:
        OutputError: E301 if it cannot be used.
        ClaimwrightError: E901 if the library for such an address is not installed.
    """
    if address.startswith(_FILE):
        return Folder(Path(address.removeprefix(_FILE)))
    if not is_object(address):
        return Folder(Path(address))
    try:
        place, path = filesystem(address)
    except ClaimwrightError as error:
        if error.code == "E901":
            raise
        raise OutputError("E301", address, error.detail) from error
    return Objects(address, place, path)


class Folder:
    """A folder on this machine, made when the first file comes.

    A file is written under a temporary name, forced to disk, and renamed; then the folder is forced to disk, too.

    Args:
        path: the folder.
    """

    def __init__(self, path: Path) -> None:
        self.name = str(path)
        self._root = path

    def read(self, name: str) -> bytes | None:
        """The content of a file, or None if there is none.

        Raises:
            OutputError: E301 if it cannot be read.
        """
        try:
            return (self._root / name).read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise self._refused(name, error) from error

    def write(self, name: str, data: bytes) -> None:
        """Put a file in its place in one step.

        Raises:
            OutputError: E301 if it cannot be written; then what stood there before still does.
        """
        path = self._root / name
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            target = OutputFile(path)
        except OSError as error:
            raise self._refused(name, error) from error
        try:
            target.write(data)
        except OutputError:
            target.drop()
            raise
        target.mark()
        target.keep()
        _sync(path.parent)

    def remove(self, name: str) -> None:
        """Remove a file, if there is one.

        Raises:
            OutputError: E301 if it stays.
        """
        try:
            (self._root / name).unlink(missing_ok=True)
        except OSError as error:
            raise self._refused(name, error) from error

    def names(self, folder: str) -> list[str]:
        """The names of the files in a folder, sorted, without hidden ones."""
        try:
            found = [entry.name for entry in os.scandir(self._root / folder) if entry.is_file()]
        except OSError:
            return []
        return sorted(name for name in found if not name.startswith("."))

    @contextmanager
    def held(self) -> Iterator[None]:
        """Keep other runs out: a lock that the system lifts when this process ends, however it ends.

        Also removes what a killed run left under temporary names.

        Raises:
            OutputError: E301 if another run holds the folder, or it cannot be made.
        """
        try:
            self._root.mkdir(parents=True, exist_ok=True)
            lock = (self._root / _LOCK).open("ab")
        except OSError as error:
            raise self._refused("", error) from error
        with lock:
            if not _locked(lock.fileno()):
                raise OutputError("E301", self.name, "another run is writing there")
            for left in self._root.rglob(".*.part"):
                if _PARTS.fullmatch(left.name):
                    left.unlink(missing_ok=True)
            yield

    def _refused(self, name: str, error: OSError) -> OutputError:
        return OutputError("E301", str(self._root / name), error.strerror or str(error))


class Objects:
    """The objects below an address of an object store.

    A store has no renaming: an object is sent whole and appears when the store has all of it, which is the same
    promise. Two runs into one address are not kept apart: no store has locks.

    Args:
        name: the address, for people.
        filesystem: of fsspec.
        path: the address in that file system.
    """

    def __init__(self, name: str, filesystem: Any, path: str) -> None:  # noqa: ANN401 - fsspec has no types
        self.name = name
        self._filesystem = filesystem
        self._root = path.rstrip("/")

    def read(self, name: str) -> bytes | None:
        """The content of an object, or None if there is none.

        Raises:
            OutputError: E301 if the store refuses.
        """
        with self._told(name):
            try:
                data: bytes = self._filesystem.cat_file(f"{self._root}/{name}")
            except FileNotFoundError:
                return None
            return data
        return None

    def write(self, name: str, data: bytes) -> None:
        """Send an object whole.

        Raises:
            OutputError: E301 if the store refuses.
        """
        with self._told(name):
            self._filesystem.pipe_file(f"{self._root}/{name}", data)

    def remove(self, name: str) -> None:
        """Remove an object, if there is one.

        Raises:
            OutputError: E301 if the store refuses.
        """
        with self._told(name):
            if self._filesystem.exists(f"{self._root}/{name}"):
                self._filesystem.rm_file(f"{self._root}/{name}")

    def names(self, folder: str) -> list[str]:
        """The last parts of the names of the objects in a folder, sorted."""
        with self._told(folder):
            self._filesystem.invalidate_cache()
            try:
                found = self._filesystem.ls(f"{self._root}/{folder}", detail=False)
            except FileNotFoundError:
                return []
            return sorted(str(name).rpartition("/")[2] for name in found)
        return []

    @contextmanager
    def held(self) -> Iterator[None]:
        """Nothing to hold."""
        yield

    @contextmanager
    def _told(self, name: str) -> Iterator[None]:
        try:
            yield
        except ClaimwrightError:
            raise
        except Exception as error:  # every store raises exceptions of its own
            detail = f"{type(error).__name__}: {error}"[:300]
            raise OutputError("E301", f"{self.name.rstrip('/')}/{name}", detail) from error


def _locked(number: int) -> bool:
    """Whether the open file is now locked by this process; true where the system has no such locks."""
    try:
        import fcntl
    except ImportError:
        return True
    try:
        fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _sync(folder: Path) -> None:
    """Force the folder's entries to disk, so that a renamed file survives a power cut."""
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    except OSError:
        pass  # some file systems cannot, and lose nothing by it
    finally:
        os.close(number)
