"""Works out a date from the parts a pattern found, counting from the day of publication."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from claimwright.claims.values.numbers import read_number

__all__ = ["RESOLVERS", "Anchor", "Day"]

_DAY, _MONTH, _YEAR = 3, 2, 1
# "Effective March 1", told in February as a fact, is the one to come: how many times nearer than the last it must be.
_NEARER_DAY, _NEARER_MONTH = 2, 3
_FIRST_YEAR, _LAST_YEAR = 1000, 9000  # publication dates beyond are errors, and would overflow


@dataclass(frozen=True, slots=True)
class Day:
    """A day, month or year: the parts that are known."""

    year: int
    month: int | None = None
    day: int | None = None

    @property
    def precision(self) -> int:
        """1 for a year, 2 for a month, 3 for a day."""
        return _DAY if self.day else _MONTH if self.month else _YEAR

    def iso(self) -> str:
        """As ISO 8601 writes it."""
        return "-".join([f"{self.year:04}", *(f"{part:02}" for part in (self.month, self.day) if part)])


@dataclass(frozen=True, slots=True)
class Anchor:
    """The day to count from, if there is one, and whether the event lies ahead of it (None: not known)."""

    day: date | None
    precision: int
    future: bool | None

    @classmethod
    def of(cls, published: str | None, future: bool | None) -> Anchor:
        """The anchor of an ISO date, date-time, month or year; anything else is no anchor."""
        match = re.match(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?!\d)", published or "")
        if match is None:
            return cls(None, 0, future)
        parts = [int(part) for part in match.groups() if part]
        try:
            day = date(*parts, *([1] * (3 - len(parts))))
        except ValueError:
            return cls(None, 0, future)
        return cls(day if _FIRST_YEAR < day.year < _LAST_YEAR else None, len(parts), future)

    def allows(self, found: Day) -> bool:
        """Whether the date exists at all."""
        try:
            date(found.year, found.month or 1, found.day or 1)
        except ValueError:
            return False
        return True


Grammar = Mapping[str, Any]
Parts = Mapping[str, str]


def _number(text: str) -> int:
    return int(re.sub(r"\D", "", text))


def _relative(anchor: Anchor, precision: int) -> date | None:
    """The day of publication, if it is known well enough for a result of this precision."""
    return anchor.day if anchor.precision >= precision else None


def _calendar(parts: Parts, anchor: Anchor, grammar: Grammar) -> Day | None:
    """Dates by number or month name, with or without year."""
    if "iso_year" in parts:
        day = parts.get("iso_day")
        return Day(int(parts["iso_year"]), int(parts["iso_month"]), int(day) if day else None)
    month = grammar["months"][parts["month"]] if "month" in parts else None
    day_number = _number(parts["day"]) if "day" in parts else None
    if "year" in parts:
        return Day(int(parts["year"]), month, day_number)
    base = _relative(anchor, _DAY if day_number else _MONTH)
    if base is None or month is None:
        return None
    if "year_which" in parts:
        return Day(base.year + grammar["which"][parts["year_which"]], month, day_number)
    which = grammar["which"].get(parts.get("which", ""))
    if day_number is None:
        return _bare_month(month, base, which, anchor.future)
    return _bare_day(month, day_number, base, which, anchor.future)


def _bare_month(month: int, base: date, which: int | None, future: bool | None) -> Day:
    """A month without year: the last, this year's, the next, or the one on the side the event is on."""
    if which == 0:
        return Day(base.year, month)
    if which is not None:
        return Day(base.year + (which if (month - base.month) * which <= 0 else 0), month)
    ahead = (month - base.month) % 12
    if future is None:
        future = 0 < ahead < 6
    elif not future:
        future = 0 < ahead * _NEARER_MONTH < 12 - ahead
    if future:
        return Day(base.year + (month < base.month), month)
    return Day(base.year - (month > base.month), month)


def _bare_day(month: int, day: int, base: date, which: int | None, future: bool | None) -> Day | None:
    """A day of a month without year."""
    around = []
    for year in range(base.year - 8, base.year + 9):  # far enough for a 29 February
        try:
            around.append(date(year, month, day))
        except ValueError:
            continue
    before = [one for one in around if one <= base]
    after = [one for one in around if one >= base]
    if not before or not after:
        return None
    past, coming = before[-1], after[0]
    if which == 0:
        return Day(base.year, month, day)
    if which is not None:
        future = which > 0
    elif future is None:
        future = coming - base < base - past
    elif not future:
        future = (coming - base) * _NEARER_DAY < base - past
    chosen = coming if future else past
    return Day(chosen.year, month, day)


def _slashes(parts: Parts, anchor: Anchor, grammar: Grammar) -> Day | None:
    """Numbers only: month and day where only one order can be meant, else the year alone."""
    first, second, year = int(parts["first"]), int(parts["second"]), int(parts["year"])
    if first == second:
        return Day(year, first, second)
    if first > 12 >= second:
        return Day(year, second, first)
    return Day(year, first, second) if second > 12 >= first else Day(year)


