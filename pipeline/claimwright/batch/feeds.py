"""A feed asked again and again: only what changed, never more often than its server likes."""

from __future__ import annotations

import io
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from http.client import HTTPException, HTTPMessage
from typing import Any, cast
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from claimwright.batch.result import Item
from claimwright.batch.seen import Seen
from claimwright.clean.readers.dispatch import documents
from claimwright.clean.readers.failures import failure
from claimwright.clean.readers.stream import Origin, Source, read_document
from claimwright.errors import ClaimwrightError, InputError
from claimwright.settings import CleanSettings
from claimwright.version import __version__

__all__ = ["Feed"]

_AGENT = f"claimwright/{__version__}"
_LEAST_PAUSE = 60.0  # seconds between two requests to a server that is not this machine
_LONGEST_PAUSE = 3600.0
_HERE = ("localhost", "127.0.0.1", "::1")


@dataclass
class Feed:
    """An RSS or Atom feed at an address.

    Asks with ``If-None-Match`` and ``If-Modified-Since``, so that an unchanged feed costs its server one short answer
    (RFC 9110, section 13.1). After a failure it waits twice as long each time, or as long as ``Retry-After`` says.

    Attributes:
        address: http or https.
        interval: seconds between two requests; a server elsewhere is asked once a minute at most.
        settings: limits.
    """

    address: str
    interval: float
    settings: CleanSettings
    _next: float = 0.0
    _failures: int = 0
    _told: tuple[str | None, str | None] | None = field(default=None, repr=False)

    def due(self, now: float) -> bool:
        """Whether it may be asked at that moment (monotonic seconds)."""
        return now >= self._next

    def items(self, seen: Seen) -> Iterator[Item]:
        """The entries of the feed, if it changed since ``seen`` noted it; else nothing.

        A feed that cannot be fetched is one failed outcome (E113).
        """
        self._told = None
        try:
            answer = self._asked(*seen.feed(self.address))
        except ClaimwrightError as error:
            yield failure(self.address, error)
            return
        if answer is None:
            return
        content, headers = answer
        name = urlsplit(self.address).path.rpartition("/")[2]
        yield from documents(io.BytesIO(content), Origin(self.address, name), self.settings)
        self._told = headers.get("ETag"), headers.get("Last-Modified")

    def taken(self, seen: Seen) -> None:
        """All entries that ``items`` gave are taken: the same answer is not wanted again."""
        if self._told is not None:
            seen.note_feed(self.address, *self._told)

    def _asked(self, etag: str | None, modified: str | None) -> tuple[bytes, HTTPMessage] | None:
        """Content and headers, or None if nothing changed.

        Raises:
            InputError: E108 or E113.
        """
        headers = {"User-Agent": _AGENT, "Accept": "application/atom+xml, application/rss+xml, */*;q=0.5"}
        headers |= {"If-None-Match": etag} if etag else {}
        headers |= {"If-Modified-Since": modified} if modified else {}
        try:
            with urlopen(
                Request(self.address, headers=headers), timeout=self.settings.fetch_seconds
            ) as answer:
                content = read_document(cast(Source, answer), self.settings.max_bytes)
                self._wait(None)
                return content, answer.headers
        except HTTPError as error:
            error.close()
            self._wait(None if error.code == 304 else error)
            if error.code == 304:
                return None
            raise InputError("E113", self.address, f"status {error.code}") from None
        except (OSError, HTTPException, ValueError) as error:
            self._wait(error)
            raise InputError("E113", self.address, str(error)[:300]) from None

    def _wait(self, error: Exception | None) -> None:
        """Set when it may be asked again."""
        host = urlsplit(self.address).hostname
        pause = self.interval if host in _HERE else max(self.interval, _LEAST_PAUSE)
        self._failures = self._failures + 1 if error else 0
        pause = min(pause * 2**self._failures, max(_LONGEST_PAUSE, pause))
        if isinstance(error, HTTPError):
            pause = max(pause, _retry_after(error.headers))
        self._next = time.monotonic() + pause


def _retry_after(headers: Any) -> float:  # noqa: ANN401 - the type of urllib's headers varies
    """Seconds that ``Retry-After`` asks for (RFC 9110, section 10.2.3), 0 if it asks for none."""
    value = (headers or {}).get("Retry-After") or ""
    if value.isdigit():
        return float(value)
    try:
        return max(parsedate_to_datetime(value).timestamp() - time.time(), 0.0)
    except (TypeError, ValueError):
        return 0.0
