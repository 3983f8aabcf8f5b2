"""Recognising what a document is written in, by suffix and content."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from claimwright.records import SourceFormat

__all__ = ["format_by_name", "format_of"]

_SUFFIXES = {
    ".txt": SourceFormat.TEXT,
    ".text": SourceFormat.TEXT,
    ".md": SourceFormat.MARKDOWN,
    ".markdown": SourceFormat.MARKDOWN,
    ".mdown": SourceFormat.MARKDOWN,
    ".html": SourceFormat.HTML,
    ".htm": SourceFormat.HTML,
    ".xhtml": SourceFormat.HTML,
}
_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|title|article)[\s>]",
    re.IGNORECASE | re.DOTALL,
)
_HTML_INSIDE = re.compile(r"<(?:p|div|br|span|a|h[1-6]|ul|li)(?:\s[^<>]*)?/?>", re.IGNORECASE)
_MARKDOWN = re.compile(
    r"\A\ufeff?---[ \t]*\r?\n[A-Za-z_][\w.\-]*[ \t]*:"
    r"|^#{1,6}[ \t]+\S"
    r"|\[[^\]\n]+\]\(\s*(?:https?:|/|#|mailto:)"
    r"|\*\*[^*\n]+\*\*",
    re.MULTILINE,
)
_PACKED = (".gz", ".zst", ".bz2", ".xz")
_SAMPLE = 20_000


def format_by_name(name: str) -> SourceFormat | None:
    """The format a file's name promises, or None."""
    path = PurePosixPath(name.replace("\\", "/").lower())
    return _SUFFIXES.get((path.with_suffix("") if path.suffix in _PACKED else path).suffix)


def format_of(text: str, name: str = "") -> SourceFormat:
    """The format of decoded text: by the name's suffix, else by what it looks like.

    A page saved as ``.txt`` is still a page, so a document that begins as HTML is HTML whatever it is called.
    """
    sample = text[:_SAMPLE]
    if _HTML.match(sample.lstrip("\ufeff")):
        return SourceFormat.HTML
    named = format_by_name(name)
    if named is not None:
        return named
    if len(_HTML_INSIDE.findall(sample)) > 2:
        return SourceFormat.HTML
    return SourceFormat.MARKDOWN if _MARKDOWN.search(sample) else SourceFormat.TEXT
