"""Which story an article belongs to, and which version of it it is.

An article is a new version of a story if it has the same address as an earlier one, lies at the same path and shares
at least a little of its text, or is a near duplicate of it by the measure that cleaning uses (MinHash to find
candidates, exact Jaccard similarity of five-word shingles to decide). Nothing earlier is changed by it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from sqlalchemy import Connection, func, insert, select

from claimwright.clean.duplicates import jaccard, shingles
from claimwright.records import Document
from claimwright.settings import CleanSettings
from claimwright.store.storable import path_key, url_key
from claimwright.store.tables import bands, documents, texts

__all__ = ["Place", "find_story", "keep_bands"]

_PERMUTATIONS = 128
_BANDS, _ROWS = (
    32,
    4,
)  # finds 98.8 % of pairs of similarity 0.6, and 5 % of those of 0.2, which the check drops
_LEAST_AT_PATH = 0.05  # share of the smaller text's shingles; below, a file was put in the place of another
_CANDIDATES = 50
_STREAMS = ("<stdin>", "<text>", "-")


@dataclass(frozen=True, slots=True)
class Place:
    """Where an article stands in its story.

    Attributes:
        story: SHA-256 of the story's first article.
        version: counted from 1.
        by: ``url``, ``path`` or ``near-duplicate``; None for the first.
    """

    story: str
    version: int
    by: str | None = None


def find_story(connection: Connection, document: Document, found: frozenset[int]) -> Place:
    """Where a document that is not in the store yet belongs.

    Args:
        connection: within the transaction that will add it.
        document: the new one.
        found: its shingles.
    """
    earlier = (
        _by_url(connection, document)
        or _by_path(connection, document, found)
        or _by_likeness(connection, found)
    )
    if earlier is None:
        return Place(document.sha256, 1)
    story, by = earlier
    last = select(func.max(documents.c.version)).where(documents.c.story == story)
    return Place(story, int(connection.execute(last).scalar_one()) + 1, by)


def keep_bands(connection: Connection, sha256: str, found: frozenset[int]) -> None:
    """Remember the document, so that later ones find it."""
    connection.execute(insert(bands), [{"hash": value, "sha256": sha256} for value in _bands(found)])


def _by_url(connection: Connection, document: Document) -> tuple[str, str] | None:
    key = url_key(document.metadata.url)
    if key is None:
        return None
    query = select(documents.c.story).where(documents.c.url_key == key).limit(1)
    story = connection.execute(query).scalar()
    return None if story is None else (story, "url")


def _by_path(connection: Connection, document: Document, found: frozenset[int]) -> tuple[str, str] | None:
    if document.path in _STREAMS:
        return None
    query = (
        select(documents.c.story, documents.c.sha256)
        .where(documents.c.path_key == path_key(document.path))
        .order_by(documents.c.version.desc())
        .limit(1)
    )
    row = connection.execute(query).first()
    if row is None:
        return None
    other = _shingles_of(connection, row.sha256)
    shared = len(found & other) / max(min(len(found), len(other)), 1)
    return (row.story, "path") if shared >= _LEAST_AT_PATH else None


def _by_likeness(connection: Connection, found: frozenset[int]) -> tuple[str, str] | None:
    """The story of the most similar document that is similar enough."""
    hits = func.count()
    query = (
        select(bands.c.sha256)
        .where(bands.c.hash.in_(_bands(found)))
        .group_by(bands.c.sha256)
        .order_by(hits.desc(), bands.c.sha256)
        .limit(_CANDIDATES)
    )
    best: tuple[float, str] | None = None
    for sha256 in connection.execute(query).scalars():
        likeness = jaccard(found, _shingles_of(connection, sha256))
        if likeness >= CleanSettings().near_duplicate and (best is None or likeness > best[0]):
            best = likeness, sha256
    if best is None:
        return None
    story = connection.execute(select(documents.c.story).where(documents.c.sha256 == best[1])).scalar_one()
    return str(story), "near-duplicate"


def _shingles_of(connection: Connection, sha256: str) -> frozenset[int]:
    query = select(texts.c.text).where(texts.c.sha256 == sha256).order_by(texts.c.key).limit(1)
    return shingles(connection.execute(query).scalar_one())


def _bands(found: frozenset[int]) -> list[int]:
    """A 63-bit key of each band of the MinHash sketch and its number, the same on every machine."""
    import numpy as np

    sketch = _template().copy()
    sketch.update_batch(found)
    rows = np.asarray(sketch.hashvalues, dtype=np.uint64).reshape(_BANDS, _ROWS)
    keys = np.arange(1, _BANDS + 1, dtype=np.uint64)
    for column in range(_ROWS):
        keys = (keys ^ rows[:, column]) * np.uint64(0x100000001B3)  # FNV, wrapping
        keys ^= keys >> np.uint64(29)
    return sorted({int(key) for key in keys >> np.uint64(1)})


@cache
def _template():  # type: ignore[no-untyped-def]  # noqa: ANN202 - datasketch has no types
    from datasketch import MinHash

    return MinHash(num_perm=_PERMUTATIONS, hashfunc=int)
