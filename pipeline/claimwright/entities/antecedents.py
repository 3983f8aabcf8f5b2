"""Scores how well an earlier mention serves as antecedent of a pronoun or nominal."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from claimwright.encoder import DocumentScores
from claimwright.encoder.backends import open_session
from claimwright.encoder.pieces import PieceIndex
from claimwright.encoder.scores import FloatArray
from claimwright.records import EntityMention

__all__ = ["DISTANCES", "AntecedentScorer", "distance_bucket"]

# Code points between anaphor and candidate; the last bucket is open. Candidates after the anaphor take the second half.
_EDGES = (0, 20, 50, 100, 200, 400, 800, 1600)
DISTANCES = 2 * (len(_EDGES) + 1)


def distance_bucket(anaphor: int, candidate: int) -> int:
    """The bucket of the distance from a candidate to an anaphor, both start offsets in code points."""
    gap = anaphor - candidate
    bucket = sum(abs(gap) > edge for edge in _EDGES)
    return bucket if gap >= 0 else bucket + len(_EDGES) + 1


class AntecedentScorer:
    """The antecedent head of a model: one log-odds per pair, against 0 for "none of them".

    Args:
        folder: the model folder, with ``antecedents.onnx``.
        threads: of the ONNX session.
    """

    def __init__(self, folder: Path, threads: int = 1) -> None:
        self._session = open_session(folder / "antecedents.onnx", threads)

    def score(
        self, scores: DocumentScores, pairs: Sequence[tuple[EntityMention, EntityMention]]
    ) -> FloatArray:
        """Log-odds of each ``(anaphor, candidate)``, shape ``(pairs,)``; ``-inf`` where a mention has no pieces."""
        result = np.full(len(pairs), -np.inf, dtype=np.float32)
        if not pairs:
            return result
        vectors = _MentionVectors(scores)
        rows = [
            (index, left, right, distance_bucket(anaphor.start, candidate.start))
            for index, (anaphor, candidate) in enumerate(pairs)
            if (left := vectors.of(anaphor)) is not None and (right := vectors.of(candidate)) is not None
        ]
        if rows:
            inputs: dict[str, npt.NDArray[Any]] = {
                "anaphor": np.stack([row[1] for row in rows]),
                "candidate": np.stack([row[2] for row in rows]),
                "distance": np.array([row[3] for row in rows], dtype=np.int64),
            }
            [logits] = self._session.run(["logits"], inputs)
            result[[row[0] for row in rows]] = logits
        return result


class _MentionVectors:
    """Vectors of mentions, taken from the window that owns them and kept."""

    def __init__(self, scores: DocumentScores) -> None:
        self._scores = scores
        self._indexes = [PieceIndex(window.window) for window in scores.windows]
        self._kept: dict[tuple[int, int], FloatArray | None] = {}

    def of(self, mention: EntityMention) -> FloatArray | None:
        key = (mention.start, mention.end)
        if key not in self._kept:
            self._kept[key] = self._make(*key)
        return self._kept[key]

    def _make(self, start: int, end: int) -> FloatArray | None:
        for window, index in zip(self._scores.windows, self._indexes, strict=True):
            found = index.find(start, end)
            if found is not None:
                return window.span_vector(*found)
        return None
