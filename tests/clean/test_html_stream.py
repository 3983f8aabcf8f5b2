from hypothesis import given
from hypothesis import strategies as st

from claimwright.clean.html_stream import read_stream, squeeze


def parts(source):
    stream = read_stream(source)
    return ["".join(fragment.text for fragment in part) for part in stream.parts(0, len(stream.text))]


def test_white_space_is_one_blank_where_the_source_has_some():
    assert parts("one \r\n\t two<b>three</b> <i> four</i>") == ["one twothree four"]


def test_lines_end_at_block_tags_only():
    assert parts("<p>one</p><p>t<b>w</b>o<br>three<span>!</span>") == ["one", "two", "three!"]


def test_what_shows_nothing_stays_inside_words():
    assert parts("<p>\u200bso\u00adft&shy;ly 👨\u200d👩\u200d👧</p>") == [
        "so\u00adft\u00adly 👨\u200d👩\u200d👧"
    ]


def test_no_break_spaces_stay_what_they_are():
    assert parts("£40\u00a0m&nbsp;a year") == ["£40\u00a0m\u00a0a year"]


def test_stretches_may_begin_and_end_anywhere():
    stream = read_stream("<p>Lark&shy;spur <b>F&ouml;ods</b> hired her.")
    assert stream.text == "LarkspurFöodshiredher."
    for start in range(len(stream.text)):
        for end in range(start + 1, len(stream.text) + 1):
            (part,) = stream.parts(start, end)
            assert squeeze("".join(fragment.text for fragment in part)) == stream.text[start:end]


def test_title_and_headings():
    source = "<title> A &amp; B </title><h1>Hol<i>t</i> moves</h1><p>text<svg><title>no</title></svg>"
    stream = read_stream(source)
    assert source[slice(*stream.title)] == " A &amp; B "
    assert [stream.text[start:end] for start, end in stream.headings] == ["Holtmoves"]


def test_unused_stretches():
    source = "<nav>menu <b>here</b></nav><p>story</p><div> </div><p>foot"
    stream = read_stream(source)
    story = source.index("story")
    start, end = stream.unused(0, story)
    assert source[start:end] == "menu <b>here"
    assert stream.unused(story + 5, source.index("<p>foot")) is None


HTML = st.lists(
    st.one_of(
        st.sampled_from(
            ["<p>", "</p>", "<b>", "</b>", "<br>", "<!-- x -->", "<li>", "<h1>", "&amp;", "&nbsp;", "&shy;"]
        ),
        st.sampled_from(
            ["<script>y</script>", "<td>", " ", "\r\n", "\u200b", "\u00ad", "e\u0301", "😀", "&#x1F468;", "&"]
        ),
        st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=6),
    ),
    max_size=30,
).map("".join)


@given(HTML)
def test_every_visible_character_is_in_exactly_one_stretch(source):
    stream = read_stream(source)
    found = [fragment for part in stream.parts(0, len(stream.text)) for fragment in part]
    assert squeeze("".join(fragment.text for fragment in found)) == stream.text
    position = 0
    for text, start, end in found:
        assert position <= start <= end
        assert len(text) != end - start or source[start:end] == text or text.isspace()
        position = end
