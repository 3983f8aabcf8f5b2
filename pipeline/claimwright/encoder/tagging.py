"""Spans from tag probabilities: outside, begin, inside for each label on its own, so labels may overlap."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from claimwright.encoder.scores import FloatArray, WindowScores
from claimwright.encoder.shapes import Shape

__all__ = ["TaggedSpan", "decode_label"]

OUTSIDE, BEGIN, INSIDE = 0, 1, 2


@dataclass(frozen=True, slots=True)
class TaggedSpan:
    """A span of one label in one window.

    Attributes:
        window: number of the window in the document.
        first, last: word pieces of the window, both inclusive.
        start, end: code points of the text, end exclusive.
        label: the label tagged.
        score: mean probability of not being outside, 0 to 1.
    """

    window: int
    first: int
    last: int
    start: int
    end: int
    label: str
    score: float


def decode_label(
    scores: WindowScores, number: int, label: str, column: int, threshold: float, *, owned_only: bool
) -> list[TaggedSpan]:
    """The spans of one label in a window.

    A piece belongs to a span when its probability of being outside is at most ``1 - threshold``; a new span starts
    where begin is likelier than inside, and with every sentence. Spans are widened to whole words.

    Args:
        scores: the window's scores.
        number: the window's place in the document.
        label: name of the label.
        column: its column in ``scores.tags``.
        threshold: least probability of not being outside, 0 to 1.
        owned_only: leave out what lies in the context before the owned sentences.
    """
    tags = scores.tags[:, column, :]
    positive = 1.0 - tags[:, OUTSIDE] >= threshold
    low, high = scores.window.owned if owned_only else (0, len(positive))
    spans: list[TaggedSpan] = []
    index = low
    while index < high:
        if not positive[index] or scores.window.offsets[index][0] < 0:
            index += 1
            continue
        first = _word_start(scores, index)
        last = index
        while last + 1 < high and _continues(scores, last + 1, tags, positive):
            last += 1
        score = float(np.mean(1.0 - tags[index : last + 1, OUTSIDE]))
        start, end = scores.window.offsets[first][0], scores.window.offsets[last][1]
        spans.append(TaggedSpan(number, first, last, start, end, label, score))
        index = last + 1
    return spans


def _is_word_inside(scores: WindowScores, index: int) -> bool:
    """Whether piece ``index`` continues the word of the piece before."""
    before, here = scores.window.offsets[index - 1], scores.window.offsets[index]
    return before[1] == here[0] and before[0] >= 0 and scores.window.shapes[index] != Shape.OTHER


def _word_start(scores: WindowScores, index: int) -> int:
    while index > 0 and _is_word_inside(scores, index) and scores.window.shapes[index - 1] != Shape.OTHER:
        index -= 1
    return index


def _continues(scores: WindowScores, index: int, tags: FloatArray, positive: npt.NDArray[np.bool_]) -> bool:
    start = scores.window.offsets[index][0]
    if start < 0 or any(start == left for left, _ in scores.window.sentences):
        return False
    if _is_word_inside(scores, index) and scores.window.shapes[index - 1] != Shape.OTHER:
        return True
    return bool(positive[index]) and bool(tags[index, INSIDE] >= tags[index, BEGIN])
