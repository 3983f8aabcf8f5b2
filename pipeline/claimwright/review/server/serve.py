"""Starts the server: takes a port, tells the address, opens a browser, stops on Ctrl-C."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

import uvicorn

from claimwright.errors import OutputError
from claimwright.review.server.app import make_app
from claimwright.review.server.call import House
from claimwright.review.server.guard import Limits

__all__ = ["Address", "is_loopback", "serve"]

_GRACE = 3  # seconds that a request under way gets when the server is to stop


@dataclass(frozen=True, slots=True)
class Address:
    """Where the page is served.

    Attributes:
        host: name or address of an interface.
        port: 0 takes any free one.
        fallback: whether another port may be taken if this one is.
        token: what a visitor has to know, or empty.
    """

    host: str = "127.0.0.1"
    port: int = 0
    fallback: bool = False
    token: str = ""


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches an address."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def serve(house: House, address: Address, ready: Callable[[str], None]) -> None:
    """Serve until the process is told to stop; Ctrl-C ends it as wanted.

    Args:
        house: what the page is about.
        address: where.
        ready: called with the page's address as soon as it answers.

    Raises:
        OutputError: E601 if the port cannot be taken.
    """
    listening = _listen(address)
    port = int(listening.getsockname()[1])
    shown = f"[{address.host}]" if ":" in address.host else address.host
    hosts = frozenset(f"{name}:{port}" for name in (shown.lower(), "localhost", "127.0.0.1", "[::1]"))
    limits = Limits(
        hosts=hosts if is_loopback(address.host) else frozenset(),
        token=address.token,
        cookie=f"claimwright_{port}",
    )
    config = uvicorn.Config(
        make_app(house, limits),
        log_level="warning",
        access_log=False,
        lifespan="off",
        server_header=False,
        timeout_graceful_shutdown=_GRACE,
    )
    query = f"?token={address.token}" if address.token else ""
    # Ctrl-C is how a visit ends, from the moment the address is told; uvicorn raises it again or not, depending on
    # what was going on.
    with suppress(KeyboardInterrupt):
        ready(f"http://{shown}:{port}/{query}")
        uvicorn.Server(config).run(sockets=[listening])


def _listen(address: Address) -> socket.socket:
    """A socket that already takes visitors: whoever opens the address now only waits a little."""
    family = socket.AF_INET6 if ":" in address.host else socket.AF_INET
    for port in (address.port, 0) if address.fallback else (address.port,):
        # Named as TCP, asyncio turns Nagle's algorithm off; else each answer waits 40 ms for an acknowledgement.
        listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        try:
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listening.bind((address.host, port))
            listening.listen(64)
        except OSError as error:
            listening.close()
            if address.fallback and port:
                continue
            where = f"{address.host}:{port}"
            raise OutputError("E601", where, error.strerror or str(error)) from error
        return listening
    raise OutputError("E601", address.host)
