"""Which labelled texts tell one story in the same words, so that no copy of a test article is trained on."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from itertools import combinations

from claimwright.clean.duplicates import shingles

__all__ = ["SHARE", "find_clusters", "nearest_neighbours"]

SHARE = 0.25
"""Two texts belong together when they share this much of the shorter one's five-word shingles."""

_COMMON = 12  # texts: a shingle in more of them is boilerplate of the site, not of the story


def find_clusters(texts: Mapping[str, str], background: Iterable[str] = ()) -> dict[str, str]:
    """The cluster of every text: the smallest name in it, its own where it is alone.

    Updates of a story and articles that quote one at length share a cluster, also through a third. What a site prints
    under every article does not count.

    Args:
        texts: name to text.
        background: further texts of the same sites, to tell boilerplate by.
    """
    marks = _without_boilerplate({name: shingles(text) for name, text in texts.items()}, background)
    parents = {name: name for name in texts}

    def root(name: str) -> str:
        while parents[name] != name:
            parents[name] = parents[parents[name]]
            name = parents[name]
        return name

    for (one, other), shared in _shared(marks).items():
        if shared > SHARE * max(min(len(marks[one]), len(marks[other])), 1):
            first, second = sorted((root(one), root(other)))
            parents[second] = first
    return {name: root(name) for name in texts}


def nearest_neighbours(texts: Mapping[str, str]) -> dict[str, float]:
    """For every text the largest share of its five-word shingles that any one other text has too, 0 to 1."""
    marks = {name: shingles(text) for name, text in texts.items()}
    nearest = dict.fromkeys(texts, 0.0)
    for (one, other), shared in _shared(marks, common=len(marks)).items():
        nearest[one] = max(nearest[one], shared / len(marks[one]))
        nearest[other] = max(nearest[other], shared / len(marks[other]))
    return nearest


def _without_boilerplate(
    marks: Mapping[str, frozenset[int]], background: Iterable[str]
) -> dict[str, frozenset[int]]:
    known = frozenset().union(*marks.values())
    seen: Counter[int] = Counter(mark for held in marks.values() for mark in held)
    for text in background:
        seen.update(shingles(text) & known)
    return {name: frozenset(mark for mark in held if seen[mark] <= _COMMON) for name, held in marks.items()}


def _shared(marks: Mapping[str, frozenset[int]], common: int = _COMMON) -> Counter[tuple[str, str]]:
    """How many shingles two texts have in common, for the pairs that have any."""
    holders: defaultdict[int, list[str]] = defaultdict(list)
    for name in sorted(marks):
        for mark in marks[name]:
            holders[mark].append(name)
    shared: Counter[tuple[str, str]] = Counter()
    for names in holders.values():
        if 1 < len(names) <= common:
            shared.update(combinations(names, 2))
    return shared
