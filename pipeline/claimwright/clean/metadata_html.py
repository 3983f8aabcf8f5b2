"""Metadata a page declares: JSON-LD, meta tags, and htmldate where no date is declared."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from claimwright.clean.metadata import Found

if TYPE_CHECKING:
    from lxml.html import HtmlElement

__all__ = ["TITLE_TAG", "from_page", "published_by_htmldate"]

TITLE_TAG = "title-tag"
"""The method of a title that may carry the site's name."""
_ARTICLES = re.compile(r"(?:Article|BlogPosting|Report|Posting|Review|LiveBlog|WebPage|VideoObject)$")
_META: dict[str, tuple[str, ...]] = {
    "title": ("og:title", "twitter:title", "dc.title", "headline", "sailthru.title"),
    "url": ("og:url",),
    "published": (
        "article:published_time", "og:published_time", "datepublished", "date", "dc.date", "dc.date.issued",
        "dcterms.created", "pubdate", "publishdate", "publish-date", "sailthru.date", "parsely-pub-date",
        "citation_publication_date",
    ),
    "site": ("og:site_name", "application-name", "publisher", "dc.publisher"),
    "language": ("language", "content-language", "og:locale"),
    "authors": ("author", "article:author", "byl", "dc.creator", "parsely-author", "sailthru.author"),
}  # fmt: skip
_LONGEST = 2_000_000
_NODES = 5_000


def from_page(tree: HtmlElement) -> list[Found]:
    """What the page says about itself, the most reliable first."""
    return [*_json_ld(tree), *_meta(tree), *_elements(tree)]


def _meta(tree: HtmlElement) -> Iterator[Found]:
    declared: dict[str, str] = {}
    for element in tree.iter("meta"):
        content = element.get("content")
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            name = element.get(attribute)
            if name and content and content.strip():
                declared.setdefault(name.strip().lower(), content)
    for field, names in _META.items():
        for name in names:
            if name in declared:
                value = declared[name]
                yield Found(field, value[:2].lower() if field == "language" else value, "meta")


def _elements(tree: HtmlElement) -> Iterator[Found]:
    """Values that stand in elements instead of meta tags."""
    language = tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang")
    if language:
        yield Found("language", language[:2].lower(), "html-lang")
    for link in tree.iter("link"):
        if (link.get("rel") or "").lower() == "canonical" and link.get("href"):
            yield Found("url", link.get("href") or "", "canonical")
    for element in tree.iter("time"):
        if element.get("itemprop") == "datePublished" or element.get("pubdate") is not None:
            yield Found("published", element.get("datetime") or element.text_content(), "microdata")
    names = [
        element.text_content()
        for element in tree.iter("a", "span", "div", "p")
        if "author" in (element.get("rel") or "").split() or element.get("itemprop") in ("author", "creator")
    ]
    names = [name for name in names if 0 < len(" ".join(name.split())) <= 100]
    if names:
        yield Found("authors", tuple(names[:10]), "microdata")
    title = tree.find(".//title")
    if title is not None and title.text:
        yield Found("title", title.text, TITLE_TAG)


def _json_ld(tree: HtmlElement) -> Iterator[Found]:
    for script in tree.iter("script"):
        kind = (script.get("type") or "").lower()
        if "ld+json" not in kind or not script.text or len(script.text) > _LONGEST:
            continue
        try:
            data = json.loads(_COMMENTS.sub("", script.text), strict=False)
        except (ValueError, RecursionError):
            continue
        for node in _nodes(data):
            if _is_article(node):
                yield from _from_node(node)


_COMMENTS = re.compile(r"^\s*(?:<!--|/\*<!\[CDATA\[\*/|<!\[CDATA\[)|(?:-->|/\*\]\]>\*/|\]\]>)\s*;?\s*$")


def _nodes(data: object) -> Iterator[dict[str, Any]]:
    """The objects of a JSON-LD text, outer ones first, without recursion."""
    waiting: list[Any] = [data]
    for _ in range(_NODES):
        if not waiting:
            return
        value = waiting.pop(0)
        if isinstance(value, list):
            waiting += value
        elif isinstance(value, dict):
            yield value
            waiting += [value[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in value]


def _is_article(node: dict[str, Any]) -> bool:
    kinds = node.get("@type")
    return any(
        isinstance(kind, str) and _ARTICLES.search(kind)
        for kind in (kinds if isinstance(kinds, list) else [kinds])
    )


def _from_node(node: dict[str, Any]) -> Iterator[Found]:
    for field, keys in (
        ("title", ("headline", "name")),
        ("published", ("datePublished", "dateCreated", "uploadDate")),
        ("url", ("url", "@id")),
        ("site", ("publisher",)),
        ("language", ("inLanguage",)),
        ("authors", ("author", "creator")),
    ):
        for key in keys:
            names = tuple(_names(node.get(key)))
            if field == "language":
                names = tuple(name[:2].lower() for name in names)
            if field == "url":
                names = tuple(name for name in names if name.startswith(("http://", "https://")))
            if names:
                yield Found(field, names if field == "authors" else names[0], "json-ld")


def _names(value: object) -> Iterator[str]:
    """The texts a JSON-LD value may stand for: itself, its ``name``, or those of its members."""
    if isinstance(value, str):
        if value.strip():
            yield value
    elif isinstance(value, dict):
        yield from _names(value.get("name") if not isinstance(value.get("name"), dict) else None)
    elif isinstance(value, list):
        for member in value[:20]:
            if not isinstance(member, list):
                yield from _names(member)


def published_by_htmldate(tree: HtmlElement, url: str | None) -> list[Found]:
    """The date htmldate finds in a page that declares none, in its fast mode (anchors, B4: F 0.926)."""
    import htmldate

    try:
        found: str | None = htmldate.find_date(tree, url=url, original_date=True, extensive_search=False)
    except Exception:  # htmldate raises whatever its parsers raise; a missing date is no error
        return []
    return [Found("published", found, "htmldate")] if found else []
