"""What ``explain`` shows: every stage, what was left out, and why a trigger gave no claim."""

import io
from dataclasses import replace

import pytest
from rich.console import Console

from claimwright.clean import clean
from claimwright.cli.explanation import show
from claimwright.records import RawDocument
from tests.cli.command import FAKE, run
from tests.fakes import RegexExtractor

ARTICLE = """By Ann Writer

A quiet week

Then Jane Roe joined Acme as its chief engineer. Later that day John Doe left, and nobody said for where.

Read more: Ten other stories of the week
"""


def told(explanation):
    console = Console(file=io.StringIO(), width=160)
    show(explanation, RegexExtractor.declarations, console)
    return console.file.getvalue()


@pytest.fixture
def explanation():
    document = clean(RawDocument("week.txt", ARTICLE.encode())).document
    assert document is not None
    return RegexExtractor().explain(document)


def test_every_stage_is_shown(explanation):
    text = told(explanation)
    for heading in ("Cleaned", "Left out of the text", "Triggers", "Relations", "Claims"):
        assert heading in text
    assert "week.txt" in text
    for dropped in explanation.document.dropped:
        assert dropped.reason in text
    assert explanation.document.dropped
    assert "Jane Roe joined Acme" in text
    assert explanation.claims[0].id in text
    assert "score +0.80" in text


def test_a_trigger_without_a_claim_says_what_it_lacks(explanation):
    [line] = [line for line in told(explanation).splitlines() if "departure" in line]
    assert "no claim: lacks employer" in line


def test_relations_below_the_threshold_count_as_missing(explanation):
    weak = tuple(replace(relation, score=0.1) for relation in explanation.relations)
    text = told(replace(explanation, relations=weak, claims=()))
    assert "no claim: lacks person and employer" in text


def test_an_empty_explanation_is_told_as_such(explanation):
    bare = replace(explanation, mentions=(), triggers=(), relations=(), claims=())
    text = told(replace(bare, document=replace(bare.document, dropped=())))
    assert text.count("none") >= 3
    assert "nothing" in text


def test_what_the_article_says_does_not_steer_the_terminal():
    document = clean(
        RawDocument("w.txt", ARTICLE.replace("Acme", "Acme [red]x[/red] \x1b[2J").encode())
    ).document
    if document is None:
        pytest.skip("the cleaner takes such text for binary")
    text = told(RegexExtractor().explain(document))
    assert "\x1b" not in text
    assert "[red]x[/red]" in text


def test_the_command_explains(tmp_path):
    (tmp_path / "week.txt").write_text(ARTICLE, encoding="utf-8")
    done = run(FAKE, "explain", tmp_path / "week.txt")
    assert done.returncode == 0
    assert "Jane Roe" in done.stdout.decode()
    failed = run(FAKE, "explain", tmp_path / "missing.txt")
    assert failed.returncode == 1
    assert failed.stderr.startswith("E101 ")
