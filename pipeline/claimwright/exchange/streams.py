"""What a writer needs of the place it writes to."""

from __future__ import annotations

from typing import Protocol

__all__ = ["ByteStream"]


class ByteStream(Protocol):
    """Takes bytes; files, standard output and the targets of ``batch`` are such streams."""

    def write(self, data: bytes | memoryview, /) -> int:
        """Write all of it."""

    def flush(self) -> object:
        """Hand on what is buffered."""
