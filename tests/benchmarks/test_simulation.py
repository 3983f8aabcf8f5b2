"""Reviewing simulated: labels answer as a reviewer would, and a run goes on where it was."""

import json
import math
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from benchmarks.curves import Band, BandPoint, bands, mean_interval, write_plot
from benchmarks.reviewing import answers, flipped, labelled_claim, missed_claims

from claimwright.corpora.reader import documents
from claimwright.evaluation.measure import cleaned
from claimwright.exchange.offsets import offset_faults
from claimwright.records import Action, Modality


@pytest.fixture(scope="module")
def written():
    """A written article with several firm claims, cleaned, and the claims as a perfect model would give them."""
    for gold in documents("written", "train"):
        document = cleaned(gold)
        claims = [labelled_claim(label, document) for label in gold.claims if not label.optional]
        if len(claims) >= 3 and all(claims) and len({claim.id for claim in claims}) == len(claims):
            return gold, document, claims
    raise LookupError("no such article")


def test_labels_become_claims_whose_spans_hold(written):
    _, document, claims = written
    assert [fault for claim in claims for fault in offset_faults(document, claim)] == []


def test_what_is_labelled_is_accepted(written):
    gold, document, claims = written
    assert {one.action for one in answers(gold, document, claims).values()} == {Action.ACCEPT}
    assert [one.action for one in missed_claims(gold, document, claims)] == [Action.NOTHING_MISSED]


def test_another_modality_is_corrected_and_nonsense_rejected(written):
    gold, document, claims = written
    told = replace(claims[0], modality=Modality.DENIED)
    trigger = claims[1].mentions[0].trigger
    others = tuple(replace(one, canonical="Nobody At All", span=trigger) for one in claims[1].arguments)
    nonsense = replace(claims[1], id="c_nonsense", arguments=others)
    found = answers(gold, document, [told, nonsense])
    assert found[told.id].action is Action.CORRECT
    assert found[told.id].results[0].modality is claims[0].modality
    assert found["c_nonsense"].action is Action.REJECT
    assert [one.action for one in missed_claims(gold, document, claims[1:])][:1] == [Action.ADD]


def test_a_flipped_decision_says_the_opposite(written):
    gold, document, claims = written
    [given] = answers(gold, document, claims[:1]).values()
    assert flipped(given, document).action is Action.REJECT
    assert flipped(flipped(given, document), document).action is Action.ACCEPT


def test_an_interval_narrows_with_seeds():
    assert mean_interval([0.5]) == (0.5, 0.5, 0.5)
    mean, low, high = mean_interval([0.4, 0.5, 0.6])
    assert (mean, high - mean) == pytest.approx((0.5, 4.30 * 0.1 / math.sqrt(3)))
    assert mean - low == pytest.approx(high - mean)


def test_the_plot_is_drawn_from_points(tmp_path):
    points = [
        {"order": order, "seed": seed, "reviewed": reviewed, "test": {"f1": 0.4 + 0.001 * reviewed}}
        for order in ("doubt", "random")
        for seed in (1, 2)
        for reviewed in (0, 50, 100)
    ]
    found = bands(points, "test", "f1")
    assert [band.name for band in found] == ["doubt", "random"]
    assert found[0].points[1] == BandPoint(50, pytest.approx(0.45), pytest.approx(0.45), pytest.approx(0.45))
    write_plot(tmp_path / "p.svg", [*found, Band("<&>", found[0].points)], "reviewed", "F1")
    root = ElementTree.parse(tmp_path / "p.svg").getroot()
    assert len(root.findall("{*}polyline")) == 3
    with pytest.raises(ValueError, match="no points"):
        write_plot(tmp_path / "q.svg", [], "x", "y")


@pytest.mark.slow
def test_an_episode_reviews_retrains_measures_and_goes_on(tmp_path):
    pytest.importorskip("torch")
    from benchmarks.simulation import Episode, Ground, Points, run_episode

    from claimwright.retraining.config import RetrainConfig
    from claimwright.training.corpus import Labelled
    from claimwright.training.trainer import TrainSettings
    from claimwright.versions import shipped_model

    gold = sorted(documents("written", "train"), key=lambda item: len(item.text))
    busy = [item for item in gold if len(item.claims) >= 2]
    pool = tuple(Labelled(cleaned(item), item) for item in busy[:8])
    learnt = tuple(Labelled(cleaned(item), item) for item in busy[8:10])
    ground = Ground(shipped_model("default"), learnt, (), pool, {"test": busy[10:14]})
    config = RetrainConfig(replay=2, train=TrainSettings(epochs=1, pieces=1024))
    run_episode(ground, Episode("mixed", 1, (2,)), config, tmp_path, share=1.0)
    points = Points(tmp_path / "points.jsonl").read()
    assert [point["reviewed"] for point in points] == [0, 2]
    assert sum(points[1]["decisions"].values()) >= 2
    assert 0 <= points[1]["test"]["f1"] <= 1
    run_episode(ground, Episode("mixed", 1, (2,)), config, tmp_path, share=1.0)
    assert Points(tmp_path / "points.jsonl").read() == points
    with (tmp_path / "points.jsonl").open("a", encoding="utf-8") as lines:
        lines.write(json.dumps(points[1])[:20])
    assert Points(tmp_path / "points.jsonl").read() == points