def _block(parts: Parts, anchor: Anchor, grammar: Grammar) -> Day | None:
    """Quarters, halves and seasons: the year they start in, or the year of publication while they run."""
    if "year" in parts:
        return Day(int(parts["year"]))
    base = _relative(anchor, _MONTH)
    if base is None:
        return None
    if "year_which" in parts:
        return Day(base.year + grammar["which"].get(parts["year_which"].split()[-1], 0))
    start, length = grammar["blocks"][parts["block"]]
    which = grammar["which"].get(parts.get("which", ""), 0)
    named = parts.get("which") not in (None, "the")
    now = base.year * 12 + base.month - 1
    starts = [(base.year + shift) * 12 + start - 1 for shift in range(-2, 3)]
    running = any(one <= now < one + length for one in starts)
    if which == 0 and (named or running):
        return Day(base.year)
    coming = next(one for one in starts if one > now)
    past = [one for one in starts if one + length <= now][-1]
    nearer = coming - now < now - past if anchor.future is None else anchor.future
    return Day((coming if (which > 0 if named else nearer) else past) // 12)


def _day(parts: Parts, anchor: Anchor, grammar: Grammar) -> Day | None:
    """Yesterday and the like, and a day of the month alone ("the 24th")."""
    base = _relative(anchor, _DAY)
    if base is None:
        return None
    if "name" in parts:
        return _of(base + timedelta(days=grammar["days"][parts["name"]]))
    wanted = _number(parts["day"])
    step = timedelta(days=1 if anchor.future else -1)
    for distance in range(62):
        one = base + distance * step
        if one.day == wanted:
            return _of(one)
    return None


def _weekday(parts: Parts, anchor: Anchor, grammar: Grammar) -> Day | None:
    """The most recent such day, that of publication included, unless the words or the event point ahead."""
    base = _relative(anchor, _DAY)
    if base is None:
        return None
    wanted = grammar["weekdays"][parts["weekday"]]
    monday = base - timedelta(days=base.weekday())
    if "week_which" in parts:
        return _of(monday + timedelta(days=wanted + 7 * grammar["which"][parts["week_which"]]))
    back = (base.weekday() - wanted) % 7
    ahead = (wanted - base.weekday()) % 7
    word = parts.get("which")
    if word in {"this", "current"}:
        return _of(monday + timedelta(days=wanted))
    which = grammar["which"].get(word, 0)
    if which < 0:
        return _of(base - timedelta(days=back or 7))
    if which > 0:
        return _of(base + timedelta(days=ahead or 7))
    return _of(base + timedelta(days=ahead) if anchor.future else base - timedelta(days=back))


def _period(parts: Parts, anchor: Anchor, grammar: Grammar) -> Day | None:
    """Last, this or next week, weekend, month, quarter or year."""
    unit, word = parts["unit"], parts["which"]
    base = _relative(anchor, {"week": _DAY, "weekend": _DAY, "year": _YEAR}.get(unit, _MONTH))
    if base is None:
        return None
    which = grammar["which"][word]
    if unit in {"week", "weekend"}:
        day = (
            base
            - timedelta(days=base.weekday())
            + timedelta(days=7 * which + (5 if unit == "weekend" else 3))
        )
        if unit == "weekend" and word == "the" and day > base and not anchor.future:
            day -= timedelta(days=7)
        return Day(day.year, day.month)
    if unit == "year":
        return Day(base.year + which)
    moved = _months(base, which * (3 if unit == "quarter" else 1))
    return Day(moved.year) if moved and unit == "quarter" else moved


def _distance(parts: Parts, anchor: Anchor, grammar: Grammar) -> Day | None:
    """So many days, weeks, months or years before or after publication, at the precision of the unit."""
    unit = grammar["units"][parts["unit"]]
    number = 1.0 if parts["number"] in {"a", "an"} else read_number(parts["number"])
    base = _relative(anchor, {"day": _DAY, "week": _DAY, "month": _MONTH, "year": _YEAR}.get(unit, _DAY + 1))
    if base is None or number is None or not 0 <= number <= 5000:
        return None
    count = number * (-1 if parts["direction"] == "ago" else 1)
    if unit == "year":
        return (
            _months(base, round(count * 12), _YEAR)
            if anchor.precision >= _MONTH
            else Day(base.year + int(count))
        )
    if unit == "month":
        return _months(base, round(count))
    day = base + timedelta(days=round(count * (7 if unit == "week" else 1)))
    return _of(day) if unit == "day" else Day(day.year, day.month)


def _months(base: date, shift: int, precision: int = _MONTH) -> Day | None:
    months = base.year * 12 + base.month - 1 + shift
    if not 12 <= months < _LAST_YEAR * 12:
        return None
    return Day(months // 12, months % 12 + 1 if precision == _MONTH else None)


def _of(day: date) -> Day:
    return Day(day.year, day.month, day.day)


RESOLVERS: Mapping[str, Callable[[Parts, Anchor, Grammar], Day | None]] = {
    "calendar": _calendar,
    "slashes": _slashes,
    "block": _block,
    "day": _day,
    "weekday": _weekday,
    "period": _period,
    "distance": _distance,
}
"""What the patterns of ``dates.json`` name under ``resolve``."""
