"""Groups of people: how many the phrase says there are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimwright.claims.values import normalize_count
from claimwright.claims.values.numbers import read_number

GROUPS = {
    "11 researchers": 11,
    "three other OpenAI staffers": 3,
    "over 1,000 workers": 1000,
    "nearly 44,000": 44_000,
    "a dozen engineers": 12,
    "two dozen staff": 24,
    "dozen engineers": 12,
    "half a dozen engineers": 6,
    "nine-strong restructuring team": 9,
    "a pair of executives": 2,
    "thirty-five employees": 35,
    "nearly one hundred and twenty workers": 120,
    "half a million workers": 500_000,
    "4,000 of the 10,000": 4000,
    "six of the lab’s 12 founding members": 6,
    "8.5% of its headcount, or 1,750 people": 1750,
    "about 800 roles, or 6% of its workforce": 800,
    "twelve-person team": 12,
    "25 Members": 25,
    "two more": 2,
}

NOBODY_KNOWS = [
    "",
    "Jane Roe",
    "half of its original 12 cofounders",
    "14% of the staff",
    "around 11 percent of its staff",
    "one-third of the team",
    "dozens of workers",
    "between 5,000 and 6,000 roles",
    "ten to twelve people",
    "one of 12 founders",
    "third deputy",
    "50 Cent",
    "2023 hires",
    "analyst who needs at least eight hours of sleep",
    "$3 million in jobs",
]


@pytest.mark.parametrize("text", GROUPS)
def test_groups(text):
    assert normalize_count(text) == {"count": GROUPS[text]}


@pytest.mark.parametrize("text", NOBODY_KNOWS)
def test_what_gives_no_number(text):
    assert normalize_count(text) is None


@given(st.text(max_size=200))
def test_never_raises(text):
    found = normalize_count(text)
    assert found is None or found["count"] >= 2


@given(st.integers(2, 999_999_999).filter(lambda number: not 1900 <= number <= 2099))
def test_written_numbers_come_back(number):
    assert normalize_count(f"about {number:,} employees") == {"count": number}
    assert read_number(f"{number:,}") == number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1.5 million", 1_500_000),
        ("twenty-one", 21),
        ("two hundred and five", 205),
        ("a thousand", 1000),
        ("x", None),
    ],
)
def test_numbers(text, value):
    assert read_number(text) == value
