"""Ctrl-C and termination that never fall into the middle of a record."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

__all__ = ["Interrupts"]


class Interrupts:
    """While it is entered, SIGINT and SIGTERM raise KeyboardInterrupt, but not inside ``held()``.

    Use it in the main thread only, as signals demand.

    Attributes:
        signal: number of the last signal that came, or None.
    """

    def __init__(self) -> None:
        self.signal: int | None = None
        self._held = False
        self._waiting = False
        self._before: dict[int, Any] = {}

    def __enter__(self) -> Interrupts:
        for number in (signal.SIGINT, signal.SIGTERM):
            self._before[number] = signal.signal(number, self._on_signal)
        return self

    def __exit__(self, *exception: object) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)

    @contextmanager
    def held(self) -> Iterator[None]:
        """Put a signal off until the block is done.

        Raises:
            KeyboardInterrupt: at the end of the block, if a signal came in it.
        """
        self._held = True
        try:
            yield
        finally:
            self._held = False
        if self._waiting:
            self._waiting = False
            raise KeyboardInterrupt

    @property
    def status(self) -> int:
        """The exit status the shell expects: 128 and the signal's number."""
        return 128 + (self.signal or signal.SIGINT)

    def _on_signal(self, number: int, frame: FrameType | None) -> None:
        self.signal = number
        if self._held:
            self._waiting = True
        else:
            raise KeyboardInterrupt
