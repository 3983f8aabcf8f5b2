"""What the encoder says of a document, before any decision."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from claimwright.encoder.priming import PrimedWindow
from claimwright.encoder.windows import Window

__all__ = ["DocumentScores", "FloatArray", "Reading", "WindowScores"]

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
class Reading:
    """What the second pass says of one candidate trigger.

    Attributes:
        start, end: the trigger in the text, code points, end exclusive.
        claim_type: the type it was read for.
        tagged: probability of the trigger in the first pass.
        view: where it was read.
        scores: hidden states of the view and, as ``tags``, the probabilities of outside, begin, inside of each
            role label, ``(n, role labels, 3)``.
    """

    start: int
    end: int
    claim_type: str
    tagged: float
    view: PrimedWindow
    scores: WindowScores


@dataclass(frozen=True, slots=True)
class DocumentScores:
    """Scores of one document.

    Attributes:
        windows: of the first pass, in order.
        readings: of the second pass, one for each candidate trigger, in the order of the text.
        passed_over: no sentence reads like an event; there are no readings and, unless asked for, no windows.
    """

    windows: tuple[WindowScores, ...]
    readings: tuple[Reading, ...] = ()
    passed_over: bool = False
