"""The stages in a row, with the published default model."""

import json
from importlib import resources
from pathlib import Path

import pytest

from claimwright.clean import from_text
from claimwright.errors import ModelError
from claimwright.extractor import Extractor, find_model

TEXT = (
    "Brightwater Bank has appointed Adaeze Nwosu as chief financial officer. She succeeds Carl Lindqvist, who is "
    "retiring in May after 19 years with the lender.\n\n"
    "Norvane Corp. acquired Tessaly Systems for $3 billion on Friday, the companies said."
)


@pytest.fixture(scope="module")
def extractor():
    return Extractor("default", threads=1)


@pytest.fixture
def acquisition(tmp_path) -> Path:
    """The shipped declarations with a fifth type, as a user would write it."""
    data = json.loads((resources.files("claimwright.schema") / "claims.json").read_text(encoding="utf-8"))
    data["claim_types"]["acquisition"] = {
        "label": "Acquisition",
        "description": "one organisation buys another",
        "identity": ["buyer", "target"],
        "one_claim_per": "target",
        "prior": 0.3,
        "roles": {
            "buyer": {"entity_types": ["organization"], "key": True, "side": "before"},
            "target": {"entity_types": ["organization"], "key": True, "side": "after"},
            "price": {"entity_types": ["money"], "normalize": "amount"},
        },
        "triggers": ["acquired", "buys", "bought"],
    }
    path = tmp_path / "claims.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    return path


def extract(extractor, text, **metadata):
    [(_, claims)] = extractor.extract([from_text(text, **metadata)])
    return claims


def test_a_plain_appointment_is_found_with_its_roles(extractor):
    hires = [claim for claim in extract(extractor, TEXT, published="2026-03-03") if claim.type == "hire"]
    assert ("Adaeze Nwosu",) in [claim.values("person") for claim in hires]
    [hire] = [claim for claim in hires if claim.values("person") == ("Adaeze Nwosu",)]
    assert hire.values("employer") == ("Brightwater Bank",)
    assert hire.values("position") == ("chief financial officer",)
    assert 0.3 < hire.confidence <= 1


def test_every_span_is_the_text_it_says(extractor):
    for claim in extract(extractor, "😀 " + TEXT):
        spans = [a.span for a in claim.arguments] + [
            s for m in claim.mentions for s in (m.trigger, m.evidence)
        ]
        for span in spans:
            assert ("😀 " + TEXT)[span.start : span.end] == span.text
            assert (span.source_start, span.source_end) == (span.start, span.end)


def test_extraction_is_the_same_alone_and_among_others(extractor):
    alone = extract(extractor, TEXT)
    among = list(extractor.extract([from_text("Rain fell."), from_text(TEXT), from_text("Prices rose 3%.")]))[
        1
    ][1]
    assert [c.id for c in alone] == [c.id for c in among]
    assert [c.confidence for c in alone] == pytest.approx([c.confidence for c in among], abs=0.02)


def test_a_fifth_type_is_extracted_from_its_declaration_alone(acquisition):
    claims = extract(Extractor("default", threads=1, declarations=acquisition), TEXT)
    [bought] = [claim for claim in claims if claim.type == "acquisition"]
    assert bought.values("buyer") == ("Norvane Corp.",)
    assert bought.values("target")[0].startswith("Tessaly")
    [price] = [argument for argument in bought.arguments if argument.role == "price"]
    assert price.normalized["min"] == 3_000_000_000
    assert bought.confidence == 0.3
    assert any(claim.type == "hire" for claim in claims)


def test_explain_shows_all_stages(extractor):
    explanation = extractor.explain(from_text(TEXT))
    assert "Adaeze Nwosu" in explanation.entities
    assert {t.type for t in explanation.triggers} >= {"hire", "departure"}
    assert all(r.mention in explanation.mentions for r in explanation.relations)


def test_an_unknown_model_is_an_error_with_advice():
    with pytest.raises(ModelError, match="E401 no-such-model"):
        Extractor("no-such-model")


def test_models_are_found_by_environment(monkeypatch, tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "config.json").write_text("{}", encoding="utf-8")
    monkeypatch.setenv("CLAIMWRIGHT_MODELS", str(tmp_path))
    assert find_model("mine") == tmp_path / "mine"


def test_a_model_without_layout_is_refused(tmp_path):
    (tmp_path / "config.json").write_text("{}", encoding="utf-8")
    with pytest.raises(ModelError, match="E402"):
        Extractor(tmp_path)
