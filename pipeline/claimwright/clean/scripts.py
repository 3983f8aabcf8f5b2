"""Writing systems: which one an article is in, and which passages are in another."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

__all__ = ["begins_foreign", "main_script", "script_of"]

_SCRIPTS = {
    "latin": re.compile(r"[A-Za-z\u00aa\u00ba\u00c0-\u024f\u1e00-\u1eff]+"),
    "cjk": re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff]+"),
    "cyrillic": re.compile(r"[\u0400-\u052f]+"),
    "arabic": re.compile(r"[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff]+"),
    "hebrew": re.compile(r"[\u0590-\u05ff]+"),
    "greek": re.compile(r"[\u0370-\u03ff\u1f00-\u1fff]+"),
    "indic": re.compile(r"[\u0900-\u0dff]+"),
    "thai": re.compile(r"[\u0e00-\u0e7f]+"),
}
_LABEL = 80
_WEIGHTS = {"cjk": 3}
"""Letters of Latin text that one character says as much as."""


_FOREIGN = re.compile(r"[\u0370-\u1dff\u2c00-\ud7ff\uf900-\ufaff\ufb1d-\ufdff\ufe70-\ufeff]")


def _counts(text: str) -> dict[str, int]:
    """Letters of each script, weighted; all of a text without letters of another script counts as Latin."""
    if text.isascii() or not _FOREIGN.search(text):
        return {"latin": len(text)}
    return {
        name: _WEIGHTS.get(name, 1) * sum(map(len, pattern.findall(text)))
        for name, pattern in _SCRIPTS.items()
    }


def script_of(text: str) -> str | None:
    """The script most of a text is in, or None if it has no letters of those known here."""
    counts = _counts(text)
    name = max(counts, key=counts.__getitem__)
    return name if counts[name] and any(map(str.isalpha, text)) else None


def main_script(texts: Iterable[str]) -> str | None:
    """The script most of the passages together are in."""
    total: Counter[str] = Counter()
    for text in texts:
        for name, count in _counts(text).items():
            total[name] += count
    common = total.most_common(1)
    return common[0][0] if common and common[0][1] else None


def begins_foreign(text: str, main: str) -> bool:
    """Whether a text begins in another script and is short, or ends in it: a label around quoted words."""
    if main != "latin" or not _FOREIGN.match(text):
        return False
    return len(text) <= _LABEL or _FOREIGN.match(text[-1]) is not None
