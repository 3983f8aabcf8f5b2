"""Places looked at again and again: every document once, updates as versions, nothing lost to a crash in between."""

import os
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from claimwright.batch.engine import InProcess
from claimwright.batch.feeds import Feed
from claimwright.batch.journal import Journal
from claimwright.batch.places import Folder
from claimwright.batch.seen import Seen
from claimwright.batch.watch import ShardTaker, Watcher
from claimwright.batch.work import Work
from claimwright.errors import OutputError
from claimwright.exchange.formats import ClaimFormat
from claimwright.records import RawDocument
from claimwright.settings import CleanSettings, ShardSettings
from tests.batch.trees import article, claims, corpus, documents, lines
from tests.fakes import RegexExtractor

CLEAN = CleanSettings(language="any")


def watcher(place, *places, seen=None, shard=4, retry=False):
    memory = seen or Seen(place / "watch.sqlite", CLEAN)
    if retry:
        memory.forget_reading()
    journal = Journal(Folder(place), ClaimFormat.JSONL, {"code": 1})
    engine = InProcess(Work(RegexExtractor, CLEAN))
    taker = ShardTaker(journal, engine, memory, CLEAN, ShardSettings(documents=shard), 4, retry_failed=retry)
    return Watcher([str(name) for name in places], taker, memory, CLEAN, interval=0.0, patient=False)


def history(place):
    return [line for path in sorted((place / "history").iterdir()) for line in lines(path)]


def test_every_document_is_taken_once(tmp_path):
    source = corpus(tmp_path / "in", 6)
    watching = watcher(tmp_path / "out", source)
    first, second = watching.look(), watching.look()
    assert (first.new, second.new) == (6, 0)
    corpus(source, 2, first=6)
    assert watching.look().new == 2
    assert [line["path"][-8:] for line in documents(tmp_path / "out")] == [f"{n:04}.txt" for n in range(8)]
    assert len(claims(tmp_path / "out")) == 8
    assert sorted(path.name for path in (tmp_path / "out" / "manifests").iterdir()) == [
        f"00000{number}.json" for number in range(3)
    ]


def test_a_new_process_remembers(tmp_path):
    source = corpus(tmp_path / "in", 3)
    watcher(tmp_path / "out", source).look()
    assert watcher(tmp_path / "out", source).look().new == 0
    (source / "moved.txt").write_text(article(1), encoding="utf-8")
    account = watcher(tmp_path / "out", source).look()
    assert (account.new, account.known) == (0, 1)  # the same content under another name is no news


def test_an_updated_file_is_the_next_version_of_its_story(tmp_path):
    source = corpus(tmp_path / "in", 2)
    watching = watcher(tmp_path / "out", source)
    watching.look()
    (source / "0001.txt").write_text(article(1) + " Bob Fox left Beta1.", encoding="utf-8")
    account = watching.look()
    assert account.updates == 1
    (source / "0001.txt").write_text(article(1) + " Bob Fox left Gamma1.", encoding="utf-8")
    watching.look()
    told = [line for line in history(tmp_path / "out") if line["path"].endswith("0001.txt")]
    assert [line["version"] for line in told] == [1, 2, 3]
    assert [line["replaces"] for line in told] == [None, told[0]["sha256"], told[1]["sha256"]]
    assert {line["story"] for line in told} == {told[0]["sha256"]}
    assert [line["known_by"] for line in told] == [None, "path", "path"]
    versions = watching.seen.history(told[1]["sha256"])
    assert [version.version for version in versions] == [1, 2, 3]
    assert len(claims(tmp_path / "out")) == 2 + 2 + 2  # nothing of the earlier versions is taken away


def test_a_like_text_elsewhere_is_a_version_too(tmp_path):
    (tmp_path / "in").mkdir()
    base = article(1, words=60)
    (tmp_path / "in" / "a.txt").write_text(base, encoding="utf-8")
    watching = watcher(tmp_path / "out", tmp_path / "in")
    watching.look()
    (tmp_path / "in" / "b.txt").write_text(base + " More was said.", encoding="utf-8")
    watching.look()
    first, second = history(tmp_path / "out")
    assert (second["story"], second["version"], second["known_by"]) == (first["sha256"], 2, "likeness")
    assert claims(tmp_path / "out")[1]["document"]["cluster"] == first["id"]


