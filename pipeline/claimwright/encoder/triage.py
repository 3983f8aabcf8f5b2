"""Whether an article is worth the encoder: a linear look at the word pieces of its sentences.

Most news says nothing about people at companies. A sentence scores the weights of its word pieces and of the pairs of
neighbours, hashed (Weinberger et al., "Feature Hashing for Large Scale Multitask Learning", ICML 2009); an article
scores what its best sentence does. That costs a hundredth of the encoder.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from claimwright.encoder.windows import Window
from claimwright.errors import ModelError

__all__ = ["FEATURES", "TRIAGE_FILE", "Triage", "piece_features", "sentence_pieces"]

TRIAGE_FILE = "triage.npz"
_PIECES = 1 << 15
_PAIRS = 1 << 16
FEATURES = _PIECES + _PAIRS
"""Number of features: hashed word pieces, then hashed pairs."""


class Triage:
    """A linear model of sentences that tell an event.

    Args:
        weights: one for each feature, shape ``(FEATURES,)``.
        bias: added to their sum.
    """

    def __init__(self, weights: npt.NDArray[np.float32], bias: float) -> None:
        self._weights = weights
        self._bias = bias

    @classmethod
    def load(cls, folder: Path) -> Triage | None:
        """The triage of a model; None for a model without one, whose articles are all read.

        Raises:
            ModelError: E402 if the file does not hold one.
        """
        path = folder / TRIAGE_FILE
        if not path.is_file():
            return None
        try:
            with np.load(path, allow_pickle=False) as stored:
                weights, bias = stored["weights"].astype(np.float32), float(stored["bias"])
        except (OSError, ValueError, KeyError) as error:
            raise ModelError("E402", str(path), str(error)) from error
        if weights.shape != (FEATURES,):
            raise ModelError("E402", str(path), f"{weights.shape} weights instead of {FEATURES}")
        return cls(weights, bias)

    def save(self, folder: Path) -> None:
        """Writes the file into a model folder, in half precision."""
        np.savez_compressed(
            folder / TRIAGE_FILE, weights=self._weights.astype(np.float16), bias=np.float32(self._bias)
        )

    def score(self, windows: Sequence[Window]) -> float:
        """Log-odds that the most likely sentence tells an event; minus infinity for a text without sentences."""
        sums = (float(self._weights[piece_features(ids)].sum()) for _, ids in sentence_pieces(windows))
        return self._bias + max(sums, default=float("-inf"))


def sentence_pieces(windows: Sequence[Window]) -> Iterator[tuple[tuple[int, int], list[int]]]:
    """Each sentence of a document as ``(start, end)`` in code points, with the ids of its word pieces."""
    for window in windows:
        starts = [start for start, _ in window.sentences]
        pieces: dict[int, list[int]] = {}
        for place in range(*window.owned):
            start, _ = window.offsets[place]
            if start >= 0:
                pieces.setdefault(bisect_right(starts, start) - 1, []).append(window.ids[place])
        for number, ids in pieces.items():
            if number >= 0:
                yield window.sentences[number], ids


def piece_features(ids: Sequence[int]) -> npt.NDArray[np.int64]:
    """The numbers of the features that a sentence has, each once, ascending."""
    single = np.asarray(ids, dtype=np.int64)
    pairs = (single[:-1] * 40503 + single[1:] * 2654435761) % _PAIRS + _PIECES
    return np.unique(np.concatenate((single % _PIECES, pairs)))
