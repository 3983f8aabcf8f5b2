"""Results as bytes: the claims of each in a format, or the cleaned document."""

from __future__ import annotations

from claimwright.batch.result import Result
from claimwright.exchange.document_json import document_to_dict
from claimwright.exchange.formats import ClaimFormat, open_writer
from claimwright.exchange.jsonl import encode_line
from claimwright.exchange.streams import ByteStream
from claimwright.records import Status
from claimwright.schema import Declarations

__all__ = ["ClaimSink", "DocumentSink"]


class ClaimSink:
    """Writes the claims of results.

    Args:
        kind: the format.
        stream: where to.
        declarations: whose roles get columns in CSV.
        terminal: whether the stream is shown in a terminal.
    """

    def __init__(
        self,
        kind: ClaimFormat,
        stream: ByteStream,
        declarations: Declarations | None = None,
        *,
        terminal: bool = False,
    ) -> None:
        self.whole = kind is not ClaimFormat.PARQUET
        self._writer = open_writer(kind, stream, declarations=declarations, terminal=terminal)

    def write(self, result: Result) -> None:
        """Take one result."""
        self._writer.write(result.claims)

    def close(self) -> None:
        """Write what is held back."""
        self._writer.close()


class DocumentSink:
    """Writes the cleaned documents of results as JSON Lines.

    Args:
        stream: where to.
        source: whether the decoded originals go with them.
    """

    whole = True

    def __init__(self, stream: ByteStream, *, source: bool = False) -> None:
        self._stream = stream
        self._source = source

    def write(self, result: Result) -> None:
        """Take one result; skipped and failed ones leave no line."""
        document = result.outcome.document
        if result.outcome.status is Status.EXTRACTED and document is not None:
            self._stream.write(encode_line(document_to_dict(document, source=self._source)))

    def close(self) -> None:
        """Nothing is held back."""