@pytest.mark.parametrize("moment", ["before the state is noted", "before the manifest"])
def test_what_a_crash_cut_off_is_neither_lost_nor_taken_twice(tmp_path, monkeypatch, moment):
    source = corpus(tmp_path / "in", 10)

    def cut(self, number):
        if number == 1:
            raise KeyboardInterrupt

    if moment == "before the manifest":
        write = Folder.write

        def no_manifest(self, name, data):
            if name == "manifests/000001.json":
                raise KeyboardInterrupt
            write(self, name, data)

        monkeypatch.setattr(Folder, "write", no_manifest)
    else:
        monkeypatch.setattr(Seen, "note_shard", cut)
    with pytest.raises(KeyboardInterrupt):
        watcher(tmp_path / "out", source).look()
    monkeypatch.undo()
    account = watcher(tmp_path / "out", source).look()
    assert account.new == (2 if moment == "before the state is noted" else 6)
    assert [line["path"][-8:] for line in documents(tmp_path / "out")] == [f"{n:04}.txt" for n in range(10)]
    assert len(claims(tmp_path / "out")) == len(history(tmp_path / "out")) == 10


def test_failures_are_listed_and_not_tried_every_time(tmp_path):
    source = corpus(tmp_path / "in", 2)
    (source / "bad.txt").write_bytes(b"")
    watching = watcher(tmp_path / "out", source, tmp_path / "missing")
    first, second = watching.look(), watching.look()
    assert [outcome.code for outcome in first.lost] == ["E103"]
    assert [outcome.code for outcome in first.troubles] == ["E101"]
    assert second.new == 0
    [line] = lines(tmp_path / "out" / "failed.jsonl")
    assert (line["code"], line["path"][-7:]) == ("E103", "bad.txt")


def test_a_file_that_is_still_written_is_left_for_the_next_look(tmp_path):
    source = corpus(tmp_path / "in", 1)
    watching = watcher(tmp_path / "out", source)
    watching.patient = True
    assert watching.look().new == 0
    os.utime(source / "0000.txt", (1, 1))
    assert watching.look().new == 1


def test_a_batch_and_a_watch_do_not_share_a_folder(tmp_path):
    source = corpus(tmp_path / "in", 2)
    watcher(tmp_path / "watched", source).look()
    with pytest.raises(OutputError, match="a watch writes there"):
        Journal(Folder(tmp_path / "watched"), ClaimFormat.JSONL, {}).begin(resume=True)
    (tmp_path / "batch" / "manifests").mkdir(parents=True)
    (tmp_path / "batch" / "manifests" / "000000.json").write_text("{}")
    with pytest.raises(OutputError, match="a batch of extract lies there"):
        watcher(tmp_path / "batch", source)


class Site:
    """A feed on a server that knows what asks it."""

    def __init__(self):
        self.entries = {}
        self.requests = []
        self.status = 200
        self.retry_after = None
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                site.answer(self)

            def log_message(self, *arguments):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_port}/news.atom"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def answer(self, request):
        self.requests.append(dict(request.headers))
        content = self.feed().encode()
        etag = f'"{hash(content)}"'
        status = 304 if request.headers.get("If-None-Match") == etag else self.status
        request.send_response(status)
        request.send_header("ETag", etag)
        request.send_header("Last-Modified", "Sun, 01 Nov 2026 10:00:00 GMT")
        if self.retry_after:
            request.send_header("Retry-After", self.retry_after)
        body = content if status == 200 else b""
        request.send_header("Content-Length", str(len(body)))
        request.end_headers()
        request.wfile.write(body)

    def feed(self):
        entries = "".join(
            f"<entry><id>urn:e{number}</id><title>Story {number}</title><updated>2026-11-01T10:00:00Z</updated>"
            f'<link href="http://example.org/{number}"/><content type="text">{text}</content></entry>'
            for number, text in reversed(self.entries.items())
        )
        return (
            '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Wire</title>'
            f"<id>urn:wire</id><updated>2026-11-01T10:00:00Z</updated>{entries}</feed>"
        )


@pytest.fixture
def site():
    made = Site()
    yield made
    made.server.shutdown()
    made.server.server_close()


