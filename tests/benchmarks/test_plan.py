"""A small batch measured, and the plan of a large one that is made of it."""

import json

import pytest
from benchmarks.batch_many import main as measure
from benchmarks.plan import main, plan, put_into

MARKS = "<!-- plan: made by benchmarks/plan.py -->\n", "<!-- end of plan -->\n"


@pytest.fixture(scope="module")
def figures(tmp_path_factory):
    """What one command writes: six articles with one worker and with two."""
    place = tmp_path_factory.mktemp("plan") / "figures.json"
    assert measure(["--articles", "6", "-o", str(place)]) == 0
    return place


def test_every_article_is_accounted_for(figures):
    data = json.loads(figures.read_text())
    assert [run["workers"] for run in data["runs"]] == [1, 2]
    for run in data["runs"]:
        account = run["account"]
        assert account["inputs"] == 6
        assert account["codes"].get("S202", 0) == 0
        assert run["bytes"]["manifests"] > 0
        assert run["memory"]["worker"][-1] > 50
        assert run["processor"]["parent"] > 0
    assert data["runs"][0]["bytes"] == data["runs"][1]["bytes"]
    [ratio] = data["two_workers_to_one"]["rounds"]
    assert ratio > 0
    assert data["remembering"]["bytes"] > 100


def test_the_plan_is_what_was_measured_times_what_is_planned(figures):
    data = json.loads(figures.read_text())
    run = data["runs"][1]
    run["processor"], run["account"]["claims"] = {"worker": 2.4, "parent": 0.06}, 3
    table = plan(data, 3_600_000, 0.05)
    assert "| processor time of the workers | 0.400 s | 400 core-hours |" in table
    assert "| 10.0 ms | 10 core-hours |" in table
    assert "$5.69 a million | $20 |" in table
    assert "| workers that one reading process can feed | 40 |" in table
    assert "| claims | 0.50 | 1,800,000 |" in table


def test_the_table_takes_its_place_in_the_page(figures, tmp_path):
    page = tmp_path / "page.md"
    page.write_text(f"before\n{MARKS[0]}old\n{MARKS[1]}after\n")
    assert main([str(figures), "--page", str(page)]) == 0
    once = page.read_text()
    assert "old" not in once
    assert once.startswith("before\n")
    assert once.endswith("after\n")
    assert main([str(figures), "--page", str(page)]) == 0
    assert page.read_text() == once
    with pytest.raises(ValueError, match="needs the lines"):
        put_into("no marks", "table")
