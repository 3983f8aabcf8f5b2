"""What a model can promise by the outcomes in its calibrator."""

import json
from dataclasses import replace

import pytest

from claimwright.claims import FEATURES, Calibrator
from claimwright.claims.guarantee import CalibrationOutcome
from claimwright.claims.promise import model_promise
from claimwright.errors import ModelError

ROW = (0.0,) * len(FEATURES)
PLAIN = Calibrator(FEATURES, ROW, (1.0,) * len(FEATURES), {"hire": ROW}, {"hire": 0.0}, 1.0, 0.0)
SURE = tuple(CalibrationOutcome(0.9, number > 0, "hire") for number in range(60))


def test_outcomes_are_kept_one_a_line_and_come_back(tmp_path):
    stored = replace(PLAIN, outcomes=tuple(sorted(SURE)))
    stored.save(tmp_path / "calibrator.json")
    assert Calibrator.load(tmp_path / "calibrator.json") == stored
    text = (tmp_path / "calibrator.json").read_text(encoding="utf-8")
    assert '\n  [0.9, 1, "hire"]' in text
    assert json.loads(text) == stored.as_dict()


def test_a_calibrator_without_outcomes_is_written_as_before(tmp_path):
    PLAIN.save(tmp_path / "calibrator.json")
    assert "outcomes" not in (tmp_path / "calibrator.json").read_text(encoding="utf-8")
    with pytest.raises(ModelError, match="E404") as caught:
        model_promise(tmp_path, 0.9)
    assert "claimwright train" in str(caught.value)


def test_a_promise_or_the_highest_there_is(tmp_path):
    replace(PLAIN, outcomes=SURE).save(tmp_path / "calibrator.json")
    assert model_promise(tmp_path, 0.9).claims == 60
    with pytest.raises(ModelError, match="E405") as caught:
        model_promise(tmp_path, 0.99)
    assert "0.99 asked" in str(caught.value)
    assert "the highest it can promise with 90% assurance is 0.93" in str(caught.value)
    wrong = tuple(outcome._replace(right=False) for outcome in SURE)
    replace(PLAIN, outcomes=wrong).save(tmp_path / "calibrator.json")
    with pytest.raises(ModelError, match="it can promise none"):
        model_promise(tmp_path, 0.5)


@pytest.mark.parametrize("rows", [[[0.5, 1]], [[1.5, 1, "hire"]], [0.5], 7])
def test_outcomes_that_are_none(tmp_path, rows):
    (tmp_path / "calibrator.json").write_text(json.dumps({**PLAIN.as_dict(), "outcomes": rows}))
    with pytest.raises(ModelError, match="E402"):
        model_promise(tmp_path, 0.9)
