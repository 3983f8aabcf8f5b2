"""The distance between a trigger and a mention, as the relation head sees it."""

from __future__ import annotations

__all__ = ["BUCKETS", "piece_distance_bucket"]

# Word pieces between the two; the last bucket is open.
_EDGES = (0, 1, 2, 4, 7, 12, 20, 35, 60, 110)
BUCKETS = 2 * (len(_EDGES) + 1) + 1


def piece_distance_bucket(trigger: tuple[int, int], mention: tuple[int, int]) -> int:
    """The bucket of two runs of pieces (first, last; inclusive): 0 overlap, then before, then after the trigger."""
    if mention[1] < trigger[0]:
        gap, offset = trigger[0] - mention[1] - 1, 1
    elif mention[0] > trigger[1]:
        gap, offset = mention[0] - trigger[1] - 1, 1 + len(_EDGES) + 1
    else:
        return 0
    return offset + sum(gap > edge for edge in _EDGES)
