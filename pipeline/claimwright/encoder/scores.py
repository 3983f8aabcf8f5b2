"""What the encoder says of a document, before any decision."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from claimwright.encoder.windows import Window

__all__ = ["DocumentScores", "FloatArray", "WindowScores"]

FloatArray = npt.NDArray[np.float32]
IntArray = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class WindowScores:
    """Scores of one window of ``n`` word pieces.

    Attributes:
        window: the window itself.
        hidden: ``(n, width)`` last hidden states.
        tags: ``(n, labels, 3)`` probabilities of outside, begin, inside for each label; the labels are those of
            the model's configuration, entity types first, claim types after.
    """

    window: Window
    hidden: FloatArray
    tags: FloatArray

    def span_vector(self, first: int, last: int) -> FloatArray:
        """The ``(2 * width,)`` representation of pieces ``first`` to ``last`` (inclusive)."""
        joined: np.ndarray[Any, np.dtype[np.float32]] = np.concatenate(
            (self.hidden[first], self.hidden[last])
        )
        return joined


@dataclass(frozen=True, slots=True)
class DocumentScores:
    """Scores of all windows of one document, in order."""

    windows: tuple[WindowScores, ...]
