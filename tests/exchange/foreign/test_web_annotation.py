"""Web Annotation: selectors as the recommendation wants them, and the same claims back."""

import io
import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import settings as profile

from claimwright.errors import ClaimwrightError, InputError
from claimwright.exchange.foreign.web_annotation import WebAnnotationWriter, annotation, read_web_annotations
from tests.exchange.foreign.articles import Sample, articles


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("web")


def page(*written):
    stream = io.BytesIO()
    writer = WebAnnotationWriter(stream)
    for article in written:
        writer.write(article)
    writer.close()
    return json.loads(stream.getvalue())


def read(folder, data):
    path = folder / "page.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    return list(read_web_annotations(path))


@given(articles())
@profile(max_examples=60)
def test_what_goes_out_comes_back(folder, article):
    data = page(article, article)
    assert data["type"] == "AnnotationPage"
    assert read(folder, data) == [*article.claims, *article.claims]


@given(articles(most=2))
@profile(max_examples=60)
def test_selectors_select_the_span_in_code_points(article):
    for claim in article.claims:
        for target in annotation(claim, article)["target"]:
            quote, position = target["selector"]
            start, end = position["start"], position["end"]
            assert article.text[start:end] == quote["exact"]
            assert article.text[:start].endswith(quote["prefix"])
            assert article.text[end:].startswith(quote["suffix"])
            assert max(len(quote["prefix"]), len(quote["suffix"])) <= 32
            for edge in (start - len(quote["prefix"]), end + len(quote["suffix"])):
                if edge not in (start, end, 0, len(article.text)):
                    assert unicodedata.category(article.text[edge]) not in ("Mn", "Me", "Mc")
                    assert article.text[edge] != "\u200d"


def test_an_annotation_has_what_the_model_demands():
    article = Sample().article
    data = page(article)
    assert data["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
    pay = data["items"][2]
    assert (pay["type"], pay["id"]) == ("Annotation", "urn:claimwright:claim:c_0000000000000003")
    assert [body["value"] for body in pay["body"]] == ["compensation", "planned"]
    parts = [
        (target["claimwright:part"], target["claimwright:value"].get("role")) for target in pay["target"]
    ]
    assert parts == [
        *(("argument", "amount"), ("argument", "recipient"), ("argument", "payer")),
        *(("trigger", None), ("evidence", None), ("attribution", None)),
    ]
    assert {target["scope"] for target in pay["target"]} == {"https://courier.example/a"}
    assert pay["target"][0]["claimwright:value"]["confidence"] == 0.9
    assert pay["claimwright:claim"]["confidence"] == 0.75


def test_the_text_itself_is_not_carried():
    quotes = json.dumps(page(Sample().article), ensure_ascii=False)
    assert Sample.text not in quotes


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda a: a["target"][0]["selector"][1].update(end=9999), r"E704 .*annotation 1: .*not as long as"),
        (lambda a: a["target"][0]["selector"].pop(), "E701.*KeyError"),
        (lambda a: a.pop("claimwright:claim"), "E701.*claimwright:claim"),
        (lambda a: a["claimwright:claim"].pop("model"), "E302.*annotation 1.*model"),
        (lambda a: a["target"].pop(-2), "E701.*needs its evidence"),
        (lambda a: a["target"].pop(-1), "E701.*needs its evidence"),
    ],
)
def test_a_broken_annotation_is_an_error_and_the_rest_is_read(folder, change, told):
    data = page(Sample().article)
    change(data["items"][0])
    error, *rest = read(folder, data)
    assert isinstance(error, ClaimwrightError)
    with pytest.raises(ClaimwrightError, match=told):
        raise error
    assert rest == list(Sample().claims[1:])


def test_a_single_annotation_or_a_list_is_read_too(folder):
    items = page(Sample().article)["items"]
    assert read(folder, items) == list(Sample().claims)
    assert read(folder, items[0]) == [Sample().claims[0]]


@pytest.mark.parametrize("content", ["", "{", "7"])
def test_what_is_no_json_is_an_error(tmp_path, content):
    path = tmp_path / "x.json"
    path.write_text(content)
    with pytest.raises(InputError, match="E701"):
        list(read_web_annotations(path))
