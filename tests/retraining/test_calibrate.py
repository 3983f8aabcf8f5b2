"""Confidence shifted by answers: towards them, and hardly at all where there are few."""

import pytest

from claimwright.claims import FEATURES, Calibrator
from claimwright.claims.guarantee import CalibrationOutcome
from claimwright.retraining.calibrate import Answered, shifted

ZERO = tuple(0.0 for _ in FEATURES)
CALIBRATOR = Calibrator(
    FEATURES,
    ZERO,
    tuple(1.0 for _ in FEATURES),
    {"hire": ZERO, "delay": ZERO},
    {"hire": 0.0, "delay": 1.0},
    1.0,
    0.0,
    (CalibrationOutcome(0.5, True, "hire"), CalibrationOutcome(0.8, False, "delay")),
)


def confidence(calibrator, kind):
    return calibrator.confidence(kind, dict(zip(FEATURES, ZERO, strict=True)))


def test_many_answers_move_their_type_and_no_other():
    answered = [Answered("hire", 0.5, number % 5 != 0) for number in range(200)]
    changed, shifts = shifted(CALIBRATOR, answered)
    assert confidence(changed, "hire") == pytest.approx(0.8, abs=0.03)
    assert confidence(changed, "delay") == confidence(CALIBRATOR, "delay")
    assert shifts["delay"] == 0.0


def test_few_answers_hardly_move_it():
    changed, _ = shifted(CALIBRATOR, [Answered("hire", 0.5, True)])
    assert 0.5 < confidence(changed, "hire") < 0.56


def test_the_outcomes_of_a_promise_move_with_it():
    answered = [Answered("hire", 0.5, False) for _ in range(100)]
    changed, _ = shifted(CALIBRATOR, answered)
    moved = {one.claim_type: one.confidence for one in changed.outcomes}
    assert moved["hire"] == pytest.approx(confidence(changed, "hire"), abs=1e-3)
    assert moved["delay"] == 0.8


def test_without_answers_nothing_moves():
    assert shifted(CALIBRATOR, []) == (CALIBRATOR, {"hire": 0.0, "delay": 0.0})
