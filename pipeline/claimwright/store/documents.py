"""Documents in and out: what they are known by, and their texts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Row, Select, insert, select

from claimwright.clean.duplicates import shingles
from claimwright.records import Document
from claimwright.records.decision import now
from claimwright.store.storable import outlet_of, pack, path_key, storable, text_digest, unpack, url_key
from claimwright.store.stories import Place, find_story, keep_bands
from claimwright.store.tables import documents, extractions, texts
from claimwright.version import __version__

__all__ = [
    "StoredDocument",
    "add_document",
    "known_documents",
    "read_document",
    "stored_documents",
    "versions",
]

_AT_ONCE = 500  # SQLite allows 999 values in one statement in old builds


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """What the store knows of an article without its text.

    Attributes:
        sha256, id, path, url, title, published, language, cluster: as in the records.
        outlet: who published it.
        story: SHA-256 of the first article of its story.
        version: which version of the story it is, from 1.
        version_by: what made it known as one: ``url``, ``path``, ``near-duplicate``, or None for the first.
        added: when it came, ISO 8601 in UTC.
        claims: how many claims the latest extraction found; None if no model has read it.
    """

    sha256: str
    id: str
    path: str
    url: str | None
    outlet: str | None
    title: str | None
    published: str | None
    language: str | None
    cluster: str | None
    story: str
    version: int
    version_by: str | None
    added: str
    claims: int | None = None


def add_document(connection: Connection, document: Document) -> tuple[bool, int]:
    """Put a document in, unless it is there; a text of it that was cleaned otherwise stands beside the first.

    Returns:
        Whether the document is new, and the key of its text.
    """
    known = connection.execute(
        select(documents.c.sha256).where(documents.c.sha256 == document.sha256)
    ).scalar()
    if known is None:
        found = shingles(document.text)
        place = find_story(connection, document, found)
        connection.execute(insert(documents), _row(document, place))
        keep_bands(connection, document.sha256, found)
    return known is None, _text_key(connection, document)


def known_documents(connection: Connection, sha256s: Iterable[str], model: int | None) -> set[str]:
    """Those of the documents that are here; with a model, those that it has read."""
    found: set[str] = set()
    rest = iter(sha256s)
    while some := list(islice(rest, _AT_ONCE)):
        query = select(documents.c.sha256).where(documents.c.sha256.in_(some))
        if model is not None:
            query = select(extractions.c.sha256).where(
                extractions.c.model == model, extractions.c.sha256.in_(some)
            )
        found.update(connection.execute(query).scalars())
    return found


def read_document(connection: Connection, sha256: str, text: int | None = None) -> Document | None:
    """The document whole, in the text that its latest claims point into, or in the text named."""
    query = select(texts.c.body).where(texts.c.sha256 == sha256)
    if text is not None:
        query = query.where(texts.c.key == text)
    else:
        latest = (
            select(extractions.c.text)
            .where(extractions.c.sha256 == sha256, extractions.c.latest)
            .scalar_subquery()
        )
        query = query.order_by((texts.c.key == latest).is_(True).desc(), texts.c.key.desc())
    body = connection.execute(query.limit(1)).scalar()
    return None if body is None else unpack(body)


def stored_documents(connection: Connection, query: Select[Any] | None = None) -> Iterator[StoredDocument]:
    """All documents in the order they came, or those of a query made by ``described``."""
    for row in connection.execute(query if query is not None else described().order_by(documents.c.added)):
        yield _stored(row)


def described() -> Select[Any]:
    """A query for what ``StoredDocument`` holds."""
    latest = (extractions.c.sha256 == documents.c.sha256) & extractions.c.latest
    columns = [documents.c[name] for name in _NAMES]
    joined = documents.outerjoin(extractions, latest)
    return select(*columns, extractions.c.claims).select_from(joined)


def versions(connection: Connection, sha256: str) -> Sequence[StoredDocument]:
    """All versions of the story a document belongs to, oldest first."""
    story = select(documents.c.story).where(documents.c.sha256 == sha256).scalar_subquery()
    query = described().where(documents.c.story == story).order_by(documents.c.version)
    return list(stored_documents(connection, query))


_NAMES = (
    *("sha256", "id", "path", "url", "outlet", "title", "published", "language", "cluster"),
    *("story", "version", "version_by", "added"),
)


def _stored(row: Row[Any]) -> StoredDocument:
    return StoredDocument(**row._mapping)


def _row(document: Document, place: Place) -> dict[str, object]:
    metadata = document.metadata
    texts_of = {
        "path": document.path,
        "id": document.id,
        "url": metadata.url,
        "title": metadata.title,
        "published": metadata.published,
        "language": metadata.language,
        "cluster": document.cluster,
    }
    return {name: None if value is None else storable(value) for name, value in texts_of.items()} | {
        "sha256": document.sha256,
        "path_key": path_key(document.path),
        "url_key": url_key(metadata.url),
        "outlet": outlet_of(metadata.site, metadata.url),
        "format": document.format.value,
        "story": place.story,
        "version": place.version,
        "version_by": place.by,
        "added": now(),
    }


def _text_key(connection: Connection, document: Document) -> int:
    digest = text_digest(document)
    same = select(texts.c.key).where(texts.c.sha256 == document.sha256, texts.c.digest == digest)
    key = connection.execute(same).scalar()
    if key is not None:
        return int(key)
    values = {
        "sha256": document.sha256,
        "digest": digest,
        "text": storable(document.text),
        "body": pack(document),
        "characters": len(document.text),
        "code_version": __version__,
        "added": now(),
    }
    return int(connection.execute(insert(texts).values(values).returning(texts.c.key)).scalar_one())
