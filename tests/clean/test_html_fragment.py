from hypothesis import given
from hypothesis import strategies as st

from claimwright.clean.html_fragment import is_page
from tests.clean.build import STORY, blocks, dropped, html


def test_all_of_a_fragment_is_text():
    source = (
        f"<h3>What it means</h3>{STORY}<p>Pay is &pound;4m.<ul><li>One thing<li>Two <b>things</b>"
        "<ol><li>Deep one</ol></ul>"
        "<figure><figcaption>Holt smiles</figcaption></figure><pre>x = 1</pre>So it ended."
    )
    document = html(source)
    assert blocks(document) == [
        ("heading", 3, "What it means"),
        ("paragraph", 0, STORY),
        ("paragraph", 0, "Pay is £4m."),
        ("list_item", 1, "One thing"),
        ("list_item", 1, "Two things"),
        ("list_item", 2, "Deep one"),
        ("paragraph", 0, "So it ended."),
    ]
    assert dropped(document) == [("caption", "Holt smiles"), ("code", "x = 1")]


def test_pages_are_told_from_fragments():
    assert is_page("<!doctype html><p>x")
    assert is_page("\n<html lang=en>")
    assert not is_page("<p>the header of the body")


FRAGMENTS = st.lists(
    st.one_of(
        st.sampled_from(
            ["<p>", "</p>", "<b>", "</b>", "<br>", "<!-- x -->", "<li>", "<ul>", "</ul>", "<h2>", "</h2>"]
        ),
        st.sampled_from(
            ["&amp;", "&nbsp;", "&shy;", "&lt;i&gt;", "&#128512;", "&copy", "AT&T", "5 < 6", "\r\n", "\r"]
        ),
        st.text(
            st.characters(codec="utf-8", exclude_characters="<>&\x00", exclude_categories=["Cs", "Cc"]),
            max_size=8,
        ),
        st.sampled_from(["word", "two words", " ", "e\u0301", "👩\u200d🚀", "\u200b", "נ", "字"]),
    ),
    max_size=40,
).map("".join)


@given(FRAGMENTS)
def test_offsets_hold_for_any_fragment(fragment):
    html(f"<p>{STORY}</p>{fragment}")
