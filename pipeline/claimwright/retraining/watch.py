"""How a retraining tells what it does."""

from __future__ import annotations

from typing import Protocol

__all__ = ["Silent", "Watch"]


class Watch(Protocol):
    """Told of every stage and of every step of it."""

    def stage(self, name: str) -> None:
        """The next stage begins."""

    def step(self, done: int, steps: int) -> None:
        """So many of about so many steps of the stage are done."""

    def line(self, text: str) -> None:
        """A detail for people who want to know."""


class Silent:
    """Tells nobody."""

    def stage(self, name: str) -> None:
        """Not told."""

    def step(self, done: int, steps: int) -> None:
        """Not told."""

    def line(self, text: str) -> None:
        """Not told."""
