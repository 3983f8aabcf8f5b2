import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from claimwright.clean import clean_all, read
from claimwright.clean.readers import web
from claimwright.records import Outcome
from claimwright.settings import CleanSettings
from tests.clean.build import STORY, texts

PAGE = f"<html><head><title>Holt moves</title></head><body><article><p>{STORY}</p></article></body></html>"
ANSWERS = {
    "/robots.txt": (200, "text/plain", b"User-agent: *\nDisallow: /private\n"),
    "/story": (200, "text/html; charset=windows-1252", PAGE.replace("Mira", "Mír").encode("cp1252")),
    "/private/story": (200, "text/html", PAGE.encode()),
    "/rows.jsonl": (200, "application/json", b'{"text": "a story"}\n{broken\n'),
}


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        status, kind, body = ANSWERS.get(self.path, (404, "text/html", b"<html>not found</html>"))
        self.server.asked.append((self.path, self.headers.get("User-Agent")))
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


@pytest.fixture
def site(monkeypatch):
    monkeypatch.setattr(web, "_PAUSE", 0.05)
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.asked = []
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    server.address = f"http://127.0.0.1:{server.server_port}"
    yield server
    server.shutdown()
    server.server_close()


def test_a_page_is_fetched_and_cleaned(site):
    (outcome,) = clean_all([f"{site.address}/story"])
    assert outcome.path == f"{site.address}/story"
    assert STORY.replace("Mira", "Mír") in texts(outcome.document)
    assert outcome.document.metadata.url == f"{site.address}/story"
    assert [path for path, _ in site.asked] == ["/robots.txt", "/story"]
    assert all(agent.startswith("claimwright/") for _, agent in site.asked)


def test_robots_txt_is_asked_once_and_obeyed(site):
    first, second = read([f"{site.address}/private/story", f"{site.address}/story"])
    assert (first.code, "robots" in first.detail) == ("E113", True)
    assert not isinstance(second, Outcome)
    assert [path for path, _ in site.asked] == ["/robots.txt", "/story"]


def test_error_pages_are_failures(site):
    (outcome,) = read([f"{site.address}/nothing"])
    assert (outcome.code, outcome.detail) == ("E113", "status 404")


def test_an_address_may_hold_a_table(site):
    assert [item.path.removeprefix(site.address) for item in read([f"{site.address}/rows.jsonl"])] == [
        "/rows.jsonl:1",
        "/rows.jsonl:2",
    ]


@pytest.mark.parametrize("address", ["http://127.0.0.1:9/x", "http://", "https://"])
def test_no_answer(address):
    (outcome,) = read([address], CleanSettings(fetch_seconds=2))
    assert outcome.code == "E113"
