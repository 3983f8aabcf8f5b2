"""The promise of a precision: exact on small cases, and kept as often as it says."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimwright.claims.guarantee import ASSURANCE, CalibrationOutcome, highest, lower_bound, promise

OUTCOMES = st.lists(
    st.builds(
        CalibrationOutcome,
        st.integers(0, 10_000).map(lambda number: number / 10_000),
        st.booleans(),
        st.sampled_from(["hire", "delay"]),
    ),
    max_size=120,
)


def made(*runs, kind="hire"):
    """Runs of claims of one confidence: (confidence, right, wrong)."""
    return [
        CalibrationOutcome(sure, number < right, kind)
        for sure, right, wrong in runs
        for number in range(right + wrong)
    ]


def test_the_lower_bound_is_that_of_clopper_and_pearson():
    beta = pytest.importorskip("scipy.stats").beta
    for right, claims in ((1, 1), (5, 9), (44, 45), (45, 45), (190, 200), (1995, 2000)):
        assert lower_bound(right, claims) == pytest.approx(beta.ppf(0.1, right, claims - right + 1), abs=1e-9)
    assert lower_bound(0, 10) == 0
    assert lower_bound(0, 0) == 0


def test_forty_five_right_ones_promise_95_percent_and_forty_four_do_not():
    assert promise(made((0.9, 44, 0)), 0.95) is None
    given_ = promise(made((0.9, 45, 0)), 0.95)
    assert given_ is not None
    assert (given_.right, given_.claims, given_.of) == (45, 45, 45)
    assert given_.bound >= 0.95


def test_the_threshold_is_the_lowest_of_an_unbroken_row_from_the_top():
    sure, fair, poor = (0.955, 60, 0), (0.805, 38, 2), (0.605, 5, 20)
    found = promise(made(sure, fair, poor), 0.9)
    assert found is not None
    assert found.threshold == 0.61
    assert found.claims == 100
    # After a break nothing below is tried, however good it would be again.
    broken = promise(made(sure, (0.855, 0, 20), (0.505, 900, 0)), 0.9)
    assert broken is not None
    assert broken.threshold == 0.86


def test_claims_too_few_to_promise_anything_do_not_end_the_search():
    found = promise(made((0.99, 2, 1), (0.9, 70, 0)), 0.9)
    assert found is not None
    assert found.claims == 73


def test_what_is_told():
    found = promise(made((0.9, 30, 0)) + made((0.8, 19, 1), kind="delay"), 0.9)
    assert found is not None
    assert found.by_type == {"delay": (19, 20), "hire": (30, 30)}
    data = found.as_dict()
    assert data["threshold"] == found.threshold
    assert data["calibration_claims"] == 50
    assert data["by_type"]["hire"]["lower_bound"] == pytest.approx(lower_bound(30, 30), abs=1e-4)
    assert "90.0%" in found.words()
    assert "50 of 50 calibration claims, 49 of them right" in found.words()


def test_the_highest_promise():
    assert highest([]) is None
    assert highest(made((0.9, 0, 30))) is None
    best = highest(made((0.9, 45, 0)))
    assert best is not None
    assert best.target == 0.95
    assert promise(made((0.9, 45, 0)), 0.96) is None


@given(OUTCOMES, st.sampled_from([0.0, 0.3, 0.5, 0.8, 0.9, 1.0]))
def test_a_promise_rests_on_what_lies_above_it(outcomes, target):
    found = promise(outcomes, target)
    if found is None:
        best = highest(outcomes)
        assert best is None or best.target < target
        return
    above = [outcome for outcome in outcomes if outcome.confidence >= found.threshold]
    assert (found.claims, found.right) == (len(above), sum(outcome.right for outcome in above))
    assert found.bound >= target - 1e-9
    assert sum(claims for _, claims in found.by_type.values()) == found.claims


@given(OUTCOMES, st.randoms())
def test_the_order_of_the_claims_does_not_matter(outcomes, shuffler):
    shuffled = outcomes[:]
    shuffler.shuffle(shuffled)
    assert promise(outcomes, 0.6) == promise(shuffled, 0.6)


def _steep(confidence):
    return 0.45 + 0.54 * confidence


def _cliff(confidence):
    """Just good enough down to 0.5, with many thresholds to try on the way, and at once much worse below."""
    return 0.93 if confidence >= 0.5 else 0.6


@pytest.mark.parametrize("chance", [_steep, _cliff])
@pytest.mark.parametrize("size", [120, 400])
def test_the_promise_is_kept_as_often_as_it_says(chance, size):
    """Many calibrations drawn from a known world: the true precision above the threshold misses the target in 10 %."""
    generator = random.Random(size)
    grid = [(step + 0.5) / 2000 for step in range(2000)]
    target, draws, given_count, broken = 0.9, 600, 0, 0
    for _ in range(draws):
        sure = [round(generator.random(), 4) for _ in range(size)]
        found = promise(
            [CalibrationOutcome(one, generator.random() < chance(one), "hire") for one in sure], target
        )
        if found is None:
            continue
        given_count += 1
        above = [one for one in grid if one >= found.threshold]
        broken += sum(map(chance, above)) / len(above) < target - 1e-9
    assert given_count > 0.1 * draws  # of a promise never given nothing would be shown
    # Three standard errors of the simulation above the rate stated.
    assert broken / draws <= 1 - ASSURANCE + 3 * (0.1 * 0.9 / draws) ** 0.5
