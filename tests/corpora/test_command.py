"""``claimwright corpora``: list, check, stats."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from claimwright.cli.corpora import app
from claimwright.corpora.build import build
from claimwright.corpora.check import check_corpora, long_runs
from claimwright.corpora.diversity import measure_diversity
from claimwright.corpora.manifest import main as write_manifest
from claimwright.corpora.reader import documents
from claimwright.corpora.stats import corpus_stats
from tests.corpora.conftest import WRITTEN, move_annotation


@pytest.fixture
def labelled(project):
    project.annotate("x00", {"n/move.md": move_annotation()})
    project.annotate("x00B", {"n/move.md": move_annotation()})
    project.annotate("t00", {"n/quiet.md": {"claims": []}})
    build(project.annotations, project.root / "annotations")
    write_manifest([])
    return project


def run(*arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, arguments, env={"COLUMNS": "200"})
    return result.exit_code, result.stdout, result.stderr


def test_list(labelled):
    status, text, _ = run("list")
    assert status == 0
    assert "1 train, 1 test" in text
    status, text, _ = run("list", "--json")
    news, written = json.loads(text)
    assert (news["name"], news["splits"], news["here"]) == ("news", {"train": 1, "test": 1}, True)
    assert written["licence"] == "Apache-2.0"
    assert json.loads(run("list", "--json", "--texts", "/nowhere")[1])[0]["here"] is False


def test_check_is_content(labelled):
    status, text, _ = run("check")
    assert status == 0, text
    assert "news: 2 documents checked" in text
    assert text.endswith("0 faults\n")


def test_check_tells_what_is_wrong_and_fails(labelled):
    path = labelled.root / "annotations" / "news" / "test.jsonl"
    row = json.loads(path.read_text())
    row["claims"][0]["mentions"][0]["trigger"][1] -= 1
    row["claims"][0]["arguments"]["person"].append(
        "this is a whole sentence of the article which may not stand here"
    )
    path.write_text(json.dumps(row) + "\n")
    (labelled.root / "corpora" / "written" / "two.md").write_text("{x")
    status, _, told = run("check")
    assert status == 1
    assert "test.jsonl:1" in told
    assert "cuts a word" in told
    assert "holds a run of words" in told
    assert "two.md:" in told
    found = json.loads(run("check", "--json")[1])
    assert len(found["faults"]) == 3
    assert found["checked"]["news"] == 1


def test_check_compares_with_the_manifest(labelled):
    (labelled.root / "corpora" / "written" / "two.md").write_text(WRITTEN.replace("Ines Faro", "Odd Berg"))
    train = labelled.root / "annotations" / "news" / "train.jsonl"
    again = train.read_text()
    train.write_text(again + again)
    faults = check_corpora().faults
    assert any("two.md is labelled but not listed" in fault for fault in faults)
    assert any("train.jsonl:2: n/quiet.md is labelled already" in fault for fault in faults)
    train.unlink()
    assert any("n/quiet.md is listed but not labelled" in fault for fault in check_corpora().faults)


def test_texts_that_are_not_here_are_no_fault(labelled):
    (labelled.texts / "news" / "news.tar.gz").unlink()
    report = check_corpora()
    assert report.faults == []
    assert report.missing["news"] == 2
    assert "2 texts missing" in run("check")[1]


def test_stats(labelled):
    status, text, _ = run("stats")
    assert status == 0
    assert "news/test" in text
    assert "claim F1" in text
    found = json.loads(run("stats", "--json")[1])
    test = found["splits"]["news/test"]
    assert (test["documents"], test["with_claims"], test["twice"], test["firm"], test["optional"]) == (
        1,
        1,
        1,
        1,
        1,
    )
    assert test["claims_by_type"] == {"departure": 1}
    assert test["modalities"] == {"planned": 1}
    assert test["mentions"] == 3
    assert found["agreement"]["all"]["claim_f1"][0] == 1.0
    assert found["rules"] == {"asserted departure": 1}
    assert found["diversity"]["words"] == 6
    written = next(stats for name, stats in found["splits"].items() if name.startswith("written/"))
    assert written["roles"] == {"person": 1, "employer": 1, "date": 1}


def test_without_texts_there_are_counts_but_no_agreement(labelled):
    (labelled.texts / "news" / "news.tar.gz").unlink()
    stats = corpus_stats()
    assert stats.agreement is None
    assert stats.splits["news/test"].firm == 1


def test_diversity(labelled):
    (document,) = documents("written")
    one = measure_diversity([document])
    assert one.distinct_triggers == {"departure": 1}
    assert one.distinct_ngrams == {1: 1.0, 2: 1.0, 3: 1.0, 4: 1.0}
    assert one.nearest_most == 0.0
    twice = measure_diversity([document, document.__class__(**{**_fields(document), "path": "again.md"})])
    assert twice.nearest_most == 1.0
    assert twice.distinct_ngrams[1] == 0.5
    assert measure_diversity([]).words == 0


def test_long_runs():
    assert list(long_runs({"a": ["x " * 8, {"b": "y " * 9}], "c": 3})) == ["y " * 9]


def _fields(document):
    return {name: getattr(document, name) for name in document.__slots__}


@pytest.mark.shared
def test_the_labels_of_the_project_hold(shared):
    report = check_corpora(shared)
    assert report.faults == []
    assert report.checked["news"] >= 800
