import pytest

from claimwright.records import SourceFormat
from tests.clean.build import STORY, blocks, dropped, html, outcome_of, texts

MORE = "A spokesman said that the firm was glad to have her, and that the kitchen robot will come in May as planned."
PAGE = """<!DOCTYPE html><html lang="en"><head><title>{title}</title><style>p{{}}</style></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/s">Sport</a></li></ul></nav>
<article><h1>Holt moves to Larkspur</h1>{body}</article>
<footer><p>About this site and its makers</p></footer></body></html>"""


def page(body, title="Holt moves to Larkspur | Kitchen Daily"):
    return PAGE.format(title=title, body=body)


def test_main_text_with_its_structure():
    document = html(
        page(
            f"<p>{STORY}</p><h2>What it means</h2><p>{MORE}</p><ul><li>One thing</li><li>Two things</li></ul>"
        )
    )
    assert blocks(document) == [
        ("title", 0, "Holt moves to Larkspur"),
        ("paragraph", 0, STORY),
        ("heading", 2, "What it means"),
        ("paragraph", 0, MORE),
        ("list_item", 1, "One thing"),
        ("list_item", 1, "Two things"),
    ]


def test_what_is_not_main_text_is_named():
    document = html(page(f"<p>{STORY}</p><p>{MORE}</p>"))
    found = dropped(document)
    assert any(reason == "not-main" and "Sport" in text for reason, text in found)
    assert any(reason == "not-main" and "makers" in text for reason, text in found)


def test_the_text_is_the_pages_own_with_markup_in_its_middle():
    body = (
        "<p>Larkspur&nbsp;Foods<!-- x --> has h<b>ir</b>ed Mira&#32;<a href='/h'>Ho<wbr>lt</a>\r\n   as its chief "
        "engi&shy;neer "
        "for &pound;40m &amp; shares, the company\u200b said on Monday in a note to its <i>staff</i>.</p>"
    )
    document = html(page(body + f"<p>{STORY}</p>"))
    line = next(text for text in texts(document) if "40m" in text)
    assert line == (
        "Larkspur\u00a0Foods has hired Mira Holt as its chief engi\u00adneer for £40m & shares, "
        "the company\u200b said on Monday in a note to its staff."
    )
    start = document.text.index("£40m")
    span = document.span(start, start + 4)
    assert document.source[span.source_start : span.source_end] == "&pound;40m"


def test_lines_separated_by_br_are_blocks():
    document = html(page(f"<p>{STORY}<br><br>{MORE}<br/>The end of it came soon.</p>"))
    assert texts(document)[1:] == [STORY, MORE, "The end of it came soon."]


def test_lines_wrapped_by_br_are_joined_where_the_source_has_a_blank():
    wrapped = "<p>Mira Holt left Bramble after<br>\nnine years of<br />work on ovens.<br>\nShe said so.</p>"
    document = html(page(f"<p>{STORY}</p>{wrapped}"))
    assert texts(document)[2:] == [
        "Mira Holt left Bramble after\nnine years of",
        "work on ovens.",
        "She said so.",
    ]


def test_the_title_tag_serves_without_a_heading_and_loses_the_sites_name():
    source = page(f"<p>{STORY}</p><p>{MORE}</p>").replace("<h1>Holt moves to Larkspur</h1>", "")
    document = html(source)
    assert blocks(document)[0] == ("title", 0, "Holt moves to Larkspur")
    assert document.span(0, 4).source_start == source.index("<title>") + len("<title>")


def test_titles_with_references():
    source = page(f"<p>{STORY}</p><p>{MORE}</p>", title="Holt &amp; Birch move").replace(
        "Holt moves to Larkspur", "Menu"
    )
    assert blocks(html(source))[0] == ("title", 0, "Holt & Birch move")


def test_stray_carriage_returns_and_odd_markup():
    document = html(
        page(f"<p>{STORY}</p>\r<p>{MORE}<p>5 < 6 & 7 said the engineer of the company on Tuesday.").replace(
            "\n", "\r\n"
        )
    )
    assert "5 < 6 & 7 said the engineer of the company on Tuesday." in texts(document)


@pytest.mark.parametrize("levels", [300, 1_000, 10_000])
def test_deep_pages(levels):
    source = page(f"{'<div>' * levels}<p>{STORY}</p><p>{MORE}</p>{'</div>' * levels}")
    assert STORY in texts(html(source))
    spans = page(f"<p>{'<span>' * levels}{STORY}{'</span>' * levels}</p><p>{MORE}</p>")
    assert STORY in texts(html(spans))


def test_pages_without_text():
    assert outcome_of("<html><body><img src=x></body></html>", SourceFormat.HTML).code == "E114"
    assert outcome_of("<html><script>x</script>", SourceFormat.HTML).code == "E114"


def test_a_page_that_is_too_long():
    outcome = outcome_of("<html><body>" + "<p>word</p>" * 2_000_000, SourceFormat.HTML)
    assert outcome.code == "E108"


def test_repeated_paragraphs_each_have_their_place():
    document = html(page(f"<p>{STORY}</p><p>{MORE}</p><p>{STORY} And so on.</p>"))
    starts = [document.span(block.start, block.end).source_start for block in document.blocks]
    assert starts == sorted(starts)
    assert texts(document)[1:] == [STORY, MORE, f"{STORY} And so on."]
