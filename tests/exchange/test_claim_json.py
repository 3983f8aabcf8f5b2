"""The contract's key names, and what a reader refuses."""

import copy
import json

import pytest

from claimwright.errors import OutputError
from claimwright.exchange.claim_json import claim_from_dict, claim_to_dict
from tests.fakes import claims_of

SPAN = {"text", "start", "end", "source_start", "source_end"}


@pytest.fixture
def data():
    [claim] = claims_of("On Monday Jane Roe joined Acme as an engineer.")
    return claim_to_dict(claim)


def test_the_keys_are_those_of_the_contract(data):
    assert list(data)[:9] == [
        *("id", "type", "confidence", "modality", "arguments", "mentions", "attribution", "document", "model")
    ]
    assert set(data["arguments"][0]) == {"role", "canonical", "normalized", "confidence"} | SPAN
    assert set(data["mentions"][0]["trigger"]) == set(data["mentions"][0]["evidence"]) == SPAN
    assert {"id", "path", "url", "title", "published", "sha256"} <= set(data["document"])
    assert set(data["model"]) == {"name", "version"}


def test_offsets_count_code_points():
    text = "👩‍💻👩‍💻 Jane Roe joined Acme."
    data = json.loads(json.dumps(claim_to_dict(claims_of(text)[0])))
    person = data["arguments"][0]
    assert person["start"] == text.index("Jane")
    assert text[person["start"] : person["end"]] == person["text"] == "Jane Roe"


@pytest.mark.parametrize(
    ("path", "value", "told"),
    [
        (("id",), None, "expected text"),
        (("confidence",), "sure", "could not convert"),
        (("modality",), "shouted", "shouted"),
        (("arguments", 0, "end"), 1, "does not fit its text"),
        (("arguments", 0, "start"), 1.5, "whole numbers"),
        (("arguments", 0, "start"), True, "whole numbers"),
        (("arguments", 0, "normalized"), 7, "neither text nor an object"),
        (("mentions", 0, "evidence", "text"), 3, "expected text"),
        (("document",), [], "indices"),
        (("explanation",), [1], "items"),
        (("schema_version",), "9.0", "version 9.0"),
    ],
)
def test_what_does_not_fit_is_refused_with_its_place(data, path, value, told):
    place = data
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    with pytest.raises(OutputError, match=r"^E302 claims\.jsonl:4: .*" + told):
        claim_from_dict(data, "claims.jsonl:4")


@pytest.mark.parametrize("key", ["id", "type", "confidence", "arguments", "mentions", "document", "model"])
def test_a_missing_key_is_named(data, key):
    del data[key]
    with pytest.raises(OutputError, match=f"lacks '{key}'"):
        claim_from_dict(data)


def test_what_we_add_to_the_contract_may_be_missing(data):
    bare = copy.deepcopy(data)
    for key in ("explanation", "schema_version"):
        del bare[key]
    for key in ("modality", "score"):
        del bare["mentions"][0][key]
    del bare["document"]["cluster"]
    claim = claim_from_dict({**bare, "unknown": 1})
    assert claim.mentions[0].score == claim.confidence
    assert claim.document.cluster is None
