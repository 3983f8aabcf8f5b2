"""The command with the model that is shipped, end to end, on an invented article."""

import json

import pytest

from claimwright.exchange.schema import schema_faults
from tests.cli.command import REAL, run

ARTICLE = """---
title: Acme hires Globex veteran to run its chip group
published: 2025-05-27
url: https://courier.example/acme-chips
---

# Acme hires Globex veteran to run its chip group

Acme has hired Mara Quill, a longtime engineer at Globex, to run its chip group, the company said on Tuesday.

Quill joined Globex in 2014 and built the team behind its first accelerator. She will receive a signing bonus of
$2 million, according to people familiar with the matter.

Her predecessor, Pavel Ost, resigned from Acme last month. The company said that the launch of its Orion accelerator
has been delayed until early 2026.
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("model")
    (folder / "in").mkdir()
    (folder / "in" / "acme.md").write_text(ARTICLE, encoding="utf-8")
    (folder / "in" / "quiet.md").write_text(
        "# A quiet week\n\nNothing much happened in the valley this week, and the weather was fine for walks.\n",
        encoding="utf-8",
    )
    done = run(REAL, "extract", "in", "-o", "claims.jsonl", cwd=folder)
    assert done.returncode == 0, done.stderr
    assert "2 inputs = 2 extracted + 0 skipped + 0 failed" in done.stderr
    return folder


@pytest.fixture(scope="module")
def claims(folder):
    return [json.loads(line) for line in (folder / "claims.jsonl").read_text(encoding="utf-8").splitlines()]


def test_the_plain_facts_are_found(claims):
    found = {
        (claim["type"], argument["canonical"])
        for claim in claims
        for argument in claim["arguments"]
        if argument["role"] in {"person", "product"}
    }
    assert ("hire", "Mara Quill") in found
    assert ("departure", "Pavel Ost") in found
    assert any(claim["type"] == "delay" for claim in claims)


def test_every_claim_is_valid_and_points_to_its_words(claims):
    assert [fault for claim in claims for fault in schema_faults(claim)] == []
    for claim in claims:
        assert claim["document"]["path"].endswith("acme.md")
        assert claim["document"]["published"] == "2025-05-27"
        for argument in claim["arguments"]:
            assert ARTICLE[argument["source_start"] : argument["source_end"]] == argument["text"]


def test_two_workers_find_the_same(folder, claims):
    done = run(REAL, "extract", "in", "--workers", "2", "-q", cwd=folder)
    assert done.stderr == ""
    assert [json.loads(line) for line in done.stdout.splitlines()] == claims


def test_the_report_shows_the_article(folder):
    done = run(REAL, "report", "claims.jsonl", cwd=folder)
    assert done.returncode == 0
    assert "1 of 1 articles in full" in done.stderr


def test_the_explanation_shows_the_claims(folder, claims):
    done = run(REAL, "explain", "in/acme.md", cwd=folder)
    text = done.stdout.decode()
    assert all(claim["id"] in text for claim in claims)
    assert "Mara Quill" in text


def test_all_spans_of_claims_hold(folder):
    done = run(REAL, "check-offsets", "in", "--model", "default", cwd=folder)
    assert done.returncode == 0
    assert "0 do not hold" in done.stdout.decode()
