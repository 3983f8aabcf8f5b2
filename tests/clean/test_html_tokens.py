from html import unescape
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimwright.clean.html_tokens import CLOSE, OPEN, REFERENCE, TEXT, tokens


def visible(source):
    return "".join(
        token.name if token.kind == REFERENCE else source[token.start : token.end]
        for token in tokens(source)
        if token.kind <= REFERENCE
    )


def names(source):
    return [
        ("/" if token.kind == CLOSE else "") + token.name for token in tokens(source) if token.kind >= OPEN
    ]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("a<b>c</b>d", "acd"),
        ("<a title='x > y' href=\"z>\">in</a>", "in"),
        ("<a href=x>y'z</a>\"", "y'z\""),
        ("<p title=it's>ok</p>", "ok"),
        ("a<!-- <b> -->c<!-->d<!--->e", "acde"),
        ("a<!-- never closed", "a"),
        ("a<!-- odd --!>b", "ab"),
        ("<!DOCTYPE html><?php x ?>a</ bogus>b", "ab"),
        ("5 < 6 & 7 <8 << 9", "5 < 6 & 7 <8 << 9"),
        ("x<script>if (a < b) '</p>'</script>y", "xy"),
        ("x<STYLE>b{}</Style >y<script>never closed", "xy"),
        ("x<textarea><b></textarea><title>t</title>y", "xy"),
        ("x<svg><title>s</title><text>t</text></svg>y<svg>z", "xyz"),
        ("&amp;&#38;&#x26;&lt;b&gt;", "&&&<b>"),
        ("&ampx &copy2025 &notit; &nosuch; AT&T &", "&x ©2025 ¬it; &nosuch; AT&T &"),
        ("&#150;&#0;&#x110000;&#99999999999999999999999;", "–���"),
        ("&NotEqualTilde;", "≂̸"),
        ("", ""),
        ("<", "<"),
        ("<a", ""),
    ],
)
def test_visible_text(source, text):
    assert visible(source) == text


def test_tags_with_their_names():
    assert names("<P><br/><x:y-z a=1></P >") == ["p", "br", "x:y-z", "/p"]
    assert [token.name for token in tokens("<p><b>a</b></p>", {"p"})] == ["p", "", "p"]


@pytest.mark.parametrize(
    "piece", ["<", "&", "<!-- ", '<a b="', "<svg>", "<script>", "</", "<a b='c'", "&#", "<p ="]
)
def test_time_is_linear_in_the_page(piece):
    # Quadratic patterns need minutes for this; the test only has to end.
    assert sum(1 for _ in tokens("a" + piece * 200_000)) >= 1


@given(
    st.lists(
        st.sampled_from([*"<>/!-&;#'\"= ", "a", "<p>", "</p>", "<!--", "-->", "&lt;", "&#65", "😀"])
    ).map("".join)
)
def test_tokens_cover_the_source_in_order(source):
    position = 0
    for token in tokens(source):
        assert position <= token.start < token.end <= len(source)
        position = token.end


class _Text(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=False)
        self.parts = []

    def handle_data(self, data):
        self.parts.append(data)

    def handle_entityref(self, name):
        self.parts.append(unescape(f"&{name};"))

    def handle_charref(self, name):
        self.parts.append(unescape(f"&#{name};"))


MARKUP = st.sampled_from(
    ["<p>", "</p>", "<b class='x y'>", "</b>", "<br>", "<!-- c -->", "<i a=b c>", "</i>"]
)
WORDS = st.text(
    st.characters(codec="utf-8", exclude_characters="<>&\r", exclude_categories=["Cs", "Cc"]), min_size=1
)
REFERENCES = st.sampled_from(["&amp;", "&eacute;", "&#8217;", "&#x1F600;", "&nbsp;"])


@given(st.lists(st.one_of(MARKUP, WORDS, REFERENCES), max_size=30).map("".join))
def test_agrees_with_the_standard_library_on_proper_markup(source):
    parser = _Text()
    parser.feed(source)
    parser.close()
    assert visible(source) == "".join(parser.parts)


def test_text_tokens_are_not_cut_at_plain_ampersands():
    assert [token.kind for token in tokens("R&D and AT&T")] == [TEXT]
