"""Inputs by address: one object, all below it, or those that match; bad ones are outcomes."""

import gzip

import fsspec
import pytest

from claimwright.batch.inputs import is_object, read_all
from claimwright.records import Outcome, RawDocument


@pytest.fixture
def store():
    made = fsspec.filesystem("memory")
    made.pipe_file("/corpus/b.txt", b"Bob Fox left Beta.")
    made.pipe_file("/corpus/a/deep.txt", b"Ann Lee joined Gamma.")
    made.pipe_file("/corpus/rows.jsonl.gz", gzip.compress(b'{"text": "Cat Dow left Delta."}\n{oops\n'))
    made.pipe_file("/corpus/.hidden.txt", b"no")
    yield made
    made.rm("/corpus", recursive=True)


def read(*names):
    return [
        (item.path, item.content if isinstance(item, RawDocument) else item.code) for item in read_all(names)
    ]


def test_everything_below_an_address_in_the_order_of_names(store):
    assert read("memory://corpus") == [
        ("memory:///corpus/a/deep.txt", b"Ann Lee joined Gamma."),
        ("memory:///corpus/b.txt", b"Bob Fox left Beta."),
        ("memory:///corpus/rows.jsonl.gz:1", "Cat Dow left Delta."),
        ("memory:///corpus/rows.jsonl.gz:2", "E109"),
    ]


def test_one_object_and_those_that_match(store):
    assert [path for path, _ in read("memory://corpus/b.txt")] == ["memory:///corpus/b.txt"]
    assert [path for path, _ in read("memory://corpus/*.txt")] == ["memory:///corpus/b.txt"]
    assert [path for path, _ in read("memory://corpus/**/*.txt")] == [
        "memory:///corpus/a/deep.txt",
        "memory:///corpus/b.txt",
    ]


@pytest.mark.parametrize(
    ("name", "code"),
    [("memory://nothing/here", "E101"), ("memory://corpus/*.pdf", "E101"), ("nosuch://x", "E102")],
)
def test_what_is_not_there_is_an_outcome(store, name, code):
    [item] = read_all([name])
    assert isinstance(item, Outcome)
    assert item.code == code


def test_files_by_address_and_by_path_keep_their_order(store, tmp_path):
    (tmp_path / "x.txt").write_bytes(b"one")
    names = [str(tmp_path / "x.txt"), "memory://corpus/b.txt", f"file://{tmp_path}/x.txt"]
    assert [content for _, content in read(*names)] == [b"one", b"Bob Fox left Beta.", b"one"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("s3://bucket/a", True),
        ("memory://x", True),
        ("file:///x", True),
        ("gs://b", True),
        ("https://example.org/a", False),
        ("a/b.txt", False),
        ("-", False),
        ("@list.txt", False),
    ],
)
def test_addresses_are_told_from_paths(name, expected):
    assert is_object(name) is expected
