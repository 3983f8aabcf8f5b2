import pytest

from claimwright.clean.html_stream import read_stream
from claimwright.clean.html_title import title_passage
from claimwright.clean.passages import Fragment, Passage
from claimwright.records import BlockKind


def title(source, known=None, first="Larkspur has"):
    """The title of a page whose text begins at ``first``."""
    at = source.index(first)
    opening = Passage(BlockKind.PARAGRAPH, 0, (Fragment(first, at, at + len(first)),), at, at + len(first))
    passage = title_passage(read_stream(source), known, [opening])
    return passage and (passage.text, passage.start)


HEAD = "<title>{}</title><body>"


@pytest.mark.parametrize(
    ("head", "known", "text"),
    [
        ("Holt moves to Larkspur | Kitchen Daily", None, "Holt moves to Larkspur"),
        ("Holt moves to Larkspur - news - Kitchen Daily", "Holt moves to Larkspur", "Holt moves to Larkspur"),
        ("Kitchen-makers hire engineers again", None, "Kitchen-makers hire engineers again"),
        ("  Holt\n &amp; Birch  ", None, "Holt & Birch"),
        ("Holt moves - and so do all of the others", None, "Holt moves - and so do all of the others"),
    ],
)
def test_the_title_tag(head, known, text):
    assert title(HEAD.format(head) + "<p>Larkspur has", known)[0] == text


def test_a_confirmed_heading_is_preferred():
    source = (
        HEAD.format("Holt moves to Larkspur | Kitchen")
        + "<h1>Menu of all</h1><h1>Holt <i>moves</i></h1><p>Larkspur has"
    )
    assert title(source) == ("Holt moves", source.index("Holt <i>"))


def test_a_heading_below_the_text_is_not_the_title():
    source = HEAD.format("Holt moves to Larkspur") + "<p>Larkspur has</p><h1>Holt moves to Larkspur</h1>"
    assert title(source) == ("Holt moves to Larkspur", source.index("Holt"))


def test_a_lone_heading_serves_without_a_title_tag():
    assert title("<h1>Holt moves</h1><p>Larkspur has")[0] == "Holt moves"
    assert title("<h1>Menu of all</h1><h1>Holt moves</h1><p>Larkspur has") is None
    assert title("<p>Larkspur has") is None


def test_text_that_begins_with_the_title_keeps_it_once():
    source = HEAD.format("Larkspur has") + "<p>Larkspur has"
    at = source.rindex("Larkspur")
    opening = Passage(BlockKind.HEADING, 2, (Fragment("Larkspur has", at, at + 12),), at, at + 12)
    passage = title_passage(read_stream(source), None, [opening])
    assert (passage.kind, passage.start) == (BlockKind.TITLE, at)
