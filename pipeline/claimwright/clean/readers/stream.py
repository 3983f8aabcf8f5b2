"""Byte streams that cannot exhaust the machine: counted, limited, with their faults named."""

from __future__ import annotations

import io
import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Callable
from typing import NamedTuple, Protocol

from claimwright.errors import InputError

__all__ = ["Guarded", "Origin", "Source", "Stream", "Unfailing", "read_document"]

_CHUNK = 1 << 16
_FREE = 10_000_000
"""Bytes a stream may unpack to whatever its ratio: small texts of one repeated line are no attack."""
_DAMAGE = (EOFError, zlib.error, lzma.LZMAError, tarfile.TarError, zipfile.BadZipFile, NotImplementedError)


class Source(Protocol):
    """Anything bytes can be read from."""

    def read(self, size: int = -1, /) -> bytes:
        """Up to ``size`` bytes; none at the end."""
        ...


class Origin(NamedTuple):
    """What a stream is called: for people (``path``), and for telling its format (``name``, without ``.gz``)."""

    path: str
    name: str


class Stream(io.BufferedIOBase):
    """A source with lines, and with its beginning at hand.

    What was read before a fault is handed out first; the fault is raised when nothing is left. So the whole records
    before the damage are never lost with it.
    """

    def __init__(self, source: Source) -> None:
        self._source = source
        self._buffer = b""
        self._position = 0
        self._fault: InputError | None = None

    def readable(self) -> bool:
        """Always."""
        return True

    def head(self, size: int) -> bytes:
        """The next ``size`` bytes (fewer only if there are no more), which stay to be read."""
        while self._available < size and self._more():
            pass
        return self._buffer[self._position : self._position + size]

    def read(self, size: int | None = -1, /) -> bytes:
        """Up to ``size`` bytes, all of them if it is negative.

        Raises:
            InputError: the fault of the source, when what came before it has been read.
        """
        wanted = -1 if size is None else size
        while (wanted < 0 or self._available < wanted) and self._more():
            pass
        return self._take(self._available if wanted < 0 else wanted)

    def read1(self, size: int = -1, /) -> bytes:
        """What is at hand, at most ``size`` bytes."""
        if not self._available:
            self._more()
        return self._take(self._available if size < 0 else size)

    def readline(self, size: int | None = -1, /) -> bytes:
        """The next line with its end, at most ``size`` bytes. A line cut by a fault is not handed out.

        Raises:
            InputError: the fault of the source.
        """
        limit = -1 if size is None else size
        searched = 0
        while True:
            end = self._buffer.find(b"\n", self._position + searched) + 1
            if end or 0 <= limit <= self._available:
                break
            searched = self._available
            if not self._more():
                if self._fault is not None:
                    raise self._fault
                end = len(self._buffer)
                break
        length = end - self._position if end else limit
        return self._take(length if limit < 0 else min(length, limit))

    @property
    def _available(self) -> int:
        return len(self._buffer) - self._position

    def _more(self) -> bool:
        """Read a little; say whether there was something."""
        if self._fault is not None:
            return False
        try:
            data = self._source.read(_CHUNK)
        except InputError as fault:
            self._fault = fault
            return False
        self._buffer = self._buffer[self._position :] + data
        self._position = 0
        return bool(data)

    def _take(self, size: int) -> bytes:
        data = self._buffer[self._position : self._position + size]
        self._position += len(data)
        if not data and size and self._fault is not None:
            raise self._fault
        return data


class Unfailing:
    """A source whose own errors are ``InputError`` E106, so that a damaged member costs only itself."""

    def __init__(self, source: Source) -> None:
        self._source = source

    def read(self, size: int = -1, /) -> bytes:
        """Up to ``size`` bytes.

        Raises:
            InputError: E106 where the data is damaged or cut off.
        """
        try:
            return self._source.read(size)
        except _DAMAGE as error:
            raise InputError("E106", detail=str(error)) from None
        except OSError as error:  # gzip and bz2 raise it without a number for damaged data
            if error.errno is not None:
                raise
            raise InputError("E106", detail=str(error)) from None


class _Counter:
    """Counts the bytes read from a source."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self.count = 0

    def read(self, size: int = -1, /) -> bytes:
        data = self._source.read(size)
        self.count += len(data)
        return data


class Guarded:
    """A decompressed source.

    Reading raises ``InputError``: E106 where the data is damaged or cut off, E107 where it unpacks to more than
    ``max_ratio`` times its size.
    """

    def __init__(self, source: Source, unpack: Callable[[Stream], Source], max_ratio: int) -> None:
        self._packed = _Counter(source)
        self._max_ratio = max_ratio
        self._count = 0
        self._unpacked = Unfailing(unpack(Stream(self._packed)))

    def read(self, size: int = -1, /) -> bytes:
        """Up to ``size`` bytes."""
        data = self._unpacked.read(size)
        self._count += len(data)
        if self._count > _FREE and self._count > self._max_ratio * max(self._packed.count, 1):
            raise InputError("E107", detail=f"it unpacks to more than {self._max_ratio} times its size")
        return data


def read_document(source: Source, limit: int) -> bytes:
    """All of a source.

    Raises:
        InputError: E108 if there are more than ``limit`` bytes.
    """
    parts: list[bytes] = []
    left = limit + 1
    while left > 0:
        data = source.read(min(left, 1 << 20))
        if not data:
            return b"".join(parts)
        parts.append(data)
        left -= len(data)
    raise InputError("E108", detail=f"more than {limit} bytes")
