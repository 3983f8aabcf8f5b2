from dataclasses import replace

import pytest
from hypothesis import given

from claimwright.errors import InputError, OutputError
from claimwright.exchange.article import Place, article_from_dict, article_to_dict
from claimwright.exchange.offsets import spans_of
from claimwright.records import Alignment
from tests.exchange.foreign.articles import Sample, articles


@given(articles())
def test_an_article_survives_json(article):
    article.check()
    assert article_from_dict(article_to_dict(article), article.text, "x") == article


@given(articles(most=2))
def test_a_window_shows_the_same_spans_at_the_same_source(article):
    for claim in article.claims:
        window = article.window(claim)
        window.check()
        assert article.text[window.offset : window.offset + len(window.text)] == window.text
        for _, span in spans_of(claim):
            assert window.span(window.place(span)) == span
        assert article_from_dict(article_to_dict(window), window.text, "x") == window


def test_a_window_is_whole_lines():
    sample = Sample()
    window = sample.article.window(sample.claims[3])
    assert window.text.startswith("Acme's Orion")
    assert window.text.endswith("in May.")


def test_a_span_that_does_not_show_its_text_is_an_error():
    article = Sample().article
    shifted = replace(article, text="x" + article.text, alignment=Alignment.identity(len(article.text) + 1))
    with pytest.raises(InputError, match=r"E704 a/news\.txt.*c_0+1, person.*not 'Zoë"):
        shifted.check()


def test_a_lone_surrogate_is_an_error():
    article = Sample("Ann \ud83d joined.").bare
    with pytest.raises(InputError, match=r"E705.*lone surrogate at 4"):
        article.check()


def test_damaged_parts_are_errors_with_their_place():
    article = Sample().article
    data = article_to_dict(article)
    with pytest.raises(InputError, match=r"E701 t\.json: task 3.*KeyError"):
        article_from_dict({"claims": []}, article.text, "t.json: task 3")
    with pytest.raises(InputError, match=r"E701 x.*does not follow"):
        article_from_dict(data | {"map": [[5, 0, 1, 1]]}, article.text, "x")
    with pytest.raises(InputError, match=r"E704 x.*code points, not"):
        article_from_dict(data, article.text.replace("\r\n", "\n"), "x")
    with pytest.raises(InputError, match=r"E704 x: .*shows 'Zo.*to jump.*, not 'Zo.*to join"):
        article_from_dict(data, article.text.replace("join ", "jump "), "x")
    with pytest.raises(OutputError, match=r"E302 x.*lacks"):
        article_from_dict(data | {"claims": [{"id": "c"}]}, article.text, "x")


def test_a_place_becomes_a_span_with_its_source():
    span = Sample().bare.span(Place(0, 3))
    assert (span.text, span.source_start, span.source_end) == ("Zoë", 7, 10)
