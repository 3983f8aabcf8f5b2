import gzip
import io

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from claimwright.clean import clean_all
from claimwright.settings import CleanSettings
from tests.clean.build import STORY, texts
from tests.clean.readers.build import documents, found

PAGE = f"<html><body><p>{STORY}</p></body></html>".encode()


def archive(*records, packed=True):
    stream = io.BytesIO()
    writer = WARCWriter(stream, gzip=packed)
    for number, (kind, status, content_type, payload, *more) in enumerate(records):
        headers = StatusAndHeaders(status, [("Content-Type", content_type), *more], protocol="HTTP/1.1")
        http = {"http_headers": headers} if kind == "response" else {"warc_content_type": content_type}
        record = writer.create_warc_record(
            f"https://e.org/{number}", kind, payload=io.BytesIO(payload), **http
        )
        writer.write_record(record)
    return stream.getvalue()


def write(tmp_path, data, name="a.warc.gz"):
    path = tmp_path / name
    path.write_bytes(data)
    return path


def test_pages_among_the_records(tmp_path):
    data = archive(
        ("response", "200 OK", "text/html; charset=utf-8", PAGE),
        ("response", "404 Not Found", "text/html", PAGE),
        ("response", "301 Moved", "text/html", b""),
        ("response", "200 OK", "image/png", b"\x89PNG"),
        ("resource", "", "text/plain", STORY.encode()),
        ("metadata", "", "text/plain", b"x: y"),
    )
    assert found(write(tmp_path, data)) == [
        (PAGE, "a.warc.gz!https://e.org/0"),
        (STORY.encode(), "a.warc.gz!https://e.org/4"),
    ]


def test_unpacked_and_with_content_encoding(tmp_path):
    record = ("response", "200 OK", "text/html", gzip.compress(PAGE), ("Content-Encoding", "gzip"))
    assert found(write(tmp_path, archive(record, packed=False), "a.warc")) == [
        (PAGE, "a.warc!https://e.org/0")
    ]


def test_the_declared_charset_is_used(tmp_path):
    page = "<html><body><p>Żółć " + STORY + "</p></body></html>"
    data = archive(("response", "200 OK", "text/html; charset=windows-1250", page.encode("cp1250")))
    (outcome,) = clean_all([write(tmp_path, data)])
    assert texts(outcome.document) == [f"Żółć {STORY}"]
    assert outcome.document.metadata.url == "https://e.org/0"
    (document,) = documents(tmp_path / "a.warc.gz")
    assert document.declared["encoding"] == "windows-1250"


def test_pages_above_the_limit(tmp_path):
    data = archive(("response", "200 OK", "text/html", PAGE))
    assert found(write(tmp_path, data), CleanSettings(max_bytes=50)) == [
        ("E108", "a.warc.gz!https://e.org/0")
    ]


def test_truncated(tmp_path):
    data = archive(("response", "200 OK", "text/html", PAGE), ("response", "200 OK", "text/html", PAGE * 50))
    items = found(write(tmp_path, data[:-40]))
    assert items[0] == (PAGE, "a.warc.gz!https://e.org/0")
    assert items[-1][0] == "E106"
