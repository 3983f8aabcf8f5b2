"""The compressions inputs may have: gzip, zstd, bzip2, xz."""

from __future__ import annotations

import bz2
import gzip
import lzma
from collections.abc import Callable

from claimwright.clean.readers.carriers import Carrier
from claimwright.clean.readers.stream import Source, Stream
from claimwright.errors import InputError

__all__ = ["UNPACKERS"]

_STEP = 1024
"""Compressed bytes zstd gets at once: a block of 4 bytes may give 128 KB, so more would be a risk to memory."""
_WINDOW = 1 << 27
"""Bytes a zstd frame may ask to be kept at hand (128 MB, the limit of the zstd command)."""


class _Zstd:
    """Frames of zstd one after the other. The library's own stream takes a cut frame for a whole one."""

    def __init__(self, packed: Stream) -> None:
        import zstandard

        self._error: type[Exception] = zstandard.ZstdError
        self._frames = zstandard.ZstdDecompressor(max_window_size=_WINDOW)
        self._packed = packed
        self._frame = self._frames.decompressobj()
        self._begun = False
        self._ready = b""

    def read(self, size: int = -1, /) -> bytes:
        """Up to ``size`` bytes.

        Raises:
            InputError: E106 if the data is damaged or ends within a frame.
        """
        while not self._ready:
            data = self._frame.unused_data if self._frame.eof else b""
            data = data or self._packed.read(_STEP)
            if not data:
                if self._begun and not self._frame.eof:
                    raise InputError("E106", detail="it ends within a frame")
                return b""
            if self._frame.eof:
                self._frame = self._frames.decompressobj()
            self._begun = True
            try:
                self._ready = self._frame.decompress(data)
            except self._error as error:
                raise InputError("E106", detail=str(error)) from None
        size = len(self._ready) if size < 0 else size
        data, self._ready = self._ready[:size], self._ready[size:]
        return data


class _Piecemeal:
    """A file of the standard library read a piece at a time: what it has is handed out before it finds a fault."""

    def __init__(self, file: gzip.GzipFile | bz2.BZ2File | lzma.LZMAFile) -> None:
        self._file = file

    def read(self, size: int = -1, /) -> bytes:
        """Up to ``size`` bytes."""
        return self._file.read1(size)


UNPACKERS: dict[Carrier, Callable[[Stream], Source]] = {
    Carrier.GZIP: lambda packed: _Piecemeal(gzip.GzipFile(fileobj=packed, mode="rb")),
    Carrier.ZSTD: _Zstd,
    Carrier.BZIP2: lambda packed: _Piecemeal(bz2.BZ2File(packed)),
    Carrier.XZ: lambda packed: _Piecemeal(lzma.LZMAFile(packed)),  # type: ignore[arg-type]  # noqa: SIM115
}
"""How each compression is undone: from a stream of packed bytes to one of unpacked bytes."""
