"""Bootstrap intervals."""

from __future__ import annotations

from claimwright.evaluation.bootstrap import draws, estimate, interval


def test_draws_are_the_same_in_every_run_and_cover_all_documents():
    first, second = list(draws(7, 50)), list(draws(7, 50))
    assert first == second
    assert {index for sample in first for index in sample} == set(range(7))
    assert all(len(sample) == 7 for sample in first)


def test_the_interval_is_the_middle_of_what_was_drawn():
    assert interval([value / 1000 for value in range(1000)]) == (0.025, 0.974)
    assert interval([None, 1.0, None]) == (1.0, 1.0)
    assert interval([None]) == (None, None)


def test_an_estimate_holds_its_value():
    found = estimate([0, 1, 1, 0, 1, 1, 0, 1], lambda items: sum(items) / len(items))
    assert found.value == 0.625
    assert found.low is not None
    assert found.high is not None
    assert found.low < 0.625 < found.high
    assert estimate([], lambda items: None).value is None
