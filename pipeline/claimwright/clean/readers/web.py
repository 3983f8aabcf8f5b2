"""A page by its address, fetched politely."""

from __future__ import annotations

import re
import time
from configparser import ConfigParser
from copy import deepcopy
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

from claimwright.errors import InputError
from claimwright.version import __version__

if TYPE_CHECKING:
    from trafilatura.utils import Response

__all__ = ["Fetcher"]

_AGENT = "claimwright"
_PAUSE = 1.0
"""Seconds between two requests to one host, where its robots.txt asks for no longer pause."""
_LONGEST_PAUSE = 30.0
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([A-Za-z0-9._:-]+)", re.IGNORECASE)
_LOCAL = re.compile(r"localhost$|127\.|10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|\[?::1\]?$")


class Fetcher:
    """Fetches pages with trafilatura: says who it is, obeys robots.txt, and waits between pages of one host.

    Args:
        seconds: time allowed for one address.
        max_bytes: a longer answer fails.
    """

    def __init__(self, seconds: float, max_bytes: int) -> None:
        self._seconds = seconds
        self._max_bytes = max_bytes
        self._robots: dict[str, RobotFileParser] = {}
        self._last: dict[str, float] = {}

    def fetch(self, url: str) -> tuple[bytes, dict[str, str]]:
        """The content of a page and what the answer declares (``url``, ``encoding``).

        Raises:
            InputError: E113 if it could not be fetched or may not be.
        """
        parts = urlsplit(url)
        if not parts.hostname:
            raise InputError("E113", url, "the address has no host")
        origin = f"{parts.scheme}://{parts.netloc}"
        robots = self._rules(origin)
        if not robots.can_fetch(_AGENT, url):
            raise InputError("E113", url, "robots.txt of the site forbids it")
        delay = robots.crawl_delay(_AGENT)
        self._wait(origin, min(float(delay) if delay else _PAUSE, _LONGEST_PAUSE))
        response = self._get(url)
        if response is None or not 200 <= response.status < 300:
            status = "no answer" if response is None else f"status {response.status}"
            raise InputError("E113", url, status)
        declared = {"url": response.url or url}
        charset = _CHARSET.search((response.headers or {}).get("content-type") or "")
        if charset:
            declared["encoding"] = charset.group(1)
        return response.data or b"", declared

    def _rules(self, origin: str) -> RobotFileParser:
        """The site's robots.txt; a site without one allows everything (RFC 9309, section 2.3.1)."""
        if origin not in self._robots:
            response = self._get(f"{origin}/robots.txt")
            rules = RobotFileParser()
            found = response is not None and 200 <= response.status < 300
            rules.parse(
                (response.data or b"").decode("utf-8", "replace").splitlines() if found and response else []
            )
            self._robots[origin] = rules
            self._last[origin] = time.monotonic()
        return self._robots[origin]

    def _wait(self, origin: str, pause: float) -> None:
        left = self._last.get(origin, 0.0) + pause - time.monotonic()
        if left > 0:
            time.sleep(left)
        self._last[origin] = time.monotonic()

    def _get(self, url: str) -> Response | None:
        from trafilatura import downloads

        try:
            return downloads.fetch_response(url, with_headers=True, config=self._config(url))
        except Exception:  # whatever urllib3 or pycurl raise; the caller reports that there is no answer
            return None

    def _config(self, url: str) -> ConfigParser:
        from trafilatura.settings import DEFAULT_CONFIG

        config = deepcopy(DEFAULT_CONFIG)
        config["DEFAULT"]["DOWNLOAD_TIMEOUT"] = str(max(int(self._seconds), 1))
        config["DEFAULT"]["MAX_FILE_SIZE"] = str(self._max_bytes)
        config["DEFAULT"]["USER_AGENTS"] = f"{_AGENT}/{__version__}"
        config["DEFAULT"]["INSECURE_SSL_FALLBACK"] = "off"
        # An address on this machine or its network is fetched only if it was named itself, never by redirection.
        named_local = _LOCAL.match(urlsplit(url).hostname or "") is not None
        config["DEFAULT"]["SSRF_PROTECTION"] = "off" if named_local else "on"
        return config
