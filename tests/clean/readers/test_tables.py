import csv
import datetime
import gzip

import pyarrow as arrow
import pytest
from pyarrow import parquet

from claimwright.settings import CleanSettings
from tests.clean.build import STORY
from tests.clean.readers.build import documents, found


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_csv_with_any_delimiter(tmp_path, delimiter):
    path = tmp_path / "rows.csv"
    with path.open("w", newline="", encoding="utf-8-sig") as file:
        writer = csv.writer(file, delimiter=delimiter)
        writer.writerows(
            [["id", "Title", "text"], ["a", "Holt moves", f'{STORY}\n"quoted", {delimiter} é'], ["b", "", ""]]
        )
        writer.writerow(["a", "again", STORY])
    first, second, third = found(path)
    assert first == (f'{STORY}\n"quoted", {delimiter} é', "rows.csv:2")
    assert second == ("E110", "rows.csv:3")
    assert third == ("E111", "rows.csv:4")


def test_packed_csv_and_metadata(tmp_path):
    path = tmp_path / "rows.csv.gz"
    path.write_bytes(gzip.compress(b"url,body,date\nhttps://e.org,A story,2025-05-26\n\n"))
    (document,) = documents(path)
    assert document.declared == {"url": "https://e.org", "published": "2025-05-26"}


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"id,name\n1,Holt\n", "E110"),
        (b"text\n\xff\xfe\n", "E105"),
        (b'text\n"a" b"\n"x', "E116"),
        (b"", None),
    ],
)
def test_tables_that_cannot_be_read(tmp_path, data, code):
    path = tmp_path / "rows.csv"
    path.write_bytes(data)
    # An empty file is an empty document, which the cleaner refuses.
    assert found(path)[-1] == ((code or b""), "rows.csv")


def test_csv_in_another_encoding(tmp_path):
    path = tmp_path / "rows.csv"
    path.write_bytes("text\ncafé\n".encode("cp1252"))
    assert found(path, CleanSettings(encoding="cp1252")) == [("café", "rows.csv:2")]


def test_parquet(tmp_path):
    path = tmp_path / "rows.parquet"
    table = {
        "content": [STORY, None],
        "nr": [1, 2],
        "date": [datetime.datetime(2025, 5, 26, 9, 30)] * 2,
        "other": [b"x"] * 2,
    }
    parquet.write_table(arrow.table(table), path)
    assert found(path, CleanSettings(id_field="nr")) == [
        (STORY, "rows.parquet:1"),
        ("E110", "rows.parquet:2"),
    ]
    document = documents_first(path)
    assert document.declared["published"] == "2025-05-26T09:30:00"


def documents_first(path):
    from claimwright.clean import read

    return next(iter(read([path])))


def test_parquet_inside_an_archive(tmp_path):
    from tests.clean.readers.build import tar

    inner = tmp_path / "rows.parquet"
    parquet.write_table(arrow.table({"text": [STORY]}), inner)
    path = tmp_path / "a.tar"
    path.write_bytes(tar(("rows.parquet", inner.read_bytes())))
    assert found(path) == [(STORY, "a.tar!rows.parquet:1")]


def test_parquet_that_is_none(tmp_path):
    path = tmp_path / "rows.parquet"
    path.write_bytes(b"PAR1 and nothing more PAR1")
    assert found(path) == [("E116", "rows.parquet")]
    parquet.write_table(arrow.table({"name": ["Holt"]}), path)
    assert found(path) == [("E110", "rows.parquet")]
