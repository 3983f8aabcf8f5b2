"""What is known about an article: several sources, asked in order, and which one answered."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from claimwright.clean.front_matter import FrontMatter
from claimwright.clean.moments import iso_moment
from claimwright.records import Metadata

__all__ = ["Found", "collect", "from_carrier", "from_front_matter", "split_authors"]

_FIELDS = ("title", "url", "published", "site", "language")
_UNKNOWN = frozenset(("unknown", "none", "null", "n/a", "na", "-", "undefined", "anonymous"))
_AUTHOR_SPLIT = re.compile(r"\s*(?:[;|]|,(?!\s*(?:Jr|Sr|Ph\.?D|M\.?D|II|III)\b)|\s+and\s+|\s+&\s+)\s*")
_BYLINE = re.compile(r"^(?:by|von|par|por|written by|author:)\s+", re.IGNORECASE)
_FRONT_KEYS: Mapping[str, tuple[str, ...]] = {
    "title": ("title", "headline"),
    "url": ("url", "link", "canonical", "canonical_url", "source_url"),
    "published": (
        "published",
        "date",
        "published_at",
        "publish_date",
        "pubdate",
        "datetime",
        "created",
        "updated",
    ),
    "site": ("site", "sitename", "site_name", "publisher", "publication", "outlet"),
    "language": ("language", "lang", "locale"),
    "authors": ("authors", "author", "byline", "by", "creator", "source"),
}


class Found(NamedTuple):
    """One answer: a field, its value (authors as one text or several) and how it was found."""

    field: str
    value: str | tuple[str, ...]
    method: str


def collect(found: Iterable[Found]) -> Metadata:
    """The first usable answer for each field, in the order given."""
    values: dict[str, str] = {}
    authors: tuple[str, ...] = ()
    methods: dict[str, str] = {}
    for field, value, method in found:
        if field in methods:
            continue
        if field == "authors":
            authors = split_authors((value,) if isinstance(value, str) else value)
            if authors:
                methods[field] = method
            continue
        text = " ".join(value.split()) if isinstance(value, str) else ""
        if field == "published":
            text = iso_moment(text) or ""
        if text and text.casefold() not in _UNKNOWN and field in _FIELDS:
            values[field] = text
            methods[field] = method
    return Metadata(
        title=values.get("title"),
        url=values.get("url"),
        published=values.get("published"),
        site=values.get("site"),
        language=values.get("language"),
        authors=authors,
        methods=methods,
    )


def from_carrier(declared: Mapping[str, str]) -> list[Found]:
    """What the file, feed or record around the document said."""
    return [
        Found(field, declared[field], "carrier") for field in (*_FIELDS, "authors") if declared.get(field)
    ]


def from_front_matter(front: FrontMatter) -> list[Found]:
    """What the front matter says."""
    found = []
    for field, keys in _FRONT_KEYS.items():
        for key in keys:
            values = tuple(entry.value for entry in front.entries.get(key, ()) if entry.value)
            if values:
                found.append(Found(field, values if field == "authors" else values[0], "front-matter"))
    return found


def split_authors(values: Iterable[str]) -> tuple[str, ...]:
    """Single names out of bylines: "By A and B" gives A and B; addresses and placeholders are left out."""
    names: list[str] = []
    for value in values:
        for part in _AUTHOR_SPLIT.split(_BYLINE.sub("", " ".join(value.split()))):
            name = part.strip(" .,;")
            usable = (
                name and name.casefold() not in _UNKNOWN and not name.startswith(("http://", "https://", "@"))
            )
            if usable and len(name) <= 100 and name not in names:
                names.append(name)
    return tuple(names)
