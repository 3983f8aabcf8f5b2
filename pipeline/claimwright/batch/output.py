"""Where output goes: files that appear whole, and streams."""

from __future__ import annotations

import os
import secrets
import sys
from pathlib import Path
from typing import IO, Protocol

from claimwright.errors import OutputError

__all__ = ["OutputFile", "OutputStream", "Target", "open_target"]


class Target(Protocol):
    """A place for bytes that knows up to where they are whole."""

    name: str

    def write(self, data: bytes | memoryview, /) -> int:
        """Write all of it."""

    def flush(self) -> None:
        """Hand on what is buffered."""

    def mark(self) -> None:
        """What is written so far is whole records."""

    def keep(self) -> None:
        """Close it and keep what is whole."""

    def drop(self) -> None:
        """Close it and keep nothing."""


def open_target(path: str | None) -> Target:
    """Standard output for None and ``-``, a file that appears whole for a path, a plain stream for a device.

    Raises:
        OutputError: E301 if nothing can be written there.
    """
    if path is None or path == "-":
        return OutputStream("standard output", sys.stdout.buffer)
    place = Path(path)
    try:
        if place.exists() and not place.is_file():
            if place.is_dir():
                raise OutputError("E301", path, "it is a folder")
            return OutputStream(path, place.open("wb", buffering=0))
        return OutputFile(place)
    except OSError as error:
        raise OutputError("E301", path, error.strerror or str(error)) from error


class OutputStream:
    """Standard output, or a device or named pipe: what is written is out and stays out.

    Args:
        name: for messages.
        stream: open for writing bytes.
    """

    def __init__(self, name: str, stream: IO[bytes]) -> None:
        self.name = name
        self._stream = stream

    def write(self, data: bytes | memoryview, /) -> int:
        """Write all of it.

        Raises:
            BrokenPipeError: if nobody reads any more.
            OutputError: E301 if it cannot be written.
        """
        try:
            self._stream.write(data)
        except BrokenPipeError:
            raise
        except OSError as error:
            raise OutputError("E301", self.name, error.strerror or str(error)) from error
        return len(data)

    def flush(self) -> None:
        """Hand on what is buffered; raises as ``write`` does."""
        try:
            self._stream.flush()
        except BrokenPipeError:
            raise
        except OSError as error:
            raise OutputError("E301", self.name, error.strerror or str(error)) from error

    def mark(self) -> None:
        """Let the reader see the records at once."""
        self.flush()

    def keep(self) -> None:
        """Hand on what is buffered; the stream stays open for whoever opened the process."""
        self.flush()

    def drop(self) -> None:
        """Nothing to do: what is out is out."""


class OutputFile:
    """A file written beside its place under a temporary name, then moved there with its whole records.

    Args:
        path: its place; a link is followed, so that what it points to is replaced and not the link.

    Raises:
        OSError: if no file can be made there.
    """

    def __init__(self, path: Path) -> None:
        self.name = str(path)
        self._place = path.resolve()
        self._working = self._place.with_name(f".{self._place.name}.{secrets.token_hex(4)}.part")
        self._file = self._working.open("xb", buffering=0)
        self._position = self._whole = 0

    def write(self, data: bytes | memoryview, /) -> int:
        """Write all of it.

        Raises:
            OutputError: E301 if it cannot be written; what was marked before is not touched.
        """
        rest = memoryview(data)
        try:
            while rest:
                done = self._file.write(rest)
                self._position += done
                rest = rest[done:]
        except OSError as error:
            raise OutputError("E301", self.name, error.strerror or str(error)) from error
        return len(data)

    def flush(self) -> None:
        """Nothing is buffered here."""

    def mark(self) -> None:
        """What is written so far is whole records."""
        self._whole = self._position

    def keep(self) -> None:
        """Cut off what is not whole and move the file to its place.

        Raises:
            OutputError: E301 if that fails.
        """
        try:
            with self._file:
                if self._position != self._whole:
                    self._file.truncate(self._whole)
                os.fsync(self._file.fileno())
            self._working.replace(self._place)
        except OSError as error:
            self._working.unlink(missing_ok=True)
            raise OutputError("E301", self.name, error.strerror or str(error)) from error

    def drop(self) -> None:
        """Remove the temporary file; what stood at the place before stays."""
        self._file.close()
        self._working.unlink(missing_ok=True)
