import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimwright.clean.markdown_inline import Logical, scan_inline


def shown(source, labels=frozenset()):
    inline = scan_inline(Logical.of_lines(source, [(0, len(source))]), labels)
    for fragment in inline.fragments:
        if len(fragment.text) == fragment.end - fragment.start:
            assert source[fragment.start : fragment.end] == fragment.text
    return "".join(fragment.text for fragment in inline.fragments)


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("a [link](https://x.org/a_b_c) z", "a link z"),
        ('a [link](x "title with ) in it") z', "a link z"),
        ("[a](x(y)z) b", "a b"),
        ("[a](<x y>) b", "a b"),
        ("pic ![alt [text]](p.png) here", "pic  here"),
        ("[![logo](l.png) Larkspur](home)", " Larkspur"),
        ("he [sic] said", "he [sic] said"),
        ("half [link](never closed", "half [link](never closed"),
        ("**bold** _it_ ~~gone~~ ***both***", "bold it gone both"),
        ('**"**Quoted', '"Quoted'),
        ("snake_case_name and 2 * 3 * 4", "snake_case_name and 2 * 3 * 4"),
        ("un**frigging**likely", "unfrigginglikely"),
        ("**open only", "**open only"),
        ("`code *kept*` and `` a`b ``", "code *kept* and  a`b "),
        ("lone ` tick", "lone ` tick"),
        (r"\*not emphasis\* \[x\] a\b", r"*not emphasis* [x] a\b"),
        ("R&amp;D &#8212; &eacute; &nosuch; AT&T", "R&D — é &nosuch; AT&T"),
        ("a<b>c</b><!-- note -->d", "acd"),
        ("<https://x.org/y> and 3 < 4", "https://x.org/y and 3 < 4"),
        ("a <!-- never closed", "a <!-- never closed"),
    ],
)
def test_visible_text(source, text):
    assert shown(source) == text


def test_reference_links_need_their_definition():
    assert shown("see [the note][n] and [n]", frozenset({"n"})) == "see the note and n"
    assert shown("see [the note][n] and [n]") == "see [the note][n] and [n]"


def test_text_in_links_is_counted():
    source = "x [**four**](y) z"
    assert scan_inline(Logical.of_lines(source, [(0, len(source))])).linked == 4


def test_lines_are_joined_by_one_line_feed_that_knows_its_place():
    source = "> one\r\n> two *x*"
    logical = Logical.of_lines(source, [(2, 5), (9, 16)])
    fragments = scan_inline(logical).fragments
    assert "".join(fragment.text for fragment in fragments) == "one\ntwo x"
    assert ("\n", 5, 9) in fragments


SYNTAX = st.sampled_from(
    [*"[]()*_~`<>!&;#\\ \"'", "](", "![", "**", "&amp;", "<b>", "](u)", "a", "Ω", "😀", "e\u0301"]
)


@given(st.lists(SYNTAX, max_size=40).map("".join))
def test_any_syntax_gives_stretches_in_order(source):
    inline = scan_inline(Logical.of_lines(source, [(0, len(source))]))
    position = 0
    for fragment in inline.fragments:
        assert position <= fragment.start <= fragment.end <= len(source)
        position = fragment.end
    assert 0 <= inline.linked <= len(source)
