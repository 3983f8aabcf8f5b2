"""Text made safe to show: what an article says must not steer a terminal or a spreadsheet."""

from __future__ import annotations

import re

__all__ = ["encodable", "inert_cell", "printable"]

# C0 and C1 controls (escape sequences start with one), bidirectional overrides, and lone surrogates.
_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_BREAKS = re.compile(r"[\t\n\r\u2028\u2029]+")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def printable(text: str, *, one_line: bool = False) -> str:
    """``text`` with everything that could move a cursor or reorder a line replaced by U+FFFD.

    Args:
        text: anything, also paths with undecodable bytes.
        one_line: also turn line breaks and tabs into one space.
    """
    text = _BREAKS.sub(" ", text) if one_line else text.replace("\r\n", "\n").replace("\r", "\n")
    return _UNSAFE.sub("\ufffd", text)


def encodable(text: str) -> str:
    r"""``text`` with lone surrogates written as ``\udc80``, for formats that only hold valid Unicode."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def inert_cell(text: str) -> str:
    """``text`` for a spreadsheet cell: what would be read as a formula gets an apostrophe in front.

    Source: OWASP, "CSV Injection".
    """
    return f"'{text}" if text.startswith(_FORMULA) else text
