"""Dates: words to ISO 8601, relative ones against the publication date, never today."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimwright.claims.values import normalize_date

WEDNESDAY = "2026-02-25"

ABSOLUTE = {
    "2025": "2025",
    "early 2025": "2025",
    "mid-2024": "2024",
    "mid-to-late 2025": "2025",
    "the end of 2025": "2025",
    "May 2025": "2025-05",
    "Sept. 2019": "2019-09",
    "September of 2021": "2021-09",
    "end of September 2026": "2026-09",
    "May 26, 2025": "2025-05-26",
    "Dec. 15, 2026": "2026-12-15",
    "December 31st, 2025": "2025-12-31",
    "26 May 2025": "2025-05-26",
    "1st of March 2026": "2026-03-01",
    "Thursday, March 5, 2026": "2026-03-05",
    "2026-03-05": "2026-03-05",
    "2026-03": "2026-03",
    "2026-03-05T10:00:00Z": "2026-03-05",
    "5/13/2026": "2026-05-13",
    "13/5/2026": "2026-05-13",
    "3/4/2026": "2026",  # month and day could be either
    "spring 2020": "2020",
    "the summer of 2020": "2020",
    "Q3 2025": "2025",
    "2026 Q1": "2026",
    "third quarter of 2026": "2026",
    "second half of 2026": "2026",
    "first quarter of fiscal 2027": "2027",
    "the back half of calendar 2026": "2026",
    "no earlier than 2027": "2027",
    "effective as of January 2025": "2025-01",
    "10–12 October 2024": "2024-10",
    "Thu 5-Mar-2026 17:00 GMT": "2026-03-05",
}

RELATIVE = {
    "today": "2026-02-25",
    "Yesterday": "2026-02-24",
    "last night": "2026-02-24",
    "tomorrow": "2026-02-26",
    "Wednesday": "2026-02-25",
    "Tuesday": "2026-02-24",
    "late on Monday": "2026-02-23",
    "Tuesday (Feb. 10)": "2026-02-10",
    "Thursday": "2026-02-19",
    "last Wednesday": "2026-02-18",
    "next Monday": "2026-03-02",
    "this Friday": "2026-02-27",
    "Monday last week": "2026-02-16",
    "three days ago": "2026-02-22",
    "three weeks ago": "2026-02",
    "five weeks ago": "2026-01",
    "last week": "2026-02",
    "next week": "2026-03",
    "end of the week": "2026-02",
    "last month": "2026-01",
    "Earlier this month": "2026-02",
    "a little less than one month ago": "2026-01",
    "in six months": "2026-08",
    "last year": "2025",
    "late last year": "2025",
    "earlier this year": "2026",
    "early next year": "2027",
    "two years ago": "2024",
    "38 years ago": "1988",
    "January": "2026-01",
    "in May": "2025-05",
    "last October": "2025-10",
    "this past August": "2025-08",
    "this May": "2026-05",
    "next May": "2026-05",
    "January last year": "2025-01",
    "May of last year": "2025-05",
    "mid-February": "2026-02",
    "Feb. 1": "2026-02-01",
    "November 19": "2025-11-19",
    "effective March 1": "2026-03-01",
    "1 June": "2026-06-01",
    "in March": "2026-03",
    "April 27-29": "2026-04",
    "since Feb. 14": "2026-02-14",
    "the 24th": "2026-02-24",
    "last fall": "2025",
    "next spring": "2026",
    "over the summer": "2025",
    "first quarter": "2026",
    "second half of the year": "2026",
    "over the weekend": "2026-02",
    "29 February": "2024-02-29",
}

AHEAD = {
    "Monday": "2026-03-02",
    "Wednesday": "2026-02-25",
    "May": "2026-05",
    "January": "2027-01",
    "April 30": "2026-04-30",
    "summer": "2026",
    "the 24th": "2026-03-24",
}

NO_DATE = [
    "",
    "recently",
    "effective immediately",
    "over the past 18 months",
    "the last year",
    "in the last two years",
    "past year",
    "early 2000s",
    "March or April",
    "2028 or even 2029",
    "a year later",
    "the following year",
    "at that time",
    "within six months of buying the rival in 2022",
    "26.4 update",
    "Feb. 30",
    "2026-02-30",
    "two decades ago",
    "next season",
]


@pytest.mark.parametrize("text", ABSOLUTE)
def test_absolute_dates_need_no_publication_date(text):
    assert normalize_date(text, None) == ABSOLUTE[text]
    assert normalize_date(text, WEDNESDAY) == ABSOLUTE[text]


@pytest.mark.parametrize("text", RELATIVE)
def test_relative_dates_count_from_publication(text):
    assert normalize_date(text, WEDNESDAY, future=False) == RELATIVE[text]
    assert normalize_date(text, WEDNESDAY + "T23:59:00+02:00", future=False) == RELATIVE[text]
    assert normalize_date(text, None) is None


@pytest.mark.parametrize("text", AHEAD)
def test_what_lies_ahead_is_taken_forward(text):
    assert normalize_date(text, WEDNESDAY, future=True) == AHEAD[text]


@pytest.mark.parametrize("text", NO_DATE)
def test_what_is_no_single_date_stays_unresolved(text):
    assert normalize_date(text, WEDNESDAY) is None


def test_words_that_point_ahead_outrank_the_tense():
    assert normalize_date("by May", WEDNESDAY, future=False) == "2026-05"
    assert normalize_date("since May", WEDNESDAY, future=True) == "2025-05"


def test_a_coarse_publication_date_gives_no_finer_result():
    assert normalize_date("last year", "2026") == "2025"
    assert normalize_date("last month", "2026") is None
    assert normalize_date("last month", "2026-02") == "2026-01"
    assert normalize_date("yesterday", "2026-02") is None


@given(st.text(max_size=200), st.one_of(st.none(), st.text(max_size=30), st.dates().map(str)), st.booleans())
def test_never_raises_and_always_gives_a_real_date(text, published, future):
    found = normalize_date(text, published, future=future)
    assert found is None or _first_day(found)


@given(st.dates(min_value=date(1500, 1, 1), max_value=date(2199, 12, 31)))
def test_written_out_dates_come_back(day):
    for text in (day.isoformat(), f"{day:%B} {day.day}, {day.year}", f"{day.day} {day:%b}. {day.year}"):
        assert normalize_date(text, None) == day.isoformat()
    assert normalize_date(f"{day:%B %Y}", None) == f"{day.year:04}-{day.month:02}"


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2199, 12, 31)), st.integers(0, 6))
def test_a_weekday_is_the_last_or_the_next_within_a_week(day, weekday):
    name = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"][weekday]
    past = date.fromisoformat(normalize_date(name, day.isoformat(), future=False) or "")
    ahead = date.fromisoformat(normalize_date(name, day.isoformat(), future=True) or "")
    assert past.weekday() == ahead.weekday() == weekday
    assert 0 <= (day - past).days < 7
    assert 0 <= (ahead - day).days < 7


def _first_day(found: str) -> date:
    return date(*[*(int(part) for part in found.split("-")), 1, 1][:3])