def test_a_feed_is_asked_for_changes_only_and_its_updates_are_versions(tmp_path, site):
    site.entries = {1: article(1), 2: article(2)}
    watching = watcher(tmp_path / "out", site.address)
    assert watching.look().new == 2
    assert watching.look().new == 0
    assert site.requests[0].get("If-None-Match") is None
    assert site.requests[1]["If-None-Match"].startswith('"')
    assert site.requests[1]["If-Modified-Since"] == "Sun, 01 Nov 2026 10:00:00 GMT"
    assert site.requests[0]["User-Agent"].startswith("claimwright/")
    site.entries[3] = article(3)
    site.entries[1] = article(1) + " Bob Fox left Beta1."
    account = watching.look()
    assert (account.new, account.updates, account.known) == (2, 1, 1)
    newest = [line for line in history(tmp_path / "out") if line["version"] == 2]
    assert [(line["url"], line["known_by"]) for line in newest] == [("http://example.org/1", "url")]


def test_a_feed_that_fails_is_a_trouble_and_is_asked_less_and_less(tmp_path, site):
    site.status = 503
    watching = watcher(tmp_path / "out", site.address)
    watching._feeds[0].interval = 1.0
    account = watching.look()
    assert [(outcome.code, outcome.detail) for outcome in account.troubles] == [("E113", "status 503")]
    assert watching.look().troubles == []  # not due
    assert len(site.requests) == 1
    assert not (tmp_path / "out" / "manifests").exists()


@pytest.mark.parametrize("value", ["120", "Fri, 31 Dec 2100 23:59:59 GMT"])
def test_a_server_that_says_when_is_obeyed(tmp_path, site, value):
    import time

    site.status, site.retry_after = 429, value
    feed = Feed(site.address, 0.0, CLEAN)
    [outcome] = feed.items(Seen(tmp_path / "watch.sqlite", CLEAN))
    assert outcome.code == "E113"
    assert not feed.due(time.monotonic() + 100)


def test_a_server_elsewhere_is_asked_once_a_minute_at_most(monkeypatch, tmp_path, site):
    import time

    monkeypatch.setattr("claimwright.batch.feeds._HERE", ())
    feed = Feed(site.address, 1.0, CLEAN)
    list(feed.items(Seen(tmp_path / "watch.sqlite", CLEAN)))
    assert not feed.due(time.monotonic() + 50)
    assert feed.due(time.monotonic() + 61)


def test_a_feed_that_was_not_taken_to_its_end_is_asked_for_again(tmp_path, site):
    site.entries = {1: article(1)}
    seen = Seen(tmp_path / "watch.sqlite", CLEAN)
    feed = Feed(site.address, 0.0, CLEAN)
    assert [isinstance(item, RawDocument) for item in feed.items(seen)] == [True]
    assert [isinstance(item, RawDocument) for item in feed.items(seen)] == [True]
    feed.taken(seen)
    assert list(feed.items(seen)) == []


def test_what_failed_is_tried_again_on_request_and_stays_one_version(tmp_path, monkeypatch):
    source = corpus(tmp_path / "in", 6)
    for number in (1, 4):
        (source / f"{number:04}.txt").write_text(article(number, " RAISE-HERE"), encoding="utf-8")
    (source / "bad.txt").write_bytes(b"")
    out = tmp_path / "out"
    watcher(out, source).look()
    assert [line["code"] for line in lines(out / "failed.jsonl")] == ["E203", "E203", "E103"]
    before = {path: path.read_bytes() for path in out.glob("*/000000.*")}
    watching = watcher(out, source, retry=True)
    assert watching.look().new == 3
    listed = [(line["path"][-8:], line["shard"], line["attempts"]) for line in lines(out / "failed.jsonl")]
    assert listed == [("0001.txt", 2, 2), ("0004.txt", 2, 2), ("/bad.txt", 2, 2)]
    assert watching.look().new == 0  # once a call
    monkeypatch.setattr("tests.fakes._misbehave", lambda document: None)  # what was wrong is mended
    account = watcher(out, source, retry=True).look()
    assert (account.new, account.updates, account.claims, account.known) == (3, 0, 2, 4)
    assert [line["code"] for line in lines(out / "failed.jsonl")] == ["E103"]
    assert {path: path.read_bytes() for path in before} == before
    assert len(claims(out)) == 6
    assert {line["version"] for line in history(out)} == {1}
    (source / "0001.txt").write_text(article(1) + " Bob Fox left Beta1.", encoding="utf-8")
    assert watcher(out, source).look().updates == 1
