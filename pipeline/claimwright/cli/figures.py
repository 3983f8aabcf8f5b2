"""Figures of a long run for Prometheus, served on this machine only."""

from __future__ import annotations

from types import TracebackType
from typing import Any

from claimwright.batch.result import Result
from claimwright.cli.messages import log
from claimwright.errors import ClaimwrightError, OutputError

__all__ = ["Figures"]

_HOST = "127.0.0.1"


class Figures:
    """Counts documents, claims and failures, and serves the counts while it is entered.

    ``claimwright_documents_total{status}``, ``claimwright_claims_total{type}``, ``claimwright_codes_total{code}``,
    ``claimwright_characters_total``, ``claimwright_shards_total{kept}``, and the memory and processor time of the
    parent process (``process_resident_memory_bytes`` ...).

    Args:
        port: of 127.0.0.1; 0 for any free one, None to serve nothing.

    Raises:
        ClaimwrightError: E901 if prometheus-client is not installed.
        OutputError: E301 if the port is taken.
    """

    def __init__(self, port: int | None) -> None:
        self._server: Any = None
        self._counters: dict[str, Any] = {}
        if port is not None:
            self._open(port)

    def _open(self, port: int) -> None:
        try:
            from prometheus_client import CollectorRegistry, Counter, ProcessCollector, start_http_server
        except ImportError:
            raise ClaimwrightError("E901", "--prometheus", "claimwright[prometheus]") from None
        registry = CollectorRegistry()
        ProcessCollector(registry=registry)
        for name, told, labels in (
            ("documents", "Documents by what became of them.", ["status"]),
            ("claims", "Claims by type.", ["type"]),
            ("codes", "Skipped and failed documents by code.", ["code"]),
            ("characters", "Code points of cleaned text.", []),
            ("shards", "Shards in place, done or kept from an earlier run.", ["kept"]),
        ):
            self._counters[name] = Counter(f"claimwright_{name}", told, labels, registry=registry)
        try:
            self._server, _ = start_http_server(port, addr=_HOST, registry=registry)
        except OSError as error:
            raise OutputError("E301", f"{_HOST}:{port}", error.strerror or str(error)) from error
        address = f"http://{_HOST}:{self._server.server_port}/metrics"
        log("figures", f"claimwright: figures at {address}", address=address)

    def __enter__(self) -> Figures:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()

    def add(self, result: Result) -> None:
        """Count one document."""
        if not self._counters:
            return
        outcome = result.outcome
        self._counters["documents"].labels(outcome.status.value).inc()
        self._counters["characters"].inc(result.characters)
        if outcome.code is not None:
            self._counters["codes"].labels(outcome.code).inc()
        for claim in result.claims:
            self._counters["claims"].labels(claim.type).inc()

    def add_shard(self, *, kept: bool) -> None:
        """Count one shard."""
        if self._counters:
            self._counters["shards"].labels(str(kept).lower()).inc()
