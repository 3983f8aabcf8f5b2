"""The page of an evaluation: the scores it shows are those that were measured, and nothing in it can run."""

import re

import pytest

from claimwright.evaluation import evaluate
from claimwright.evaluation.calibration import reliability
from claimwright.evaluation.scores import METRICS, confident_pairs
from claimwright.report.chart import HEIGHT, WIDTH, reliability_chart, risk_coverage_chart
from claimwright.report.evaluation_page import build_evaluation_page
from tests.evaluation.build import claim, gold_claim, gold_document
from tests.report.test_page import ATTACKS, Reader

GOLD = [
    gold_document(
        "a/one.md", gold_claim(person="Ana Ruiz", employer="Acme"), gold_claim("delay", product="Orion")
    ),
    gold_document("a/two.md", gold_claim("departure", person="Bo Lind", modality="denied")),
    gold_document("a/three.md"),
]


def told(given, words):
    given["mentions"] = [{"evidence": {"source_start": 5, "source_end": 20, "text": words}}]
    return given


CLAIMS = {
    "one": [
        told(claim(person="Ana Ruiz", employer="Acme", confidence=0.9), "Acme hired Ana Ruiz."),
        told(claim("hire", product="Orion", confidence=0.7), "Orion slips to May."),
    ],
    "two": [told(claim("departure", person="Bo Lind", confidence=0.8), "Bo Lind is not leaving.")],
    "three": [told(claim("compensation", amount="$5", confidence=0.6), "A quiet day, $5 a head.")],
}


@pytest.fixture(scope="module")
def evaluation():
    return evaluate(GOLD, CLAIMS)


@pytest.fixture(scope="module")
def page(evaluation):
    return Reader(build_evaluation_page(evaluation, GOLD, title="A model on some articles"))


def test_every_figure_is_the_one_measured(page, evaluation):
    text = " ".join(page.text.split())
    for name in METRICS:
        value = evaluation.overall.values[name].value
        assert f"{value:.3f}" in text
    assert "1 of 1 documents without labels got a claim" in text
    assert "3 labels: 2 found, 1 missed" in text


def test_every_error_is_shown_with_its_sentence(page):
    text = " ".join(page.text.split())
    assert text.index("A quiet day, $5 a head.") > text.index("Orion slips to May.")  # less confident
    assert "labelled as delay" in text
    assert "predicted as hire" in text
    assert "denied taken for asserted" in text
    assert "Bo Lind is not leaving." in text
    assert "Acme hired Ana Ruiz." not in text  # that one is right
    assert text.count("a/one.md") == 2


def test_the_page_loads_and_runs_nothing(page):
    assert page.all("script") == []
    assert not [name for name, attributes in page.elements if "src" in attributes or "style" in attributes]
    [policy] = [meta["content"] for meta in page.all("meta") if "http-equiv" in meta]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert {link["href"][0] for link in page.all("a")} == {"#"}


@pytest.mark.parametrize("attack", ATTACKS)
def test_nothing_that_texts_say_becomes_markup(attack):
    gold = [gold_document(f"a/{attack}.md", gold_claim(person=attack))]
    given = told(claim(attack, attack, employer=attack, **{"odd role": attack}), attack)
    claims = {gold[0].path.rpartition("/")[2].removesuffix(".md"): [given]}
    clean = Reader(build_evaluation_page(evaluate(gold, {}), gold, title="x"))
    page = Reader(build_evaluation_page(evaluate(gold, claims), gold, title=attack))
    allowed = {name for name, _ in clean.elements} | {"blockquote", "polyline", "circle", "g", "line"}
    assert {name for name, _ in page.elements} <= allowed | {
        "details",
        "summary",
        "span",
        "div",
        "svg",
        "text",
    }
    assert page.all("script") == page.all("img") == []
    assert not [
        attributes for _, attributes in page.elements if any(key.startswith("on") for key in attributes)
    ]
    assert page.inline["style"] == clean.inline["style"]


def test_an_evaluation_of_nothing_makes_a_page():
    page = Reader(build_evaluation_page(evaluate([], {}), [], title="Nothing"))
    assert "0 documents" in page.text
    assert page.text.count("None.") == 3


def test_points_lie_where_the_figures_say(evaluation):
    pairs = confident_pairs(list(evaluation.pairings.values()))
    chart = reliability_chart(pairs)
    assert [bin_.size for bin_ in chart.bins] == [one.size for one in reliability(pairs)]
    left, bottom, right, top = chart.diagonal
    for bin_ in chart.bins:
        assert bin_.x == pytest.approx(left + bin_.confidence * (right - left), abs=0.11)
        assert bin_.y == pytest.approx(bottom + bin_.accuracy * (top - bottom), abs=0.11)
        assert bin_.high <= bin_.y <= bin_.low
    curve = risk_coverage_chart(pairs)
    points = [tuple(map(float, point.split(","))) for point in curve.points.split()]
    assert points[-1][0] == right  # all are kept in the end
    assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in points)
    # Half are wrong: the axis goes up to a half, so the curve ends at its top.
    assert points[-1][1] == top
    assert curve.half_precision == 1.0


def test_the_numbers_of_the_bins_are_written_out(page):
    assert len(re.findall(r"claims: confidence", page.text)) == 4
