import pytest

from claimwright.clean.markup import agrees, fold, visible
from claimwright.records import SourceFormat

TEXT, MARKDOWN, HTML = SourceFormat.TEXT, SourceFormat.MARKDOWN, SourceFormat.HTML


@pytest.mark.parametrize(
    ("source", "written", "text"),
    [
        ("a <b>\n c", TEXT, "a <b>\n c"),
        ("a<b title='x>y'>c</b>&amp;&nbsp;d<!-- <p> --><script>x</script>", HTML, "ac&\xa0d"),
        ("[**Holt**](https://x.org/(a)) &amp; ![alt](p) \\*x", MARKDOWN, "Holt &  *x"),
        ("_Holt_ left_over `code`", MARKDOWN, "Holt left_over code"),
    ],
)
def test_visible(source, written, text):
    assert visible(source, written) == text


def test_fold():
    assert fold(" a\u00a0\r\n b ") == "a b"


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("Holt](https://x.org) joined", "Holt joined"),
        ("joined [Lark", "joined Lark"),
        ("*Holt", "Holt"),
        ("R\\&D", "R&D"),
    ],
)
def test_slices_of_markdown_may_begin_inside_markup(source, text):
    assert agrees(source, text, MARKDOWN)


@pytest.mark.parametrize(
    ("source", "text", "written"),
    [
        ("Holt joined", "Holt joine", TEXT),
        ("Holt <b>never</b> joined", "Holt joined", HTML),
        ("Holt [never](x) joined", "Holt joined", MARKDOWN),
        ("£40m", "£41m", MARKDOWN),
        ("a&amp;b", "a&amp;b", HTML),
        ("two<br>words", "two words", HTML),
    ],
)
def test_other_text_does_not_agree(source, text, written):
    assert not agrees(source, text, written)
