import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimwright.clean.moments import dateline, iso_moment


@pytest.mark.parametrize(
    ("value", "moment"),
    [
        ("2025-05-26", "2025-05-26"),
        ("2025-05", "2025-05"),
        ("2025-05-26T09:30:00.000Z", "2025-05-26T09:30:00Z"),
        ("2025-05-26 09:30", "2025-05-26T09:30:00"),
        ("2025-05-26T09:30:00+0200", "2025-05-26T09:30:00+02:00"),
        ("2025/5/6", "2025-05-06"),
        ("Mon, 26 May 2025 09:30:00 +0200", "2025-05-26T09:30:00+02:00"),
        ("Mon, 26 May 2025 09:30:00 GMT", "2025-05-26T09:30:00Z"),
        ("May 26, 2025", "2025-05-26"),
        ("26th Sept. 2025", "2025-09-26"),
        ("Feb 18, 2026, 5:04 PM EST", "2026-02-18T17:04:00"),
        ("12:05 am", None),
        ("Feb 8, 2026 12:05am UTC", "2026-02-08T00:05:00"),
        ("1748251800", "2025-05-26T09:30:00Z"),
        ("1748251800123", "2025-05-26T09:30:00Z"),
        ("2025-13-40", None),
        ("February 30, 2025", None),
        ("soon", None),
        ("", None),
    ],
)
def test_moments(value, moment):
    assert iso_moment(value) == moment


@pytest.mark.parametrize(
    ("line", "moment"),
    [
        ("May 26, 2025", "2025-05-26"),
        ("Published: 2025-05-26 09:00:00", "2025-05-26T09:00:00"),
        ("By Ann Ash | 26 May 2025", "2025-05-26"),
        ("Monday, May 26th, 2025 at 9:30 am", "2025-05-26T09:30:00"),
        (
            "LEEDS, UK, May 26, 2025 /Oven Wire/ -- Larkspur Foods has hired an engineer. " + "x" * 80,
            "2025-05-26",
        ),
        ("Leeds – 26 May 2025 – Larkspur Foods has hired an engineer. " + "x" * 80, "2025-05-26"),
        ("Holt left Bramble on May 26, 2025, and will join Larkspur in June.", None),
        ("Larkspur, which Holt left on May 26, 2025 - " + "x" * 100, None),
        ("Version 2025-05-26 of the plan was signed by the board", None),
    ],
)
def test_date_lines(line, moment):
    assert dateline(line) == moment


@given(st.datetimes())
def test_every_moment_in_iso_form_comes_back(when):
    assert iso_moment(when.isoformat(timespec="seconds")) == when.isoformat(timespec="seconds")


@given(st.text())
def test_any_text_is_a_moment_or_none(text):
    for found in (iso_moment(text), dateline(text)):
        assert found is None or found[:4].isdigit()
