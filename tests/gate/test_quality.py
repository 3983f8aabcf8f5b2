"""The gate: the published model on real news it has not seen. Floors are pinned in floors.json and only rise."""

import json
from pathlib import Path

import pytest

from claimwright.corpora import documents
from claimwright.evaluation.measure import measure

FLOORS = json.loads((Path(__file__).parent / "floors.json").read_text(encoding="utf-8"))
pytestmark = pytest.mark.shared


@pytest.fixture(scope="module", params=sorted(FLOORS))
def measured(request, shared):
    found = measure("default", documents("news", request.param)).evaluation.as_dict()
    return FLOORS[request.param], found


def test_claim_f1_of_every_type_holds_its_floor(measured):
    floors, found = measured
    scores = {"all": found["f1"], **{name: found[name]["f1"] for name in floors["f1"] if name != "all"}}
    assert {name: score for name, score in scores.items() if score < floors["f1"][name]} == {}


def test_the_other_figures_hold_theirs(measured):
    floors, found = measured
    assert {name: found[name] for name, floor in floors["least"].items() if found[name] < floor} == {}
    assert {name: found[name] for name, most in floors["most"].items() if found[name] > most} == {}
