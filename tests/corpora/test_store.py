"""Labels on disk stand off and come back the same."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimwright.corpora.check import long_runs
from claimwright.corpora.compile import compile_annotation
from claimwright.corpora.store import decode_row, encode_document, read_rows, visible_words, write_rows
from claimwright.errors import InputError, OutputError
from claimwright.records.claim import Modality
from claimwright.records.gold import GoldClaim, GoldDocument, GoldMention, Range
from tests.corpora.conftest import DELAY, MOVE, move_annotation


def document(*claims: GoldClaim, text: str = MOVE) -> GoldDocument:
    return GoldDocument("news", "n/move.md", "0" * 64, "train", "random", claims, text=text)


def test_round_trip():
    gold = document(*compile_annotation(move_annotation(), MOVE))
    row = json.loads(json.dumps(encode_document(gold)))
    assert decode_row(row, MOVE, "x") == gold


def test_forms_that_stand_in_the_text_are_stored_as_offsets():
    row = encode_document(document(*compile_annotation(move_annotation(), MOVE)))
    stored = json.dumps(row["claims"])
    assert "Quist" not in stored
    assert not list(long_runs(row))


def test_a_short_form_that_is_not_in_the_text_is_written_out_a_long_one_dropped():
    claim = GoldClaim(
        "departure",
        Modality.ASSERTED,
        False,
        {"person": ("Orla Quist", "Dr O. Quist", "the one who led all of the science at Halden for years")},
        (Range(0, 3),),
    )
    row = encode_document(document(claim))
    assert row["claims"][0]["arguments"]["person"][1:] == ["Dr O. Quist"]
    only_long = GoldClaim(
        "departure",
        Modality.ASSERTED,
        False,
        {"person": ("one two three four five six seven eight nine",)},
        (),
    )
    with pytest.raises(InputError, match="no form of person"):
        encode_document(document(only_long))


def test_visible_words_lose_link_syntax():
    start = DELAY.index("[new game]")
    end = DELAY.index("from March")
    assert visible_words(DELAY, Range(start, end)) == "new game was delayed"


ranges = st.tuples(st.integers(0, 20), st.integers(1, 20)).map(lambda pair: Range(pair[0], pair[0] + pair[1]))
mentions = st.builds(
    GoldMention,
    quote=ranges,
    trigger=ranges,
    arguments=st.dictionaries(st.sampled_from(["person", "employer", "date"]), ranges),
    modality=st.sampled_from(Modality),
    cue=st.none() | ranges,
    attribution=st.none() | ranges,
    others=st.lists(st.tuples(st.just("person"), ranges), max_size=3).map(tuple),
)
claims = st.builds(
    GoldClaim,
    type=st.just("hire"),
    modality=st.sampled_from(Modality),
    optional=st.booleans(),
    arguments=st.dictionaries(
        st.sampled_from(["person", "employer"]), st.just(("Ann \N{GRINNING FACE} Tor",)), min_size=1
    ),
    evidence=st.just(()),
    mentions=st.lists(mentions, max_size=3).map(tuple),
    modality_any=st.lists(st.sampled_from(Modality), max_size=2).map(tuple),
    soft=st.dictionaries(st.just("date"), st.just(("May",))),
    normalized=st.dictionaries(st.just("date"), st.just("2025-05")),
)


@given(st.lists(claims, max_size=3))
def test_any_labels_come_back(drawn):
    text = "Ann \N{GRINNING FACE} Tor left in May. " * 3
    gold = document(*drawn, text=text)
    back = decode_row(json.loads(json.dumps(encode_document(gold))), text, "x")
    for claim, again in zip(gold.claims, back.claims, strict=True):
        assert again.mentions == claim.mentions
        assert again.evidence == tuple(sorted({told.quote for told in claim.mentions}))
        assert (again.type, again.modality, again.optional) == (claim.type, claim.modality, claim.optional)
        assert dict(again.arguments) == dict(claim.arguments)
        assert (dict(again.soft), dict(again.normalized)) == (dict(claim.soft), dict(claim.normalized))
        assert again.modality_any == claim.modality_any


def test_bad_rows_are_told_with_file_and_line(tmp_path):
    path = tmp_path / "train.jsonl"
    path.write_text('{"path": "a"}\n{not json\n')
    with pytest.raises(InputError, match=r"train\.jsonl:2"):
        list(read_rows(path))
    path.write_text("[]\n")
    with pytest.raises(InputError, match="expected an object"):
        list(read_rows(path))
    with pytest.raises(InputError, match="E101"):
        list(read_rows(tmp_path / "none.jsonl"))
    with pytest.raises(InputError, match="E501 here:3"):
        decode_row({"path": "a"}, "", "here:3")


def test_rows_are_written_in_the_order_of_paths(tmp_path):
    path = tmp_path / "deep" / "train.jsonl"
    write_rows(path, [{"path": "b"}, {"path": "a"}])
    assert [row["path"] for _, row in read_rows(path)] == ["a", "b"]
    with pytest.raises(OutputError, match="E301"):
        write_rows(path / "below-a-file.jsonl", [])
