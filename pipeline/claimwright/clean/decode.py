"""From bytes to text: byte order mark, declaration, UTF-8, and only then detection."""

from __future__ import annotations

import re
from typing import NamedTuple

from claimwright.errors import DocumentError

__all__ = ["Decoded", "decode"]


class Decoded(NamedTuple):
    """Decoded text with the encoding used and how it was found."""

    text: str
    encoding: str
    method: str


_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),  # the mark stays in the text as U+FEFF, as plain UTF-8 decoding gives it
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_MAGIC = (
    (b"%PDF-", "a PDF file"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\x7fELF", "a program"),
    (b"PK\x03\x04", "a ZIP archive or office file"),
    (b"\xd0\xcf\x11\xe0", "an office file"),
    (b"SQLite format 3", "a database"),
    (b"{\\rtf", "a rich text file"),
)
_DECLARED = re.compile(
    rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._:-]+)|<meta[^>]{0,300}?charset\s*=\s*["']?\s*([A-Za-z0-9._:-]+)""",
    re.IGNORECASE,
)
_DECLARATION_BYTES = 4096
_UTF8 = ("utf-8", "utf8")
_CONTROLS = bytes({*range(0x20), 0x7F} - set(b"\t\n\v\f\r\x1b"))
"""Bytes that text does not have, beyond a stray one (an escape begins a colour code in logs)."""
_CONTROL_SHARE = 0.01
_ODD_BYTES = re.compile(rb"[\x80-\xff]+")
# What pages call Latin-1 is Windows-1252 (WHATWG Encoding Standard, section 4.2).
_ALIASES = {
    "iso-8859-1": "cp1252",
    "latin-1": "cp1252",
    "latin1": "cp1252",
    "ascii": "cp1252",
    "us-ascii": "cp1252",
}
_DETECTION_BYTES = 200_000
_CONFIDENT_MESS = 0.05
_TOLD_APART = frozenset(
    ("cp1251", "koi8_r", "koi8_u", "cp866", "iso8859_5", "cp932", "shift_jis", "euc_jp", "gb18030", "gb2312", "gbk",
     "big5", "euc_kr", "cp949", "johab", "cp1253", "iso8859_7", "cp1255", "iso8859_8", "cp1256", "iso8859_6")
)  # fmt: skip
"""Encodings charset-normalizer tells from others. Among those of Latin script it guesses (version 3.4)."""
_ODD_LETTERS = re.compile(r"[À-ÖØ-öø-ÿŒœŠšŽžŸ]+")
_ODD_RUN = 2
_NOT_WESTERN = re.compile(r"[^\x00-\x7f\xa0À-ÖØ-öø-ÿŒœŠšŽžŸ“”‘’„‚‹›«»–—…€£¥¢©®™°·•§¡¿ºª½¼¾²±×´]")


def decode(content: bytes | str, *, encoding: str | None = None, declared: str | None = None) -> Decoded:
    """Decode a document without changing a character of it: line ends stay as they are.

    Args:
        content: the document; text is checked and passed through.
        encoding: taken instead of everything else.
        declared: what the carrier says (an HTTP header, a WARC record).

    Raises:
        DocumentError: E103 if nothing but white space is there, E104 if it is binary, E105 if it cannot be
            decoded with confidence.
    """
    if isinstance(content, str):
        return _checked(Decoded(content, "utf-8", "carrier"))
    if not content:
        raise DocumentError("E103")
    for magic, name in _MAGIC:
        if content.startswith(magic):
            raise DocumentError("E104", detail=name)
    return _checked(_decode(content, encoding, declared))


def _decode(content: bytes, encoding: str | None, declared: str | None) -> Decoded:
    marked = next((name for mark, name in _MARKS if content.startswith(mark)), None)
    if encoding or marked:
        name = encoding or marked or ""
        return Decoded(_strict(content, name), name, "setting" if encoding else "byte-order-mark")
    if b"\x00" in content:
        return _wide(content)
    name = (declared or _declaration(content) or "").lower()
    if name.startswith("iso-2022"):  # its bytes are all ASCII, so they would pass for UTF-8
        return Decoded(_strict(content, name), name, "declaration")
    try:
        # Bytes that are well-formed UTF-8 are that, whatever is declared: no other text looks like it by accident.
        return Decoded(content.decode("utf-8"), "utf-8", "declaration" if name in _UTF8 else "utf-8")
    except UnicodeDecodeError as error:
        if name and name not in _UTF8:
            return Decoded(_strict(content, name), name, "declaration")
        return _detect(content, error)


