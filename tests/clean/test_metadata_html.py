import json

import pytest

from tests.clean.build import STORY, html
from tests.clean.test_html import MORE

ARTICLE = {
    "@context": "https://schema.org",
    "@graph": [
        {"@type": "Organization", "name": "Not the article"},
        {
            "@type": ["NewsArticle"],
            "headline": "Holt moves to Larkspur",
            "datePublished": "2025-05-26T09:30:00+02:00",
            "author": [{"@type": "Person", "name": "Ann Ash"}, "Bo Birch"],
            "publisher": {"@type": "Organization", "name": "Kitchen Daily"},
            "url": "https://example.org/holt",
            "inLanguage": "en-GB",
        },
    ],
}


def page(head, body=""):
    return (
        f"<html><head>{head}</head><body><article><p>{STORY}</p><p>{MORE}</p>{body}</article></body></html>"
    )


def script(data):
    return f'<script type="application/ld+json">{data}</script>'


def test_json_ld_comes_first():
    head = (
        script(json.dumps(ARTICLE))
        + '<meta property="article:published_time" content="2024-01-01"><title>X</title>'
    )
    metadata = html(page(head)).metadata
    assert metadata.title == "Holt moves to Larkspur"
    assert metadata.published == "2025-05-26T09:30:00+02:00"
    assert metadata.authors == ("Ann Ash", "Bo Birch")
    assert metadata.site == "Kitchen Daily"
    assert metadata.url == "https://example.org/holt"
    assert set(metadata.methods.values()) <= {"json-ld", "function-words"}


def test_meta_tags():
    head = (
        '<meta property="og:title" content="Holt &amp; Birch"><meta name="author" content="By Ann Ash">'
        '<meta property="article:published_time" content="2025-05-26T09:30:00Z"><link rel=canonical href="https://e.org/h">'
    )
    metadata = html(page(head)).metadata
    assert (metadata.title, metadata.authors) == ("Holt & Birch", ("Ann Ash",))
    assert (metadata.published, metadata.methods["published"]) == ("2025-05-26T09:30:00Z", "meta")
    assert (metadata.url, metadata.methods["url"]) == ("https://e.org/h", "canonical")


def test_microdata_and_the_page_itself():
    body = '<time itemprop="datePublished" datetime="2025-05-26">a day</time><a rel="author" href="/ann">Ann Ash</a>'
    metadata = html(page("<title>Holt moves to Larkspur - Kitchen</title>", body)).metadata
    assert (metadata.published, metadata.methods["published"]) == ("2025-05-26", "microdata")
    assert metadata.authors == ("Ann Ash",)
    assert metadata.title == "Holt moves to Larkspur"


def test_htmldate_looks_where_nothing_is_declared():
    body = '<p class="date">Published on 26 May 2025</p><div class="post-date"><span>26 May 2025</span></div>'
    metadata = html(page("<title>x</title>", body)).metadata
    assert (metadata.published, metadata.methods["published"]) == ("2025-05-26", "htmldate")


ODD = (
    "{broken",
    "[" * 5000,
    "null",
    '{"@type": 5, "author": [[["x"]]]}',
    '{"@type": "NewsArticle", "author": {"name": {}}}',
    '<!--{"@type": "NewsArticle", "headline": 7}-->',
)


@pytest.mark.parametrize("data", ODD)
def test_odd_json_ld_harms_nothing(data):
    assert html(page(script(data))).text
