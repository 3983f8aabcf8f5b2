"""How many documents to expect, and which failures are told one by one."""

import pytest

from claimwright.batch.result import Result
from claimwright.cli.progress import Watch, expected
from claimwright.records import Outcome, Status


@pytest.mark.parametrize(
    ("names", "count"),
    [
        (["a.txt", "b.md", "c.html", "d.HTM.gz"], 4),
        (["a.txt", "rows.jsonl"], None),
        (["a.tar.gz"], None),
        (["page.md", "noname"], None),
        ([], 0),
    ],
)
def test_files_of_one_document_are_counted(tmp_path, names, count):
    (tmp_path / "in" / "deep").mkdir(parents=True)
    for name in names:
        (tmp_path / "in" / "deep" / name).write_text("x")
    assert expected([str(tmp_path / "in")]) == count


def test_what_is_no_path_cannot_be_counted():
    assert expected(["-"]) is None
    assert expected(["https://example.org/a"]) is None


@pytest.mark.parametrize(("listed_in", "lines"), [(None, 30), ("out.failed.jsonl", 21)])
def test_many_failures_are_told_once_where_a_file_lists_them(capsys, listed_in, lines):
    with Watch(bar=True, total=None, listed_in=listed_in) as watch:
        for number in range(30):
            watch(Result(Outcome(f"{number}.txt", Status.FAILED, code="E103")))
            watch(Result(Outcome(f"{number}.md", Status.SKIPPED, code="S201")))
    told = capsys.readouterr().err.splitlines()
    assert len(told) == lines
    assert told[0] == "E103 0.txt: the input is empty; remove it, or fetch it again"
    if listed_in:
        assert told[-1] == "more failures are listed in out.failed.jsonl"
