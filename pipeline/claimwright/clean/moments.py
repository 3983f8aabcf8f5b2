"""Publication moments as ISO 8601, as precise as the source gives them."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

__all__ = ["dateline", "iso_moment"]

_ISO = re.compile(
    r"(\d{4})-(\d{2})(?:-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)?\s*(Z|[+-]\d{2}:?\d{2})?)?)?\s*$",
    re.IGNORECASE,
)
_SLASHED = re.compile(r"(\d{4})[/.](\d{1,2})[/.](\d{1,2})(?:\s+(\d{2}):(\d{2})(?::(\d{2}))?)?\s*$")
_EPOCH = re.compile(r"\d{10}(?:\d{3})?$")
_NAMES = (
    ("jan", "january"), ("feb", "february"), ("mar", "march"), ("apr", "april"), ("may",), ("jun", "june"),
    ("jul", "july"), ("aug", "august"), ("sep", "sept", "september"), ("oct", "october"), ("nov", "november"),
    ("dec", "december"),
)  # fmt: skip
_MONTHS = {name: number for number, names in enumerate(_NAMES, 1) for name in names}
_MONTH = rf"(?P<month>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})"
_TIME = r"(?:[\s,]*(?:at\s+)?(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::\d{2})?\s*(?P<half>[ap]\.?m\.?)?)?"
_WORDED = (
    re.compile(
        rf"\b{_MONTH}\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>(?:19|20)\d{{2}})\b{_TIME}", re.I
    ),
    re.compile(
        rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+{_MONTH}\.?,?\s+(?P<year>(?:19|20)\d{{2}})\b{_TIME}", re.I
    ),
)
_NUMERIC_LINE = re.compile(
    r"(?P<iso>\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:?\d{2})?)?)"
)
_LABEL = re.compile(
    r"^(?:(?:first\s+)?(?:published|posted|updated|last\s+updated|date|published\s+on|released?|by\b[^\d]{0,60})"
    r"[\s:,|·•-]*)?(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?[\s,]*)?",
    re.IGNORECASE,
)
_PLACE = re.compile(r"\W*[A-Z][\w.,'’/ -]{1,60}?[,–—-]\s*\(?(?:[A-Z]\w+[.,]?\s)?")
_AGENCY = re.compile(r"\)?\s*(?:/[^/]{2,40}/|\([^)]{2,40}\))?,?\s*(?:--|—|–|-|:)")
_AGENCY_HEAD = 160
_LONGEST_LINE = 90
_LONGEST_REST = 30


def iso_moment(value: str) -> str | None:
    """A date or date-time as ISO 8601 with the precision and zone given, or None if it is none.

    Understood are ISO 8601 and its common variants, RFC 2822 (feeds), seconds since 1970, and English dates.
    """
    text = value.strip()
    found = _ISO.match(text)
    if found:
        year, month, day, hour, minute, second, zone = found.groups()
        return _built(year, month, day, (hour, minute, second), zone)
    found = _SLASHED.match(text)
    if found:
        year, month, day, hour, minute, second = found.groups()
        return _built(year, month, day, (hour, minute, second), None)
    if _EPOCH.match(text):
        return datetime.fromtimestamp(int(text[:10]), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    worded = _worded(text)
    if worded and "," in text[:5] and ":" in text:
        try:  # RFC 2822 keeps the zone
            return parsedate_to_datetime(text).isoformat().replace("+00:00", "Z")
        except (ValueError, TypeError, IndexError):
            pass
    return worded


def _built(
    year: str, month: str, day: str | None, time: tuple[str | None, str | None, str | None], zone: str | None
) -> str | None:
    try:
        date(int(year), int(month), int(day or 1))
    except ValueError:
        return None
    result = f"{year}-{int(month):02}" + (f"-{int(day):02}" if day else "")
    hour, minute, second = time
    if hour is None or minute is None or int(hour) > 23 or int(minute) > 59:
        return result
    result += f"T{hour}:{minute}:{second or '00'}"
    if zone:
        result += "Z" if zone in ("Z", "z") else zone if ":" in zone else f"{zone[:3]}:{zone[3:]}"
    return result


def _worded(text: str) -> str | None:
    for pattern in _WORDED:
        found = pattern.search(text)
        if found:
            return _from_words(found)
    return None


def _from_words(found: re.Match[str]) -> str | None:
    month = _MONTHS[found.group("month").lower()]
    hour, minute = found.group("hour"), found.group("minute")
    if hour is not None:
        half = (found.group("half") or "")[:1].lower()
        number = int(hour) % 12 + 12 * (half == "p") if half else int(hour)
        hour = f"{number:02}"
    return _built(found.group("year"), str(month), found.group("day"), (hour, minute, None), None)


def dateline(line: str) -> str | None:
    """The moment a line near the top of an article gives, or None.

    Either the line is little more than a date, or it begins as agencies begin: place, date, perhaps the agency, and
    a dash.
    """
    text = " ".join(line.split())
    if len(text) > _LONGEST_LINE:
        return _agency(text[:_AGENCY_HEAD])
    numeric = _NUMERIC_LINE.search(text)
    found: re.Match[str] | None = numeric
    moment = iso_moment(numeric.group("iso")) if numeric else None
    if found is None:
        for pattern in _WORDED:
            found = pattern.search(text)
            if found:
                moment = _from_words(found)
                break
    if found is None or moment is None:
        return None
    before = _LABEL.sub("", text[: found.start()]).strip(" |·•,-–—")
    rest = len(before) + len(text[found.end() :].strip(" |·•,-–—"))
    return moment if rest <= _LONGEST_REST else None


def _agency(head: str) -> str | None:
    for pattern in _WORDED:
        found = pattern.search(head)
        if found and _PLACE.fullmatch(head[: found.start()]) and _AGENCY.match(head, found.end()):
            return _from_words(found)
    return None
