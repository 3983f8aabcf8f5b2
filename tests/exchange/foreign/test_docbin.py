"""spaCy DocBin: the same articles back, spans as tokens, claims where the pipeline has them."""

import io

import pytest
import spacy
from hypothesis import given
from hypothesis import settings as profile
from spacy.tokens import DocBin

from claimwright.errors import InputError
from claimwright.exchange.foreign.docbin import DocBinWriter, article_doc, read_docbin
from tests.exchange.foreign.articles import Sample, articles


def write(path, *written):
    stream = io.BytesIO()
    writer = DocBinWriter(stream)
    for article in written:
        writer.write(article)
    writer.close()
    path.write_bytes(stream.getvalue())
    return path


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    return tmp_path_factory.mktemp("docbin") / "claims.spacy"


@given(articles())
@profile(max_examples=50)
def test_what_goes_out_comes_back(path, article):
    assert list(read_docbin(write(path, article, Sample().article))) == [article, Sample().article]


@given(articles())
@profile(max_examples=50)
def test_spans_cover_at_least_what_claims_mark(article):
    doc = article_doc(article)
    marked = [(argument.role, argument.span) for claim in article.claims for argument in claim.arguments]
    assert [span.label_ for span in doc.spans["arguments"]] == [role for role, _ in marked]
    for token_span, (_, span) in zip(doc.spans["arguments"], marked, strict=True):
        left, right = span.start, span.end
        while left < right and article.text[left] == " ":  # blanks between tokens belong to none
            left += 1
        while left < right and article.text[right - 1] == " ":
            right -= 1
        assert left == right or token_span.start_char <= left < right <= token_span.end_char


def test_a_span_inside_a_token_is_widened_in_spans_and_exact_in_claims(path):
    sample = Sample("Ann joined Foobarcorp.")
    claim = sample.claim(1, "hire", ["join"], {"person": "Ann", "employer": "bar"})
    from dataclasses import replace

    write(path, replace(sample.bare, claims=(claim,)))
    [doc] = DocBin().from_disk(path).get_docs(spacy.blank("en").vocab)
    assert [span.text for span in doc.spans["arguments"]] == ["Ann", "Foobarcorp"]
    assert doc.user_data["claimwright.claims"][0]["arguments"][1]["text"] == "bar"


def test_the_pipeline_s_extension_finds_the_claims(path):
    import claimwright.nlp

    write(path, Sample().article)
    [doc] = DocBin().from_disk(path).get_docs(claimwright.nlp.spacy.blank("en").vocab)
    assert doc._.claims == Sample().claims
    assert [span.kb_id_ for span in doc.spans["triggers"]] == ["asserted", "asserted", "planned", "denied"]
    assert [span.label_ for span in doc.spans["claims"]] == ["departure", "hire", "compensation", "delay"]


def test_documents_of_others_are_errors(path):
    DocBin(
        store_user_data=True, docs=[spacy.blank("en")("Ann left."), article_doc(Sample().article)]
    ).to_disk(path)
    error, article = read_docbin(path)
    assert str(error).startswith(f"E701 {path}: document 1: ")
    assert article == Sample().article


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"x\x9c\x03\x00\x00\x00\x00\x01"])
def test_what_is_no_docbin_is_an_error(path, content):
    path.write_bytes(content)
    with pytest.raises(InputError, match=r"E701.*not a DocBin"):
        list(read_docbin(path))
