"""How sure a share is that was counted in a sample."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

__all__ = ["Share", "wilson"]

_Z = 1.959963984540054  # 97.5th percentile of the normal distribution


@dataclass(frozen=True, slots=True)
class Share:
    """A share with its 95 % interval; all None where nothing was counted.

    Attributes:
        hits, total: what was counted.
        value, low, high: from 0 to 1.
    """

    hits: int
    total: int
    value: float | None
    low: float | None
    high: float | None


def wilson(hits: int, total: int) -> Share:
    """The share with Wilson's score interval, which holds for small samples and shares near 0 and 1.

    Source: Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22 (1927).
    """
    if total == 0:
        return Share(0, 0, None, None, None)
    share = hits / total
    scale = 1 + _Z**2 / total
    middle = (share + _Z**2 / (2 * total)) / scale
    half = _Z * sqrt(share * (1 - share) / total + _Z**2 / (4 * total**2)) / scale
    return Share(hits, total, share, min(max(middle - half, 0.0), share), max(min(middle + half, 1.0), share))
