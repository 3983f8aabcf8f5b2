import gzip
from html import escape

import pytest

from claimwright.clean import check_document, clean_all
from claimwright.records import SourceFormat
from tests.clean.build import STORY, texts
from tests.clean.readers.build import documents, found

RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Kitchen Daily</title>
<item><title>Holt moves</title><link>https://e.org/h</link><guid>h1</guid><author>ann@e.org (Ann Ash)</author>
<pubDate>Mon, 26 May 2025 09:30:00 +0200</pubDate><description>Short.</description>
<content:encoded><![CDATA[{html}]]></content:encoded></item>
<item><title>No text</title><guid>h2</guid></item>
<item><title>Again</title><guid>h1</guid><description>Other words.</description></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Kitchen</title><entry><id>a</id><title>T</title>
<updated>2025-05-26T09:30:00Z</updated><author><name>Ann Ash</name></author>
<content type="html">{html}</content></entry></feed>"""
HTML = f"<p>{STORY}</p><p>Pay is &pound;4m<script>x()</script> a year.</p>"


def write(tmp_path, text, name="feed.xml"):
    path = tmp_path / name
    path.write_bytes(gzip.compress(text.encode()) if name.endswith(".gz") else text.encode())
    return path


@pytest.mark.parametrize("name", ["feed.xml", "feed.rss.gz", "feed"])
def test_rss(tmp_path, name):
    path = write(tmp_path, RSS.format(html=HTML), name)
    assert found(path) == [(HTML, f"{name}#1"), ("E110", f"{name}#2"), ("E111", f"{name}#3")]


def test_what_a_feed_says_of_an_entry(tmp_path):
    path = write(tmp_path, ATOM.format(html=escape(HTML)))
    (document,) = documents(path)
    assert (document.content, document.format, document.id) == (HTML, SourceFormat.HTML, "a")
    assert document.declared == {
        "title": "T",
        "published": "2025-05-26T09:30:00Z",
        "authors": "Ann Ash",
        "site": "Kitchen",
    }


def test_entries_are_cleaned_as_they_came(tmp_path):
    (outcome,) = clean_all([write(tmp_path, ATOM.format(html=escape(HTML)))])
    assert texts(outcome.document) == [STORY, "Pay is £4m a year."]
    assert check_document(outcome.document) == []
    assert outcome.document.metadata.published == "2025-05-26T09:30:00Z"


@pytest.mark.parametrize(
    ("text", "code"),
    [("<rss version='2.0'><channel><title>x</title></channel></rss>", "E103"), ("<rss><chan &&& <<", "E112")],
)
def test_feeds_without_entries(tmp_path, text, code):
    assert found(write(tmp_path, text)) == [(code, "feed.xml")]


def test_entities_that_explode_are_not_expanded(tmp_path):
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    text = f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY e0 "boom">{entities}]>' + (
        "<rss version='2.0'><channel><item><title>x</title><description>&e9;</description></item></channel></rss>"
    )
    items = found(write(tmp_path, text))
    assert all(len(content) < 10_000 for content, _ in items)
