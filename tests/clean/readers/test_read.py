import io
import os
import stat
import sys

import pytest

from claimwright.clean import read
from claimwright.clean.readers.carriers import Carrier, carrier_of, plain_name
from claimwright.records import RawDocument
from claimwright.settings import CleanSettings
from tests.clean.build import STORY


def test_standard_input(monkeypatch):
    class Slow(io.BytesIO):
        """A pipe that hands out little at a time."""

        def read(self, size=-1):
            return super().read(min(size, 7) if size >= 0 else 7)

    class Stdin:
        buffer = Slow(b'{"text": "one"}\n{"text": "two"}\n')

    monkeypatch.setattr(sys, "stdin", Stdin)
    assert [(item.path, item.content) for item in read(["-"])] == [("<stdin>:1", "one"), ("<stdin>:2", "two")]


def test_files_are_read_in_the_order_given(tmp_path):
    for name in ("b.txt", "a.txt"):
        (tmp_path / name).write_text(STORY)
    assert [item.path for item in read([tmp_path / "b.txt", str(tmp_path / "a.txt")])] == [
        str(tmp_path / "b.txt"),
        str(tmp_path / "a.txt"),
    ]


def test_empty_files_are_documents_the_cleaner_refuses(tmp_path):
    for name in ("a.txt", "a.jsonl", "a.tar", "a.gz", "a.parquet"):
        (tmp_path / name).write_bytes(b"")
    items = list(read([tmp_path]))
    assert len(items) == 5
    assert all(isinstance(item, RawDocument) and item.content == b"" for item in items)


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_unreadable_files(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(STORY)
    path.chmod(0)
    (outcome,) = read([path])
    path.chmod(stat.S_IRWXU)
    assert outcome.code == "E102"


def test_files_that_fail_while_they_are_read(tmp_path, monkeypatch):
    path = tmp_path / "a.txt"
    path.write_text(STORY)

    def refuse(*_, **__):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("pathlib.Path.open", refuse)
    (outcome,) = read([path])
    assert (outcome.code, outcome.detail) == ("E102", "Permission denied")


def test_files_above_the_limit(tmp_path):
    (tmp_path / "a.txt").write_text(STORY)
    (outcome,) = read([tmp_path / "a.txt"], CleanSettings(max_bytes=100))
    assert outcome.code == "E108"


@pytest.mark.parametrize(
    ("head", "name", "carrier"),
    [
        (b"\x1f\x8b\x08", "a.txt", Carrier.GZIP),
        (b"plain", "a.gz", Carrier.GZIP),
        (b"WARC/1.0\r\n", "a", Carrier.WARC),
        (b"<?xml version='1.0'?>\n<!-- x --><rss version='2.0'>", "a.xml", Carrier.FEED),
        (b"<html><body>the feed", "a.html", Carrier.DOCUMENT),
        (b'{"text": "a"}', "", Carrier.JSON_LINES),
        (b'{"text": "a"}', "a.md", Carrier.DOCUMENT),
        (b"{not json", "", Carrier.DOCUMENT),
        (b"a,b\n", "a.CSV", Carrier.CSV),
        (b"", "a.csv", Carrier.DOCUMENT),
        (b"words", "a.unknown", Carrier.DOCUMENT),
    ],
)
def test_carriers(head, name, carrier):
    assert carrier_of(head, name) is carrier


def test_names_without_their_compression():
    assert plain_name("a.html.gz") == "a.html"
    assert plain_name("a.TGZ") == "a.tar"
    assert plain_name("a.txt") == "a.txt"
