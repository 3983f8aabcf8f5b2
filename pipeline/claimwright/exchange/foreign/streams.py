"""What writers of other tools' formats have in common: articles go in one by one, bytes come out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Protocol

from claimwright.errors import InputError
from claimwright.exchange.article import AnnotatedText

__all__ = ["ArticleWriter", "json_lines", "load_json", "read_bytes"]


class ArticleWriter(Protocol):
    """Takes articles in order."""

    def write(self, article: AnnotatedText) -> None:
        """Take one article; its spans were checked against its text.

        Raises:
            InputError: E702 or E705 if the format cannot carry it; then nothing of it is written.
        """

    def close(self) -> None:
        """Write what is held back; the stream stays open."""


def read_bytes(path: str | Path) -> bytes:
    """The content of a file.

    Raises:
        InputError: E101 if it is not there, E102 if it cannot be read.
    """
    try:
        return Path(path).read_bytes()
    except FileNotFoundError as error:
        raise InputError("E101", str(path)) from error
    except OSError as error:
        raise InputError("E102", str(path), error.strerror or str(error)) from error


def load_json(content: bytes, where: str, code: str = "E701") -> Any:  # noqa: ANN401 - any JSON
    """One JSON value.

    Raises:
        InputError: ``code`` if it is not JSON in UTF-8.
    """
    try:
        return json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise InputError(code, where, f"not JSON: {error}") from error


def json_lines(path: str | Path) -> Iterator[tuple[str, dict[str, Any] | InputError]]:
    """The objects of a JSON Lines file with file and line; a line that is none gives its error (E109).

    Raises:
        InputError: E101 or E102 if the file cannot be read.
    """
    for number, line in enumerate(read_bytes(path).split(b"\n"), start=1):
        if not line.strip():
            continue
        where = f"{path}:{number}"
        try:
            data = load_json(line, where, "E109")
            if not isinstance(data, dict):
                raise InputError("E109", where, "the line is not a JSON object")
        except InputError as error:
            yield where, error
        else:
            yield where, data
