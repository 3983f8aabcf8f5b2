"""Random, and the same on every machine: numbers drawn from a hash of the seed and an id."""

from __future__ import annotations

import hashlib

__all__ = ["chosen", "draw"]

_RANGE = 1 << 64


def draw(seed: str, key: str) -> float:
    """A number in [0, 1) that depends on nothing but the seed and the key."""
    digest = hashlib.sha256(f"{seed}\0{key}".encode("utf-8", "surrogatepass")).digest()
    return int.from_bytes(digest[:8], "big") / _RANGE


def chosen(seed: str, key: str, share: float) -> bool:
    """Whether a key belongs to a random share (0 to 1) of all keys; a larger share contains a smaller one."""
    return draw(seed, key) < share
