"""A process that writes to a store: loads some articles and appends some decisions, as fast as it can."""

from __future__ import annotations

import sys

from claimwright.store import open_store
from tests.store.conftest import MODEL
from tests.store.make import article, decide


def write(address, number, count, shared):
    """Articles of its own and ``shared`` ones that every writer adds; on each a decision as reviewer ``number``."""
    with open_store(address) as store:
        run = store.start_run(MODEL)
        for index in range(count):
            for name in (1000 * (number + 1) + index, *([index] if index < shared else [])):
                document, claims = article(name, url=f"https://news.example/{name}")
                store.add(run, document, claims)
                by, key = f"r{number}", f"client-{number}-{name}"
                # Sent twice, as after a network break.
                store.append_decisions([decide("accept", claims[0], by=by, client_id=key, id=key)])
                store.append_decisions([decide("accept", claims[0], by=by, client_id=key)])
        store.finish_run(run, {"extracted": count})


if __name__ == "__main__":
    write(sys.argv[1], *map(int, sys.argv[2:]))
