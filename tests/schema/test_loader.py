import json
from importlib import resources

import pytest

from claimwright.errors import ModelError
from claimwright.schema import load_declarations


def declared() -> dict:
    return json.loads((resources.files("claimwright.schema") / "claims.json").read_text(encoding="utf-8"))


def write(tmp_path, data):
    path = tmp_path / "claims.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    return path


def test_the_four_types_have_the_roles_of_the_contract():
    types = load_declarations().claim_types
    assert {name: list(t.roles) for name, t in types.items()} == {
        "hire": ["person", "employer", "previous_employer", "position", "date"],
        "departure": ["person", "employer", "next_employer", "position", "date", "reason"],
        "delay": ["product", "organization", "original_date", "new_date", "reason"],
        "compensation": ["amount", "component", "recipient", "payer", "period", "date"],
    }


def test_identity_accepts_one_of_two_roles():
    compensation = load_declarations().claim_types["compensation"]
    assert compensation.has_identity({"component", "payer"})
    assert not compensation.has_identity({"payer", "recipient"})


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (lambda d: d["claim_types"]["hire"]["identity"].append("boss"), "boss"),
        (lambda d: d["claim_types"]["hire"]["roles"]["date"].update(entity_types=["moment"]), "moment"),
        (lambda d: d["claim_types"]["hire"]["roles"]["date"].update(normalize="money"), "hire.date"),
        (lambda d: d["claim_types"]["hire"].update(triggers=[]), "trigger"),
        (lambda d: d.pop("modalities"), "modalities"),
    ],
)
def test_a_wrong_entry_is_named(tmp_path, change, named):
    data = declared()
    change(data)
    with pytest.raises(ModelError, match=named) as caught:
        load_declarations(write(tmp_path, data))
    assert caught.value.code == "E403"


def test_a_missing_file_is_an_error_with_code(tmp_path):
    with pytest.raises(ModelError, match="E403"):
        load_declarations(tmp_path / "none.json")
