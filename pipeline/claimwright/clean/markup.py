"""What a reader sees of a slice of the source: markup taken out, references decoded.

Independent of the code that builds the maps: a handful of substitutions, so that it can prove them.
"""

from __future__ import annotations

import re
from html import unescape

from claimwright.records import SourceFormat

__all__ = ["agrees", "fold", "visible"]

_HTML = (
    re.compile(r"<!--.*?-->|<(script|style|svg|textarea|iframe)\b.*?</\1\s*>", re.DOTALL | re.IGNORECASE),
    re.compile(r"""</?[a-zA-Z!?](?:[^>"']|"[^"]*"|'[^']*')*>"""),
)
_LINK_TARGET = (
    r"\]\(\s*(?:<[^<>\n]*>|(?:[^\s()\\]|\\.|\((?:[^\s()\\]|\\.)*\))*)"
    r"""(?:\s+(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'))?\s*\)"""
)
_IMAGE = re.compile(rf"!\[(?:[^\[\]\\]|\\.|\[[^\[\]]*\])*{_LINK_TARGET}")
_LINK = re.compile(rf"\[((?:[^\[\]\\]|\\.)*){_LINK_TARGET}")
_TARGET = re.compile(_LINK_TARGET)
_MARKDOWN_TAG = re.compile(r"<!--.*?-->|</?[A-Za-z][A-Za-z0-9:\-]*(?:\s[^<>]*)?/?>", re.DOTALL)
_AUTOLINK = re.compile(r"<([A-Za-z][A-Za-z0-9+.\-]+:[^\s<>]*)>")
_LINE_START = re.compile(r"(?<=[\r\n])[ \t]*>[> \t]*")
_ESCAPE = re.compile(r"""\\([!-/:-@\[-`{-~])""")
_EMPHASIS = (
    re.compile(r"(\*{1,3}|~~)(?=\S)((?:(?!\1).){1,1000}?)(?<=\S)\1", re.DOTALL),
    re.compile(r"(?<!\w)(_{1,3})(?=\S)((?:(?!\1).){1,1000}?)(?<=\S)\1(?!\w)", re.DOTALL),
    re.compile(r"(`{1,3})((?:(?!\1).){1,1000}?)\1", re.DOTALL),
)
_LABEL = re.compile(r"\]\[[^\[\]]{0,200}\]")
_MARKED = re.compile(r"[\[\]<>&\\*_~`!]")
_SIGNS = re.compile(r"[*_~`\[\]\\]")


def fold(text: str) -> str:
    """The text with every run of white space as one blank, and none at the ends."""
    return " ".join(text.split())


def visible(source_slice: str, source_format: SourceFormat) -> str:
    """What a reader sees of a slice of a source.

    Args:
        source_slice: part of a source, cut at visible characters.
        source_format: what it is written in.

    Returns:
        For HTML the slice without comments, scripts and tags, entity references decoded. For Markdown without
        the syntax of images, links, emphasis, code, quotes, inline HTML and escapes; brackets and marks that
        belong to markup outside the slice stay (``agrees`` allows for that). Text as it is.
    """
    if source_format is SourceFormat.HTML:
        for pattern in _HTML:
            source_slice = pattern.sub("", source_slice)
        return unescape(source_slice)
    if source_format is SourceFormat.MARKDOWN:
        return _markdown(source_slice)
    return source_slice


def agrees(source_slice: str, text: str, source_format: SourceFormat) -> bool:
    """Whether a cleaned text is what the source slice shows, white space folded.

    A slice of Markdown may begin or end inside a link or an emphasis, whose other mark is then missing. So where
    the plain comparison fails there, brackets, emphasis marks and backslashes are left out of both sides (and the
    labels of ``[text][label]``, which are markup only if the document defines them); every other character has to
    be equal.
    """
    if source_slice == text and not _MARKED.search(text):
        return True
    if fold(visible(source_slice, source_format)) == fold(text):
        return True
    if source_format is not SourceFormat.MARKDOWN:
        return False
    wanted = _bare(text)
    return wanted in (_bare(source_slice), _bare(_LABEL.sub("]", source_slice)))


def _bare(text: str) -> str:
    return fold(_SIGNS.sub("", _markdown(text)))


def _markdown(text: str) -> str:
    text = _LINE_START.sub("", text)
    text = _IMAGE.sub("", text)
    for _ in range(3):  # an image or another bracket inside a link
        text = _LINK.sub(r"\1", text)
    text = _TARGET.sub("", text)
    text = _AUTOLINK.sub(r"\1", text)
    text = _MARKDOWN_TAG.sub("", text)
    for pattern in _EMPHASIS:
        text = pattern.sub(r"\2", text)
    return unescape(_ESCAPE.sub(r"\1", text))
