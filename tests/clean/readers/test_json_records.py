import codecs
import gzip
import json

import pytest

from claimwright.clean import clean_all, read
from claimwright.records import SourceFormat
from claimwright.settings import CleanSettings
from tests.clean.build import STORY
from tests.clean.readers.build import documents, found


def lines(tmp_path, *records, name="rows.jsonl"):
    path = tmp_path / name
    texts = [record if isinstance(record, bytes) else json.dumps(record).encode() for record in records]
    path.write_bytes(b"\n".join(texts))
    return path


def test_fields_by_their_common_names(tmp_path):
    path = lines(
        tmp_path,
        {
            "id": 7,
            "Content": STORY,
            "headline": "Holt moves",
            "link": "https://e.org/h",
            "date": "2025-05-26",
            "author": ["Ann Ash", {"name": "Bo Birch"}],
            "publisher": "Kitchen Daily",
            "lang": "en",
        },
    )
    (document,) = documents(path)
    assert (document.content, document.id, document.format) == (STORY, "7", None)
    assert document.declared == {
        "title": "Holt moves",
        "url": "https://e.org/h",
        "published": "2025-05-26",
        "authors": "Ann Ash; Bo Birch",
        "site": "Kitchen Daily",
        "language": "en",
    }


def test_fields_by_given_names(tmp_path):
    path = lines(tmp_path, {"text": "not this", "payload": STORY, "nr": "a", "day": "2025-05-26"})
    settings = CleanSettings(text_field="payload", id_field="nr", published_field="day")
    (document,) = documents(path, settings)
    assert (document.content, document.id, document.declared) == (STORY, "a", {"published": "2025-05-26"})


def test_html_fields_are_html(tmp_path):
    (document,) = documents(lines(tmp_path, {"html": "<p>story"}))
    assert document.format is SourceFormat.HTML


@pytest.mark.parametrize(
    ("record", "code"),
    [
        (b"{broken", "E109"),
        (b"[1, 2]", "E109"),
        (b'"text"', "E109"),
        (b"[" * 100_000, "E109"),
        (b'{"text": "\xff"}', "E105"),
        (b'{"title": "no text"}', "E110"),
        (b'{"text": ""}', "E110"),
        (b'{"text": 5}', "E110"),
        (b'{"text": null}', "E110"),
        (b'{"id": "a", "text": "again"}', "E111"),
    ],
)
def test_bad_lines_cost_only_themselves(tmp_path, record, code):
    path = lines(tmp_path, {"id": "a", "text": STORY}, record, b"  ", {"id": "b", "text": STORY})
    assert found(path) == [(STORY, "rows.jsonl:1"), (code, "rows.jsonl:2"), (STORY, "rows.jsonl:4")]


def test_bad_characters_are_found_by_the_cleaner(tmp_path):
    path = lines(tmp_path, {"text": "lone \ud800 surrogate"}, {"text": "a zero \x00 here"})
    assert [outcome.code for outcome in clean_all([path])] == ["E105", "E104"]


def test_lines_above_the_limit(tmp_path):
    path = lines(tmp_path, {"text": "x" * 3000}, {"text": "short"})
    assert found(path, CleanSettings(max_bytes=1000)) == [("E108", "rows.jsonl:1"), ("short", "rows.jsonl:2")]


def test_byte_order_mark_and_crlf(tmp_path):
    path = tmp_path / "rows.ndjson"
    path.write_bytes(codecs.BOM_UTF8 + b'{"text": "one"}\r\n{"text": "two"}\r\n')
    assert found(path) == [("one", "rows.ndjson:1"), ("two", "rows.ndjson:2")]


def test_recognised_by_content(tmp_path):
    path = lines(tmp_path, {"text": "one"}, {"text": "two"}, name="rows")
    assert found(path) == [("one", "rows:1"), ("two", "rows:2")]
    assert found(lines(tmp_path, {"text": "x" * 20_000}, name="long")) == [("x" * 20_000, "long:1")]
    assert found(lines(tmp_path, {"text": "a text"}, name="rows.txt")) == [
        (b'{"text": "a text"}', "rows.txt")
    ]


def test_truncated_packed_lines_keep_what_was_whole(tmp_path):
    records = b"".join(json.dumps({"text": f"{number} " * 300}).encode() + b"\n" for number in range(3000))
    path = tmp_path / "rows.jsonl.gz"
    path.write_bytes(gzip.compress(records)[:-2000])
    items = list(read([path]))
    assert len(items) > 10
    assert items[-1].code == "E106"


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b'{"text": "one"}', [("one", "a.json")]),
        (
            b'[{"text": "one"}, {"x": 1}, 5]',
            [("one", "a.json#1"), ("E110", "a.json#2"), ("E109", "a.json#3")],
        ),
        (b'{"text": "one"}\n{"text": "two"}', [("one", "a.json:1"), ("two", "a.json:2")]),
        (b"{broken", [("E109", "a.json")]),
    ],
)
def test_json_files(tmp_path, data, expected):
    path = tmp_path / "a.json"
    path.write_bytes(data)
    assert found(path) == expected
