import os

import pytest

from claimwright.clean.readers.paths import expand
from claimwright.records import Outcome


@pytest.fixture
def tree(tmp_path):
    for name in ("b.txt", "a.md", "deep/z.html", "deep/er/c.txt", ".hidden.txt", ".git/config", "odd[1].txt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")
    return tmp_path


def names(inputs, tree):
    return [
        (item.code, item.path) if isinstance(item, Outcome) else str(item).removeprefix(f"{tree}{os.sep}")
        for item in expand(inputs)
    ]


def test_folders_are_walked_in_order_without_hidden_files(tree):
    assert names([tree], tree) == ["a.md", "b.txt", "deep/er/c.txt", "deep/z.html", "odd[1].txt"]


def test_globs(tree):
    assert names([f"{tree}/*.txt"], tree) == ["b.txt", "odd[1].txt"]
    assert names([f"{tree}/**/*.txt"], tree) == ["b.txt", "deep/er/c.txt", "odd[1].txt"]
    assert names([f"{tree}/d*"], tree) == ["deep/er/c.txt", "deep/z.html"]


def test_a_name_with_brackets_that_exists_is_no_glob(tree):
    assert names([f"{tree}/odd[1].txt"], tree) == ["odd[1].txt"]


def test_what_is_not_there(tree):
    assert names([f"{tree}/nope.txt", f"{tree}/*.pdf"], tree) == [
        ("E101", f"{tree}/nope.txt"),
        ("E101", f"{tree}/*.pdf"),
    ]


def test_standard_input_and_addresses_pass():
    assert list(expand(["-", "https://example.org/a?b=*", "HTTP://x"])) == [
        "-",
        "https://example.org/a?b=*",
        "HTTP://x",
    ]


def test_lists(tree):
    (tree / "inner.lst").write_text("a.md\n")
    (tree / "list.lst").write_text("\ufeffb.txt\r\n\r\n# comment\r\ndeep\n@inner.lst\nhttps://e.org\nnope\n")
    assert names([f"@{tree}/list.lst"], tree) == [
        "b.txt",
        "deep/er/c.txt",
        "deep/z.html",
        "a.md",
        "https://e.org",
        ("E101", f"{tree}/nope"),
    ]


def test_lists_that_cannot_be_read(tree):
    (tree / "self.lst").write_text("@self.lst\n")
    (tree / "bytes.lst").write_bytes(b"\xff\xfe\xff")
    assert [
        code for code, _ in names([f"@{tree}/none", f"@{tree}/self.lst", f"@{tree}/bytes.lst"], tree)
    ] == [
        "E101",
        "E102",
        "E102",
    ]


def test_a_name_that_cannot_be_one():
    (outcome,) = expand(["a\x00b"])
    assert outcome.code in ("E101", "E102")
