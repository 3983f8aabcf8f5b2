"""What is written reads back the same: JSON, JSON Lines, Parquet, and documents, with any Unicode."""

import io
import json
import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimwright.errors import OutputError
from claimwright.exchange.claim_json import claim_from_dict, claim_to_dict
from claimwright.exchange.document_json import document_from_dict, document_to_dict
from claimwright.exchange.jsonl import JsonlWriter, encode_line, read_jsonl
from claimwright.exchange.parquet import ParquetWriter, read_parquet
from claimwright.records import (
    Alignment,
    Argument,
    Block,
    BlockKind,
    Claim,
    ClaimMention,
    Document,
    DocumentReference,
    Dropped,
    Metadata,
    Modality,
    ModelReference,
    SourceFormat,
    Span,
)

# Any valid Unicode, with what usually goes wrong: astral plane, combining marks, line ends, quotes.
words = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30) | st.sampled_from(
    ["👩‍💻 Zoë", "e\u0301", "a\u2028b\u2029c\u0085d", 'say "x"\\', "\r\n\t", "名前"]
)
optional = st.none() | words
probability = st.floats(0, 1)
offsets = st.integers(0, 10**9)


@st.composite
def spans(draw):
    text, start, source_start = draw(words), draw(offsets), draw(offsets)
    return Span(start, start + len(text), source_start, source_start + draw(offsets), text)


numbers = st.none() | st.integers(0, 10**15) | st.floats(0, 1e15)
values = st.one_of(
    st.none(),
    st.sampled_from(["2025", "2025-05", "2025-05-26"]),
    st.fixed_dictionaries(
        {"min": numbers, "max": numbers, "currency": optional, "per": st.sampled_from([None, "year", "P4Y"])}
    ),
    st.fixed_dictionaries({"count": st.integers(0, 10**7)}),
)
modalities = st.sampled_from(Modality)
arguments = st.builds(
    Argument, role=words, span=spans(), canonical=words, normalized=values, confidence=probability
)
mentions = st.builds(ClaimMention, spans(), spans(), modalities, st.floats(-50, 50))
references = st.builds(DocumentReference, words, words, optional, optional, optional, words, optional)
claims = st.builds(
    Claim,
    id=words,
    type=words,
    confidence=probability,
    modality=modalities,
    arguments=st.lists(arguments, max_size=4).map(tuple),
    mentions=st.lists(mentions, min_size=1, max_size=3).map(tuple),
    attribution=st.none() | spans(),
    document=references,
    model=st.builds(ModelReference, words, words),
    explanation=st.dictionaries(words, st.floats(-1e9, 1e9), max_size=3),
)


@given(claims)
def test_a_claim_survives_json(claim):
    assert claim_from_dict(json.loads(json.dumps(claim_to_dict(claim)))) == claim


@given(st.lists(claims, max_size=4))
@settings(max_examples=40, deadline=None)
def test_claims_survive_json_lines(tmp_path_factory, found):
    stream = io.BytesIO()
    writer = JsonlWriter(stream)
    writer.write(found)
    writer.close()
    written = stream.getvalue()
    # Even a reader that knows all of Unicode's line ends sees one claim a line.
    assert len(written.decode("utf-8").splitlines()) == len(found)
    path = tmp_path_factory.mktemp("jsonl") / "claims.jsonl"
    path.write_bytes(written)
    assert list(read_jsonl(path)) == found


@given(st.lists(claims, max_size=4))
@settings(max_examples=40, deadline=None)
def test_claims_survive_parquet(tmp_path_factory, found):
    path = tmp_path_factory.mktemp("parquet") / "claims.parquet"
    with path.open("wb") as stream:
        writer = ParquetWriter(stream)
        writer.write(found)
        writer.close()
    assert list(read_parquet(path)) == found


@st.composite
def documents(draw):
    text = draw(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60))
    start = draw(st.integers(0, len(text) - 1))
    return Document(
        id=draw(words),
        path=draw(words),
        sha256="0" * 64,
        format=draw(st.sampled_from(SourceFormat)),
        source=text,
        text=text,
        alignment=Alignment.identity(len(text)),
        blocks=(Block(draw(st.sampled_from(BlockKind)), start, len(text), draw(st.integers(0, 6))),),
        metadata=Metadata(title=draw(optional), authors=("Ann", draw(words)), methods={"title": "carrier"}),
        dropped=(Dropped("byline", 0, draw(st.integers(0, 9))),),
        cluster=draw(optional),
    )


@given(documents())
def test_a_document_survives_json(document):
    assert document_from_dict(json.loads(encode_line(document_to_dict(document, source=True)))) == document


def test_a_document_without_its_source_cannot_be_read_back():
    data = {"id": "d", "path": "p"}
    with pytest.raises(OutputError, match="lacks"):
        document_from_dict(data)


def test_a_file_name_that_is_not_utf_8_is_escaped():
    line = encode_line({"path": "caf\udce9.txt"})
    assert line == b'{"path": "caf\\udce9.txt"}\n'
    assert json.loads(line)["path"] == "caf\udce9.txt"


def test_numbers_that_json_does_not_have_are_refused():
    with pytest.raises(ValueError, match="JSON compliant"):
        encode_line({"score": float("nan")})


@given(st.text(string.printable, max_size=80))
def test_lines_that_are_no_claims_are_refused_with_their_number(tmp_path_factory, line):
    path = tmp_path_factory.mktemp("bad") / "claims.jsonl"
    path.write_text("\n" + line.replace("\n", " ").replace("\r", " ") + "{\n", encoding="utf-8")
    with pytest.raises(OutputError, match=r"E302 .*claims\.jsonl:2"):
        list(read_jsonl(path))