def _declaration(content: bytes) -> str | None:
    """The encoding an XML declaration or a meta tag names."""
    found = _DECLARED.search(content, 0, _DECLARATION_BYTES)
    return next(filter(None, found.groups())).decode("ascii") if found else None


def _strict(content: bytes, encoding: str) -> str:
    """Decode, or say where it fails.

    Raises:
        DocumentError: E105.
    """
    name = _ALIASES.get(encoding.lower(), encoding)
    try:
        return content.decode(name)
    except LookupError:
        raise DocumentError("E105", detail=f"no encoding is called {encoding!r}") from None
    except UnicodeDecodeError as error:
        if name == "cp1252":
            return content.decode("latin-1")
        raise DocumentError("E105", detail=f"not {encoding} at byte {error.start}") from None


def _wide(content: bytes) -> Decoded:
    """UTF-16 without a mark, told by zeros in every other byte; anything else with a zero is binary."""
    sample = content[:_DETECTION_BYTES]
    for name, zeros in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[0::2])):
        if len(content) % 2 == 0 and zeros and zeros.count(0) > 0.7 * len(zeros):
            return Decoded(_strict(content, name), name, "detection")
    raise DocumentError("E104", detail=f"a zero byte at {content.index(0)}")


def _detect(content: bytes, error: UnicodeDecodeError) -> Decoded:
    """Guess a legacy encoding; refuse UTF-8 with a few bad bytes and what cannot be told with confidence.

    Raises:
        DocumentError: E105.
    """
    valid, invalid = _utf8_share(content)
    where = f"byte {error.start} is not UTF-8"
    if valid and valid * 4 >= invalid:
        raise DocumentError("E105", detail=f"mixed encodings: {where}, though {valid} other sequences are")
    western = content.decode("cp1252", "replace")
    if _is_western(western):
        return Decoded(western, "cp1252", "detection")
    import charset_normalizer

    best = charset_normalizer.from_bytes(content[:_DETECTION_BYTES]).best()
    if best is None or best.chaos > _CONFIDENT_MESS or best.encoding not in _TOLD_APART:
        raise DocumentError("E105", detail=where)
    return Decoded(_strict(content, best.encoding), best.encoding, "detection")


def _is_western(text: str) -> bool:
    """Whether bytes read as Windows-1252 look like a western European text.

    Accented letters stand among plain ones there, and few other signs occur. Legacy encodings of other languages,
    read this way, give runs of accented letters or odd signs.
    """
    odd = _ODD_LETTERS.findall(text)
    alone = sum(len(run) > _ODD_RUN for run in odd)
    return not _NOT_WESTERN.search(text) and alone * 20 <= len(odd) and sum(map(len, odd)) * 4 <= len(text)


def _utf8_share(content: bytes) -> tuple[int, int]:
    """Runs of bytes above ASCII that are well-formed UTF-8, and those that are not."""
    valid = invalid = 0
    for run in _ODD_BYTES.finditer(content):
        try:
            run.group().decode("utf-8")
            valid += 1
        except UnicodeDecodeError:
            invalid += 1
    return valid, invalid


def _checked(decoded: Decoded) -> Decoded:
    """Refuse text that is empty, binary or not text at all.

    Raises:
        DocumentError: E103, E104, E105.
    """
    text = decoded.text
    if not text or text.isspace():
        raise DocumentError("E103", detail="only white space" if text else "")
    try:
        data = text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise DocumentError("E105", detail=f"a lone surrogate at character {error.start}") from None
    if "\x00" in text:
        raise DocumentError("E104", detail=f"a zero character at {text.index(chr(0))}")
    controls = len(data) - len(data.translate(None, _CONTROLS))
    if controls > max(4, _CONTROL_SHARE * len(text)):
        raise DocumentError("E104", detail=f"{controls} control characters")
    return decoded
