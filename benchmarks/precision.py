"""What int8 costs: claim F1 of a model against its fp32 export, on the same labelled articles."""

from __future__ import annotations

from dataclasses import dataclass

from claimwright.corpora.reader import documents
from claimwright.evaluation.measure import measure

__all__ = ["Precision", "compare"]


@dataclass(frozen=True, slots=True)
class Precision:
    """Claim F1 of both, 0 to 1, and on what."""

    split: str
    articles: int
    int8: float
    fp32: float

    @property
    def points_lost(self) -> float:
        """What int8 loses, in points (hundredths) of claim F1; negative if it is the better one."""
        return 100 * (self.fp32 - self.int8)


def compare(model: str, fp32: str, split: str) -> Precision:
    """Measure both on a split of the news.

    Args:
        model: name or folder.
        fp32: folder of the same model, exported without quantisation.
        split: ``dev`` or ``test``.

    Raises:
        InputError: E502 if the texts are not here.
    """
    gold = documents("news", split)
    scores = [measure(name, gold).evaluation.overall.values["f1"].value or 0.0 for name in (model, fp32)]
    return Precision(split, len(gold), *scores)
