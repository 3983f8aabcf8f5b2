"""The page on a real socket."""

import http.client
import time
from statistics import quantiles
from urllib.parse import urlsplit

from tests.review.browser.server import Server

REQUESTS = 60


def test_answers_are_not_held_back_by_the_network(store, tmp_path):
    """With Nagle's algorithm on, an answer waits 40 ms for the acknowledgement of its head."""
    server = Server(tmp_path / "claims.db", tmp_path)
    connection = http.client.HTTPConnection(urlsplit(server.address).netloc, timeout=60)
    times = []
    for _ in range(REQUESTS):
        start = time.perf_counter()
        connection.request("GET", "/settings")
        connection.getresponse().read()
        times.append(time.perf_counter() - start)
    connection.close()
    server.stop()
    assert quantiles(times[REQUESTS // 2 :], n=4)[0] < 0.035, times
