"""JSON Lines: one object a line, UTF-8."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from claimwright.errors import OutputError
from claimwright.exchange.claim_json import claim_from_dict, claim_to_dict
from claimwright.exchange.streams import ByteStream
from claimwright.records import Claim

__all__ = ["JsonlWriter", "encode_line", "read_jsonl"]

# Line ends to Unicode, though not to JSON: readers that split on them would tear a line in two.
_LINE_ENDS = {0x85: "\\u0085", 0x2028: "\\u2028", 0x2029: "\\u2029"}


def encode_line(data: Mapping[str, Any]) -> bytes:
    r"""One JSON object as one line of UTF-8 with its line feed.

    Lone surrogates (file names that are not UTF-8) and the line ends of Unicode become ``\u`` escapes.

    Raises:
        ValueError: if a number is not finite.
    """
    line = json.dumps(data, ensure_ascii=False, allow_nan=False).translate(_LINE_ENDS)
    try:
        return line.encode("utf-8") + b"\n"
    except UnicodeEncodeError:
        return json.dumps(data, allow_nan=False).encode("ascii") + b"\n"


class JsonlWriter:
    """Writes claims as JSON Lines to a binary stream; every ``write`` leaves whole lines behind."""

    def __init__(self, stream: ByteStream) -> None:
        self._stream = stream

    def write(self, claims: Sequence[Claim]) -> None:
        """Append the claims of one document in one piece."""
        if claims:
            self._stream.write(b"".join(encode_line(claim_to_dict(claim)) for claim in claims))

    def close(self) -> None:
        """Nothing is held back: every line is already written."""


def read_jsonl(path: str | Path) -> Iterator[Claim]:
    """The claims of a file, in order.

    Raises:
        OutputError: E302 with file and line, if the file cannot be read or a line is not a claim.
    """
    try:
        with Path(path).open("rb") as stream:
            for number, line in enumerate(stream, start=1):
                if line.strip():
                    where = f"{path}:{number}"
                    yield claim_from_dict(_object(line, where), where)
    except OSError as error:
        raise OutputError("E302", str(path), error.strerror or str(error)) from error


def _object(line: bytes, where: str) -> Mapping[str, Any]:
    try:
        data = json.loads(line.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise OutputError("E302", where, f"not JSON: {error}") from error
    if not isinstance(data, dict):
        raise OutputError("E302", where, "the line is not a JSON object")
    return data
