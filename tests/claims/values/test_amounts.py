"""Sums of money: least, most, currency, period."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimwright.claims.values import normalize_amount

SUMS = {
    "$100 million": (100_000_000, 100_000_000, "USD", None),
    "up to $100 million": (None, 100_000_000, "USD", None),
    "more than $40mn": (40_000_000, None, "USD", None),
    "at least $5m": (5_000_000, None, "USD", None),
    "$85,000 or more": (85_000, None, "USD", None),
    "$4.1m": (4_100_000, 4_100_000, "USD", None),
    "$100 million and more": (100_000_000, None, "USD", None),
    "$100,000+": (100_000, None, "USD", None),
    "less than $53,000": (None, 53_000, "USD", None),
    "roughly £40m": (40_000_000, 40_000_000, "GBP", None),
    "€2bn": (2_000_000_000, 2_000_000_000, "EUR", None),
    "¥30m": (30_000_000, 30_000_000, "JPY", None),
    "Rs 20 crore": (200_000_000, 200_000_000, "INR", None),
    "Rs. 1,50,000 per month": (150_000, 150_000, "INR", "month"),
    "US$5 million": (5_000_000, 5_000_000, "USD", None),
    "A$300,000": (300_000, 300_000, "AUD", None),
    "CHF 2 million": (2_000_000, 2_000_000, "CHF", None),
    "USD 250,000": (250_000, 250_000, "USD", None),
    "100 million dollars": (100_000_000, 100_000_000, "USD", None),
    "160,000 Norwegian kroner": (160_000, 160_000, "NOK", None),
    "300 million won": (300_000_000, 300_000_000, "KRW", None),
    "half a million dollars": (500_000, 500_000, "USD", None),
    "two and a half million pounds": (2_500_000, 2_500_000, "GBP", None),
    "one hundred thousand dollars": (100_000, 100_000, "USD", None),
    "50 cents": (0.5, 0.5, "USD", None),
    "$15 to $24 per hour": (15, 24, "USD", "hour"),
    "$10-15 million": (10_000_000, 15_000_000, "USD", None),
    "$800,000 to $1 million": (800_000, 1_000_000, "USD", None),
    "between $10 million and $15 million": (10_000_000, 15_000_000, "USD", None),
    "from $3m to $5m": (3_000_000, 5_000_000, "USD", None),
    "$500k a year": (500_000, 500_000, "USD", "year"),
    "annual salary of $1": (1, 1, "USD", "year"),
    "£1.2m-a-year": (1_200_000, 1_200_000, "GBP", "year"),
    "$20 an hour": (20, 20, "USD", "hour"),
    "$40 million over four years": (40_000_000, 40_000_000, "USD", "P4Y"),
    "four-year, $60 million": (60_000_000, 60_000_000, "USD", "P4Y"),
    "$3 million over 18 months": (3_000_000, 3_000_000, "USD", "P18M"),
    "seven-figure": (1_000_000, 9_999_999, None, None),
    "seven- to nine-figure": (1_000_000, 999_999_999, None, None),
    "low six figures": (100_000, 400_000, None, None),
    "millions of dollars": (1_000_000, None, "USD", None),
    "tens of millions of euros": (10_000_000, None, "EUR", None),
    "multimillion-dollar": (1_000_000, None, "USD", None),
}


@pytest.mark.parametrize("text", SUMS)
def test_sums(text):
    assert normalize_amount(text) == dict(zip(("min", "max", "currency", "per"), SUMS[text], strict=True))


@pytest.mark.parametrize(
    "text", ["", "2%", "minimum wage", "six months", "salary", "5% of the pay", "40 people", "2025"]
)
def test_what_is_no_sum(text):
    assert normalize_amount(text) is None


def test_the_period_of_the_claim_counts_where_the_sum_says_nothing():
    assert normalize_amount("£900", "a day") == {"min": 900, "max": 900, "currency": "GBP", "per": "day"}
    assert normalize_amount("$40 million", "over four years") == {
        **normalize_amount("$40 million"),
        "per": "P4Y",
    }
    assert normalize_amount("$20", "hour")["per"] == "hour"
    assert normalize_amount("$5 an hour", "a year")["per"] == "hour"
    assert normalize_amount("$5", "last season's deal")["per"] is None


def test_the_result_is_the_callers_own():
    first = normalize_amount("$5")
    assert first is not None
    first["min"] = 0
    assert normalize_amount("$5")["min"] == 5


@given(st.text(max_size=200))
def test_never_raises(text):
    found = normalize_amount(text)
    assert found is None or set(found) == {"min", "max", "currency", "per"}


@given(st.text(alphabet="0123456789.,$£€-+ kmbntoradlyeupf%", max_size=60))
def test_never_raises_on_near_sums(text):
    found = normalize_amount(text)
    if found and None not in (found["min"], found["max"]):
        assert found["min"] <= found["max"]


@given(
    st.integers(1, 999_999_999),
    st.sampled_from([("$", "USD"), ("£", "GBP"), ("€", "EUR"), ("A$", "AUD"), ("CHF ", "CHF")]),
    st.sampled_from([("", None), (" a year", "year"), (" per month", "month"), (" over three years", "P3Y")]),
)
def test_written_sums_come_back(value, currency, period):
    text = f"{currency[0]}{value:,}{period[0]}"
    assert normalize_amount(text) == {"min": value, "max": value, "currency": currency[1], "per": period[1]}


@given(st.integers(1, 99_999), st.sampled_from([("m", 10**6), (" billion", 10**9), ("k", 10**3)]))
def test_decimals_of_a_scale_come_out_whole(hundredths, scale):
    found = normalize_amount(f"${hundredths / 100:.2f}{scale[0]}")
    assert found is not None
    assert found["min"] == hundredths * scale[1] // 100
    assert isinstance(found["min"], int)


@given(
    st.integers(1, 99), st.integers(1, 99), st.sampled_from([("million", 10**6), ("bn", 10**9), ("k", 10**3)])
)
def test_a_scale_said_once_holds_for_the_range(one, other, scale):
    low, high = sorted((one, other))
    found = normalize_amount(f"${low} to {high} {scale[0]}")
    assert found is not None
    assert (found["min"], found["max"]) == (low * scale[1], high * scale[1])
