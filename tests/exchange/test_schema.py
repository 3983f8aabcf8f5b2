"""The published schema accepts what we write and refuses what breaks the contract."""

import copy
import json
from dataclasses import replace

import pytest
from jsonschema import Draft202012Validator

from claimwright.exchange.claim_json import claim_to_dict
from claimwright.exchange.schema import claim_schema, schema_faults
from claimwright.schema import ClaimType, Role, load_declarations
from tests.fakes import claims_of


@pytest.fixture
def data():
    [claim] = claims_of("Jane Roe left Acme.")
    return json.loads(json.dumps(claim_to_dict(claim)))


def test_the_schema_is_a_schema():
    Draft202012Validator.check_schema(claim_schema())


def test_what_we_write_is_valid(data):
    assert schema_faults(data) == []


@pytest.mark.parametrize(
    "value",
    [
        "2025-05",
        {"min": 1.5, "max": None, "currency": "USD", "per": "year"},
        {"count": 11},
        None,
    ],
)
def test_normalised_values_are_valid(data, value):
    data["arguments"][0]["normalized"] = value
    assert schema_faults(data) == []


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("id",), "c_123"),
        (("type",), "marriage"),
        (("confidence",), 1.01),
        (("modality",), "shouted"),
        (("mentions",), []),
        (("mentions", 0, "modality"), "shouted"),
        (("arguments", 0, "role"), "amount"),
        (("arguments", 0, "start"), -1),
        (("arguments", 0, "normalized"), "last month"),
        (("arguments", 0, "normalized"), {"count": "many"}),
        (("arguments", 0, "normalized"), {"min": 1, "max": 2}),
        (("document", "sha256"), "abc"),
        (("attribution",), "Bloomberg"),
    ],
)
def test_what_breaks_the_contract_is_refused(data, path, value):
    broken = copy.deepcopy(data)
    place = broken
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    assert schema_faults(broken)


def test_a_claim_without_a_role_of_its_identity_is_refused(data):
    data["arguments"] = [item for item in data["arguments"] if item["role"] != "employer"]
    assert schema_faults(data)


def test_a_fifth_type_is_valid_once_it_is_declared(data):
    declared = load_declarations()
    fifth = ClaimType(
        name="acquisition",
        label="Acquisition",
        description="a company buys another",
        identity=("buyer", "target"),
        one_claim_per="target",
        roles={name: Role(name, ("organization",)) for name in ("buyer", "target")},
        triggers=("buys",),
    )
    wider = replace(declared, claim_types={**declared.claim_types, "acquisition": fifth})
    data["type"] = "acquisition"
    data["arguments"][0]["role"], data["arguments"][1]["role"] = "buyer", "target"
    assert schema_faults(data)
    assert schema_faults(data, wider) == []
