"""How varied a set of labelled articles is: triggers, word sequences, nearest neighbours."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from claimwright.corpora.clusters import nearest_neighbours
from claimwright.records.gold import GoldDocument

__all__ = ["Diversity", "measure_diversity"]

_WORD = re.compile(r"[\w’'-]+")
_SIZES = (1, 2, 3, 4)


@dataclass(frozen=True, slots=True)
class Diversity:
    """How varied articles are.

    Attributes:
        words: running words of all articles.
        distinct_triggers: different trigger wordings, case folded, by claim type.
        distinct_ngrams: for sizes 1 to 4, different word sequences as a share of all, 0 to 1.
        nearest_mean: mean over articles of the largest share of its five-word sequences that another article has too.
        nearest_most: the largest such share.
    """

    words: int
    distinct_triggers: Mapping[str, int]
    distinct_ngrams: Mapping[int, float]
    nearest_mean: float
    nearest_most: float

    def as_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return asdict(self)


def measure_diversity(documents: Sequence[GoldDocument]) -> Diversity:
    """Measure articles that are joined with their texts."""
    words = [_WORD.findall(document.text.casefold()) for document in documents]
    triggers: dict[str, set[str]] = {}
    for document in documents:
        for claim in document.claims:
            for mention in claim.mentions:
                wording = " ".join(document.text[slice(*mention.trigger)].casefold().split())
                triggers.setdefault(claim.type, set()).add(wording)
    nearest = nearest_neighbours({document.path: document.text for document in documents})
    return Diversity(
        words=sum(map(len, words)),
        distinct_triggers={kind: len(found) for kind, found in sorted(triggers.items())},
        distinct_ngrams={size: _distinct(words, size) for size in _SIZES},
        nearest_mean=sum(nearest.values()) / len(nearest) if nearest else 0.0,
        nearest_most=max(nearest.values(), default=0.0),
    )


def _distinct(articles: Sequence[Sequence[str]], size: int) -> float:
    """Different word sequences of one size as a share of all; sequences do not run over from article to article."""
    total = 0
    seen: set[int] = set()
    for words in articles:
        sequences = [hash(tuple(words[start : start + size])) for start in range(len(words) - size + 1)]
        total += len(sequences)
        seen.update(sequences)
    return len(seen) / total if total else 0.0
