"""Sums of money in the words of an article: least, most, currency, and the time they are paid for."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib import resources
from typing import Any

from claimwright.claims.values.numbers import NUMBER, load_words, read_number

__all__ = ["normalize_amount"]

_LONGEST = 120  # code points
_FIGURE_WORDS = {**load_words("numbers.json")["units"]}
_FIGURES = re.compile(
    r"(?:(low|mid|high)[ -])?"
    r"(two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,2})"
    r"(?:[ -]*(?:to|or|-)[ -]*(two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,2}))?[ -]figures?\b"
)
_PLURAL_SCALE = re.compile(
    r"\b(?:(tens|hundreds|dozens) of )?(?:(thousand|million|billion)s|(multi)[ -]?(thousand|million|billion))\b"
)
_MULTIPLES = {"tens": 10, "dozens": 24, "hundreds": 100}
_SPAN = re.compile(rf"\b(?:over|for|in|across|through|spread over)? ?({NUMBER}) (year|month|week|day)s?\b")


def normalize_amount(text: str, period: str | None = None) -> dict[str, Any] | None:
    """The sum that words stand for, or None where they name no sum of money.

    Args:
        text: the words, as they stand ("up to $100 million over four years").
        period: the words of the claim's period, where it has one ("a year"); counts where the sum's own say nothing.

    Returns:
        ``{"min", "max", "currency", "per"}``: numbers in units of the currency, None where the range is open;
        an ISO 4217 code, None where the words name none; ``year``, ``month``, ``week``, ``day``, ``hour`` or
        an ISO 8601 duration (``P4Y``), None where it is paid once or not said. "$" alone is the US dollar,
        "¥" the yen. A number of figures gives the range of all such numbers.
    """
    found = _normalize(text[: _LONGEST + 1])
    if found is None:
        return None
    return {**found, "per": found["per"] or (_per(" ".join(period.casefold().split())) if period else None)}


@lru_cache(maxsize=16384)
def _normalize(text: str) -> Mapping[str, Any] | None:
    plain = " ".join(
        text.replace("\\", "")
        .translate({0x2013: "-", 0x2014: "-", 0x2010: "-", 0x2011: "-"})
        .casefold()
        .split()
    )
    if len(text) > _LONGEST or not plain:
        return None
    for reader in (_figures, _numbers, _plural_scale):
        found = reader(plain)
        if found is not None:
            (low, high, currency), (start, end) = found
            rest = f"{plain[:start]} ; {plain[end:]}"
            return {"min": _exact(low), "max": _exact(high), "currency": currency, "per": _per(rest)}
    return None


_Sum = tuple[float | None, float | None, str | None]
_Found = tuple[_Sum, tuple[int, int]]


def _exact(value: float | None) -> float | int | None:
    """A whole number as int, else hundredths: 4.1 million is not quite that as a double."""
    if value is None:
        return None
    value = round(value, 2)
    return int(value) if value == int(value) else value


def _figures(plain: str) -> _Found | None:
    """As "seven-figure", "low six figures", "seven- to nine-figure"."""
    match = _FIGURES.search(plain.replace("- to", " to"))
    if match is None:
        return None
    part, first, second = match.groups()
    low, high = _figure(first), _figure(second or first)
    least, most = 10.0 ** (low - 1), 10.0**high - 1
    if part and not second:
        third = (10.0**high - least) / 3
        least, most = {
            "low": (least, least + third),
            "mid": (least + third, least + 2 * third),
            "high": (least + 2 * third, most),
        }[part]
    return (float(round(least)), float(round(most)), _worded_currency(plain)), match.span()


def _figure(word: str) -> int:
    return min(max(int(word) if word.isdigit() else _FIGURE_WORDS[word], 1), 15)


def _numbers(plain: str) -> _Found | None:
    """Numbers with a currency before or after, alone or as a range."""
    matches = [match for pattern in _amount_patterns() if (match := pattern.search(plain))]
    if not matches:
        return None
    match = min(matches, key=lambda one: one.start())
    parts = match.groupdict()
    value, second = read_number(parts["first"]), read_number(parts["second"]) if parts["second"] else None
    currency, factor = _currency(parts)
    if value is None or (parts["second"] and second is None):
        return None
    if second is not None and not _has_scale(parts["first"]) and value < 1000 and value <= second:
        # "$10-15 million": the scale is said once
        value *= _scale_of(parts["second"])
    value, second = value * factor, second * factor if second is not None else None
    before, after = plain[: match.start()].rstrip(), plain[match.end() :].lstrip(" ,")
    low, high = (value, value) if second is None else (min(value, second), max(value, second))
    if second is None and (parts["plus"] or _ends_with(before, "at_least") or _starts_with(after, "or_more")):
        return (low, None, currency), match.span()
    if second is None and (_ends_with(before, "at_most") or _starts_with(after, "or_less")):
        return (None, high, currency), match.span()
    return (low, high, currency), match.span()


def _plural_scale(plain: str) -> _Found | None:
    """As "millions of dollars", "a multimillion-dollar package": at least one of them."""
    match = _PLURAL_SCALE.search(plain)
    currency = _worded_currency(plain)
    if match is None or currency is None:
        return None
    multiple, plural, _, multi = match.groups()
    scale = load_words("numbers.json")["scales"][plural or multi]
    return (float(scale * _MULTIPLES.get(multiple or "", 1)), None, currency), match.span()


def _has_scale(number: str) -> bool:
    return bool(re.search(r"[a-z]", number))


def _scale_of(number: str) -> float:
    words = re.findall(r"[a-z]+", number)
    factor = 1.0
    for word in words:
        factor *= load_words("numbers.json")["scales"].get(word, 1)
    return factor


def _ends_with(before: str, key: str) -> bool:
    phrases: list[str] = _data()[key]
    return any(before == phrase or before.endswith(" " + phrase) for phrase in phrases)


def _starts_with(after: str, key: str) -> bool:
    phrases: list[str] = _data()[key]
    return any(after == phrase or after.startswith(phrase + " ") for phrase in phrases)


def _currency(parts: Mapping[str, str | None]) -> tuple[str | None, float]:
    """The currency of a match, and 0.01 where its number counts cents."""
    data = _data()
    if parts.get("sign"):
        return _code(str(parts["sign"]).strip()), 1.0
    word = (parts.get("word") or "").strip("- ")
    if word in data["hundredths"]:
        return data["hundredths"][word], 0.01
    return data["words"].get(word) or _code(word), 1.0


def _code(sign: str) -> str | None:
    data = _data()
    if sign.rstrip(".") in data["symbols"]:
        symbol: str = data["symbols"][sign.rstrip(".")]
        return symbol
    code = sign.upper()
    alias: str | None = data["code_aliases"].get(code, code if code in data["codes"] else None)
    return alias


def _worded_currency(plain: str) -> str | None:
    for word, code in _data()["words"].items():
        if re.search(rf"\b{re.escape(word)}\b", plain):
            return str(code)
    return next(
        (str(code) for sign, code in _data()["symbols"].items() if sign[-1] in "$£€¥₹" and sign in plain),
        None,
    )


def _per(rest: str) -> str | None:
    """What the words around a sum say of the time it is paid for."""
    data, rest = _data(), rest.replace("-", " ")
    for period, phrases in data["per"].items():
        if rest == period or any(
            re.search(rf"(?<![a-z]){re.escape(phrase)}(?![a-z])", rest) for phrase in phrases
        ):
            return str(period)
    match = _SPAN.search(rest)
    number = read_number(match.group(1)) if match else None
    if match is None or number is None or number != int(number) or not 0 < number < 1000:
        return None
    return f"P{int(number)}{data['span_units'][match.group(2)]}"


@cache
def _data() -> dict[str, Any]:
    text = (resources.files("claimwright.claims.values") / "amounts.json").read_text(encoding="utf-8")
    data: dict[str, Any] = json.loads(text)
    data["words"] = dict(sorted(data["words"].items(), key=lambda item: -len(item[0])))
    data["symbols"] = dict(sorted(data["symbols"].items(), key=lambda item: -len(item[0])))
    return data


@cache
def _amount_patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A sum whose currency stands before the number, and one whose currency stands after it."""
    data = _data()
    symbols = "|".join(
        re.escape(symbol) + (r"\b\.?" if symbol[-1].isalpha() else "") for symbol in data["symbols"]
    )
    codes = "|".join(code.casefold() for code in data["codes"])
    sign = rf"(?<![a-z])(?:{symbols}|(?:{codes})\b)"
    worded = sorted([*data["words"], *data["hundredths"]], key=len, reverse=True)
    after = rf"[ -]?(?:{'|'.join(map(re.escape, worded))}|{codes}|€|£|zł|kr)(?![a-z])"
    between = r" ?(?:-|to|and|or) ?"
    first, second, plus = rf"(?P<first>{NUMBER})", rf"(?P<second>{NUMBER})", r"(?P<plus> ?\+)?"
    sign_first = rf"(?P<sign>{sign}) ?{first}(?:{between}(?:{sign})? ?{second})?{plus}"
    word_last = rf"(?<![\w.,]){first}(?:{after})?(?:{between}{second})?{plus}(?P<word>{after})"
    return re.compile(sign_first), re.compile(word_last)
