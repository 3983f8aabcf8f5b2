import pytest

from claimwright.clean.formats import format_by_name, format_of
from claimwright.records import SourceFormat

TEXT, MARKDOWN, HTML = SourceFormat.TEXT, SourceFormat.MARKDOWN, SourceFormat.HTML


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("a.txt", TEXT),
        ("b/c.MD", MARKDOWN),
        ("page.html.gz", HTML),
        ("x.tar!folder/page.htm", HTML),
        ("a.b.txt.zst", TEXT),
        ("rows.jsonl:12", None),
        ("https://example.org/story", None),
    ],
)
def test_by_name(name, written):
    assert format_by_name(name) is written


@pytest.mark.parametrize(
    ("text", "name", "written"),
    [
        ("<!DOCTYPE html><p>x", "", HTML),
        ("\ufeff<?xml version='1.0'?>\n<!-- a -->\n<html>", "", HTML),
        ("<html><body>saved under the wrong name", "page.txt", HTML),
        ("A firm <b>hired</b><p>one<p>two<br>three", "", HTML),
        ("---\ntitle: A\n---\nBody", "", MARKDOWN),
        ("# Title\n\nBody", "", MARKDOWN),
        ("See [the note](https://example.org/n) of Monday", "", MARKDOWN),
        ("# not a heading to whoever calls it text", "notes.txt", TEXT),
        ("Plain words, 5 < 6 and 7 > 3.", "", TEXT),
        ("Plain words", "story.md", MARKDOWN),
    ],
)
def test_by_content(text, name, written):
    assert format_of(text, name) is written
