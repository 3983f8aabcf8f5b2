import gzip
import io
import tarfile
import zipfile

import pytest
import zstandard

from claimwright.settings import CleanSettings
from tests.clean.readers.build import DATA, found, tar, zipped


def write(tmp_path, name, data):
    path = tmp_path / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    ("name", "pack"),
    [
        ("a.tar", bytes),
        ("a.tar.gz", gzip.compress),
        ("a.tgz", gzip.compress),
        ("a.tar.zst", zstandard.compress),
        ("a", bytes),
    ],
)
def test_tar(tmp_path, name, pack):
    data = pack(tar(("one.txt", DATA), ("d/two.html.gz", gzip.compress(b"<html>"))))
    assert found(write(tmp_path, name, data)) == [
        (DATA, f"{name}!one.txt"),
        (b"<html>", f"{name}!d/two.html.gz"),
    ]


def test_zip(tmp_path):
    data = zipped(("one.txt", DATA), ("d/", b""), ("d/rows.jsonl", b'{"text": "a story"}\n'))
    assert found(write(tmp_path, "a.zip", data)) == [
        (DATA, "a.zip!one.txt"),
        ("a story", "a.zip!d/rows.jsonl:1"),
    ]


def test_a_zip_inside_a_tar(tmp_path):
    data = tar(("in.zip", zipped(("one.txt", DATA))))
    assert found(write(tmp_path, "a.tar", data)) == [(DATA, "a.tar!in.zip!one.txt")]


@pytest.mark.parametrize(
    "name", ["../../escape.txt", "/etc/escape.txt", "C:\\escape.txt", "a/../../../escape.txt"]
)
def test_names_that_leave_the_folder_are_only_labels(tmp_path, name):
    folder = tmp_path / "in"
    folder.mkdir()
    assert found(write(folder, "a.tar", tar((name, DATA)))) == [(DATA, f"a.tar!{name}")]
    assert found(write(folder, "a.zip", zipped((name, DATA)))) == [(DATA, f"a.zip!{name}")]
    assert [path.name for path in tmp_path.rglob("*")] == ["in", "a.tar", "a.zip"] or not list(
        tmp_path.rglob("escape*")
    )


def entry(name, kind, target=""):
    member = tarfile.TarInfo(name)
    member.type, member.linkname = kind, target
    return member


def test_links_devices_and_folders(tmp_path):
    data = tar(
        entry("link", tarfile.SYMTYPE, "/etc/passwd"),
        entry("dev", tarfile.CHRTYPE),
        entry("folder", tarfile.DIRTYPE),
        ("one.txt", DATA),
    )
    assert found(write(tmp_path, "a.tar", data)) == [
        ("S205", "a.tar!link"),
        ("S205", "a.tar!dev"),
        (DATA, "a.tar!one.txt"),
    ]


def test_too_many_members(tmp_path):
    members = [(f"{number}.txt", b"x") for number in range(6)]
    settings = CleanSettings(max_members=5)
    assert found(write(tmp_path, "a.tar", tar(*members)), settings)[-1] == ("E107", "a.tar")
    assert found(write(tmp_path, "a.zip", zipped(*members)), settings) == [("E107", "a.zip")]


def test_a_member_above_the_limit_costs_only_itself(tmp_path):
    settings = CleanSettings(max_bytes=1000)
    members = (("big.txt", bytes(1001)), ("one.txt", DATA))
    assert found(write(tmp_path, "a.tar", tar(*members)), settings) == [
        ("E108", "a.tar!big.txt"),
        (DATA, "a.tar!one.txt"),
    ]
    assert found(write(tmp_path, "a.zip", zipped(*members)), settings) == [
        ("E108", "a.zip!big.txt"),
        (DATA, "a.zip!one.txt"),
    ]


def test_bombs(tmp_path):
    big = ("big.txt", bytes(60_000_000))
    assert found(write(tmp_path, "a.tar.gz", gzip.compress(tar(big))))[-1][0] == "E107"
    assert found(write(tmp_path, "a.zip", zipped(big))) == [("E107", "a.zip")]
    inner = gzip.compress(bytes(60_000_000))
    assert found(write(tmp_path, "b.tar", tar(("big.gz", inner), ("one.txt", DATA)))) == [
        ("E107", "b.tar!big.gz"),
        (DATA, "b.tar!one.txt"),
    ]


def test_truncated(tmp_path):
    whole = tar(("one.txt", DATA), ("two.txt", DATA * 100))
    items = found(write(tmp_path, "a.tar", whole[:4000]))
    assert items[0] == (DATA, "a.tar!one.txt")
    assert items[1][0] == "E106"
    assert found(write(tmp_path, "a.tar.gz", gzip.compress(whole)[:-30]))[-1][0] == "E106"
    assert found(write(tmp_path, "a.zip", zipped(("one.txt", DATA))[:-30])) == [("E106", "a.zip")]


def test_damaged_members_of_a_zip(tmp_path):
    data = bytearray(zipped(("one.txt", DATA), ("two.txt", DATA)))
    data[45:60] = bytes(15)
    items = found(write(tmp_path, "a.zip", bytes(data)))
    assert [item[0] for item in items] == ["E106", DATA]


def test_encrypted_members(tmp_path):
    data = bytearray(zipped(("one.txt", DATA)))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert found(write(tmp_path, "a.zip", bytes(data))) == [("E106", "a.zip!one.txt")]


def test_office_files_are_no_archives_of_articles(tmp_path):
    data = zipped(("[Content_Types].xml", b"<x/>"), ("word/document.xml", b"<x/>"))
    assert found(write(tmp_path, "a.docx", data)) == [("E115", "a.docx")]


def test_an_empty_zip(tmp_path):
    stream = io.BytesIO()
    zipfile.ZipFile(stream, "w").close()
    assert found(write(tmp_path, "a.zip", stream.getvalue())) == []
