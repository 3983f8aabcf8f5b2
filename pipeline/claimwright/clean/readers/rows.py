"""One row of a table or one JSON object as a document: which column is what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from claimwright.errors import InputError
from claimwright.records import RawDocument, SourceFormat
from claimwright.settings import CleanSettings

__all__ = ["COLUMNS", "Rows"]

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "text": (
        "text", "content", "body", "article", "article_text", "maintext", "main_text", "full_text", "content_text",
        "markdown", "content_markdown", "html", "content_html", "raw_html",
    ),
    "title": ("title", "headline", "heading"),
    "url": ("url", "link", "source_url", "canonical_url", "permalink"),
    "published": (
        "published", "date", "published_at", "publish_date", "published_date", "date_publish", "pub_date", "pubdate",
        "timestamp", "datetime", "created_at",
    ),
    "id": ("id", "_id", "doc_id", "document_id", "article_id", "uuid", "guid"),
    "authors": ("authors", "author", "byline", "creator"),
    "site": ("site", "site_name", "sitename", "publisher", "publication", "outlet", "source_domain"),
    "language": ("language", "lang"),
}  # fmt: skip
"""The column names that are tried, the likeliest first. Upper and lower case are the same."""
_WRITTEN = {
    "markdown": SourceFormat.MARKDOWN,
    "content_markdown": SourceFormat.MARKDOWN,
    "html": SourceFormat.HTML,
    "content_html": SourceFormat.HTML,
    "raw_html": SourceFormat.HTML,
}
_DECLARED = ("title", "url", "published", "authors", "site", "language")


class Rows:
    """Turns the rows of one input into documents, and remembers their ids.

    Args:
        settings: names the columns where the common names are not meant.
    """

    def __init__(self, settings: CleanSettings) -> None:
        self._named = {
            "text": settings.text_field,
            "title": settings.title_field,
            "url": settings.url_field,
            "published": settings.published_field,
            "id": settings.id_field,
        }
        self._seen: set[str] = set()

    def column(self, role: str, columns: Sequence[str]) -> str | None:
        """The column that plays a role: the one the settings name, else the first common name there is."""
        named = self._named.get(role)
        if named is not None:
            return named if named in columns else None
        lowered = {str(column).lower(): column for column in reversed(columns)}
        return next((lowered[name] for name in COLUMNS[role] if name in lowered), None)

    def document(self, row: Mapping[str, object], path: str) -> RawDocument:
        """The document of a row.

        Raises:
            InputError: E110 if there is no text, E111 if an earlier row has the same id.
        """
        columns = [key for key in row if row[key] is not None]
        column = self.column("text", columns)
        if column is None:
            wanted = self._named["text"]
            listed = ", ".join(list(map(str, row))[:12])
            detail = (
                f"no field {wanted!r} in: {listed}" if wanted else f"none of its fields is a text: {listed}"
            )
            raise InputError("E110", path, detail)
        text = row[column]
        if not isinstance(text, str) or not text.strip():
            raise InputError("E110", path, f"the field {column!r} is empty or no text")
        declared = {
            role: value
            for role in _DECLARED
            if (name := self.column(role, columns)) and (value := _value(row[name]))
        }
        return RawDocument(path, text, _WRITTEN.get(column.lower()), self._id(row, columns, path), declared)

    def _id(self, row: Mapping[str, object], columns: Sequence[str], path: str) -> str | None:
        column = self.column("id", columns)
        value = _value(row[column]) if column else ""
        if not value:
            return None
        if value in self._seen:
            raise InputError("E111", path, f"the id {value!r}")
        self._seen.add(value)
        return value


def _value(value: object) -> str:
    """A cell as text: dates in ISO 8601, lists of names joined by semicolons."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return _value(value.get("name"))
    if isinstance(value, Sequence) and not isinstance(value, bytes | bytearray):
        return "; ".join(filter(None, map(_value, value)))
    if isinstance(value, bool) or value is None or isinstance(value, bytes | bytearray):
        return ""
    return str(value)
