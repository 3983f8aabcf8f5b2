"""Byte streams that cannot exhaust the machine: counted, limited, with their faults named."""

from __future__ import annotations

import io
import lzma
import zlib
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple, Protocol

from claimwright.errors import InputError

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

__all__ = ["Guarded", "Origin", "Source", "buffered", "opened", "read_document"]

_BUFFER = 1 << 16
_FREE = 10_000_000
"""Bytes a stream may unpack to whatever its ratio: small texts of one repeated line are no attack."""
_DAMAGE = (EOFError, zlib.error, lzma.LZMAError)


class Source(Protocol):
    """Anything bytes can be read from."""

    def read(self, size: int, /) -> bytes:
        """Up to ``size`` bytes; none at the end."""
        ...


class Origin(NamedTuple):
    """What a stream is called: for people (``path``), and for telling its format (``name``, without ``.gz``)."""

    path: str
    name: str


class _Counter(io.RawIOBase):
    """Counts the bytes read from a source."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self.count = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        size = _fill(buffer, self._source)
        self.count += size
        return size


class Guarded(io.RawIOBase):
    """A decompressed stream.

    Reading raises ``InputError``: E106 where the data is damaged or cut off, E107 where it unpacks to more than
    ``max_ratio`` times its size.
    """

    def __init__(self, source: Source, unpack: Callable[[io.BufferedReader], Source], max_ratio: int) -> None:
        self._packed = _Counter(source)
        self._max_ratio = max_ratio
        self._count = 0
        self._unpacked = unpack(buffered(self._packed))

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        """Fill the buffer."""
        try:
            size = _fill(buffer, self._unpacked)
        except _DAMAGE as error:
            raise InputError("E106", detail=str(error)) from None
        except OSError as error:  # gzip and bz2 raise it without a number for damaged data
            if error.errno is not None:
                raise
            raise InputError("E106", detail=str(error)) from None
        self._count += size
        if self._count > _FREE and self._count > self._max_ratio * max(self._packed.count, 1):
            raise InputError("E107", detail=f"it unpacks to more than {self._max_ratio} times its size")
        return size


def _fill(buffer: WriteableBuffer, source: Source) -> int:
    view = memoryview(buffer).cast("B")
    data = source.read(len(view))
    view[: len(data)] = data
    return len(data)


class _Rejoined(io.RawIOBase):
    """A stream of which the beginning has been read already."""

    def __init__(self, head: bytes, rest: Source) -> None:
        self._head = head
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        view = memoryview(buffer).cast("B")
        data = self._head[: len(view)] if self._head else self._rest.read(len(view))
        self._head = self._head[len(view) :]
        view[: len(data)] = data
        return len(data)


def buffered(raw: io.RawIOBase) -> io.BufferedReader:
    """A reader with lines over a raw stream."""
    return io.BufferedReader(raw, _BUFFER)


def opened(source: Source, size: int) -> tuple[bytes, io.BufferedReader]:
    """The first ``size`` bytes (fewer only if there are no more), and the whole stream."""
    head = b""
    while len(head) < size:
        data = source.read(size - len(head))
        if not data:
            break
        head += data
    return head, buffered(_Rejoined(head, source))


def read_document(source: Source, limit: int) -> bytes:
    """All of a stream.

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
