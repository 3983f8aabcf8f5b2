"""Calibration measures on cases worked out by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimwright.evaluation.calibration import (
    area_under_risk_coverage,
    brier_score,
    expected_calibration_error,
    precision_at_coverage,
    reliability,
    risk_coverage,
)

PAIRS = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 1)), min_size=1, max_size=60)


def test_by_hand():
    pairs = [(0.9, 1), (0.8, 0), (0.6, 1), (0.1, 0)]
    assert brier_score(pairs) == pytest.approx((0.01 + 0.64 + 0.16 + 0.01) / 4)
    assert expected_calibration_error(pairs) == pytest.approx((0.1 + 0.8 + 0.4 + 0.1) / 4)
    assert expected_calibration_error(pairs, bins=2) == pytest.approx((abs(0.35 - 0.5) + abs(0.85 - 0.5)) / 2)
    assert precision_at_coverage(pairs) == 0.5
    assert area_under_risk_coverage(pairs) == pytest.approx((0 + 1 / 2 + 1 / 3 + 2 / 4) / 4)


def test_nothing_gives_none():
    for measure in (brier_score, expected_calibration_error, precision_at_coverage, area_under_risk_coverage):
        assert measure([]) is None
    assert reliability([]) == []


@given(PAIRS)
def test_bins_hold_everything_once(pairs):
    bins = reliability(pairs)
    assert sum(one.size for one in bins) == len(pairs)
    assert max(one.size for one in bins) - min(one.size for one in bins) <= 1


@given(PAIRS, st.randoms())
def test_order_of_input_does_not_matter(pairs, random):
    shuffled = pairs[:]
    random.shuffle(shuffled)
    assert area_under_risk_coverage(pairs) == pytest.approx(area_under_risk_coverage(shuffled))
    assert expected_calibration_error(pairs) == pytest.approx(expected_calibration_error(shuffled))


def test_ties_favour_nobody():
    assert area_under_risk_coverage([(0.5, 1), (0.5, 0)]) == 0.5


def test_the_curve_by_hand():
    pairs = [(0.9, 1), (0.8, 0), (0.8, 1), (0.1, 0)]
    assert risk_coverage(pairs) == [(0.9, 0.25, 0.0), (0.8, 0.75, pytest.approx(1 / 3)), (0.1, 1.0, 0.5)]
    assert risk_coverage([]) == []


@given(PAIRS)
def test_the_curve_ends_with_all_claims_and_encloses_the_area(pairs):
    curve = risk_coverage(pairs)
    assert curve[-1][1] == 1
    assert curve[-1][2] == pytest.approx(1 - sum(correct for _, correct in pairs) / len(pairs))
    if len({confidence for confidence, _ in pairs}) == len(pairs):
        assert area_under_risk_coverage(pairs) == pytest.approx(sum(risk for *_, risk in curve) / len(curve))
