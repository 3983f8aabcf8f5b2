"""Which articles are copies of each other: exact ones by digest, near ones by MinHash and a check."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from zlib import crc32

if TYPE_CHECKING:
    from datasketch import MinHash, MinHashLSH

__all__ = ["Clusters", "jaccard", "shingles"]

_WORDS = re.compile(r"\w+")
_SHINGLE = 5
_MOST_SHINGLES = 20_000
_PERMUTATIONS = 128
_CANDIDATE_SHARE = 0.75
"""Candidates are asked for at this share of the wanted similarity, since MinHash misses some at it exactly."""


def shingles(text: str) -> frozenset[int]:
    """32-bit hashes of every run of five words, case folded; of a book only the 20,000 smallest.

    A text of fewer words is one shingle. The hashes are the same in every run and on every machine.
    """
    words = _WORDS.findall(text.casefold())
    count = max(len(words) - _SHINGLE + 1, 1)
    found = {crc32(" ".join(words[index : index + _SHINGLE]).encode()) for index in range(count)}
    return frozenset(sorted(found)[:_MOST_SHINGLES] if len(found) > _MOST_SHINGLES else found)


def jaccard(left: frozenset[int], right: frozenset[int]) -> float:
    """Shared shingles as a share of all, 0 to 1."""
    shared = len(left & right)
    return shared / (len(left) + len(right) - shared) if left or right else 0.0


class Clusters:
    """The articles seen so far.

    Args:
        similarity: Jaccard similarity of five-word shingles from which two articles belong together.

    MinHash with locality-sensitive hashing (datasketch) finds candidates; each is then checked by its exact
    similarity, so two articles never meet in a cluster by an accident of hashing.
    """

    def __init__(self, similarity: float) -> None:
        self._similarity = similarity
        self._seen: list[tuple[str, frozenset[int]]] = []
        self._roots: dict[str, str] = {}
        self._index: MinHashLSH | None = None
        self._template: MinHash | None = None

    def add(self, document_id: str, text: str) -> str | None:
        """Note an article and return its cluster: the id of the first article of it, or None if it is new."""
        found = shingles(text)
        number = len(self._seen)
        self._seen.append((document_id, found))
        if number == 0:
            return None  # one article needs no index, and no import of numpy
        index, template = self._opened()
        sketch = _sketch(template, found)
        root = None
        for candidate in sorted(index.query(sketch)):
            earlier, other = self._seen[candidate]
            if jaccard(found, other) >= self._similarity:
                root = self._roots.get(earlier, earlier)
                break
        index.insert(number, sketch)
        if root is not None:
            self._roots[document_id] = root
        return root

    def _opened(self) -> tuple[MinHashLSH, MinHash]:
        """The index, made when the second article comes."""
        if self._index is None or self._template is None:
            from datasketch import MinHash, MinHashLSH

            self._template = MinHash(num_perm=_PERMUTATIONS, hashfunc=int)
            self._index = MinHashLSH(threshold=self._similarity * _CANDIDATE_SHARE, num_perm=_PERMUTATIONS)
            self._index.insert(0, _sketch(self._template, self._seen[0][1]))
        return self._index, self._template


def _sketch(template: MinHash, found: frozenset[int]) -> MinHash:
    sketch = template.copy()
    sketch.update_batch(found)
    return sketch
