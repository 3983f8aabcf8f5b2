"""Which language a text is in."""

from __future__ import annotations

__all__ = ["language_of"]

_SAMPLE = 3000


def language_of(text: str) -> str:
    """The ISO 639-1 code of the language, by py3langid on the first 3,000 code points; ``und`` without letters."""
    sample = text[:_SAMPLE]
    if not any(char.isalpha() for char in sample):
        return "und"
    import py3langid

    code: str = py3langid.classify(sample)[0]
    return code
