import pytest
from benchmarks.cold_start import ColdStart
from benchmarks.contenders import Done
from benchmarks.figures import Spread, Target, rates, speed_targets, targets
from benchmarks.memory import Memory
from benchmarks.precision import Precision
from benchmarks.rounds import Measured, Sample
from benchmarks.size import Size


def samples(seconds, *, articles=100, pieces=0, claims=None):
    return [Sample(s, 2 * s, Done(articles, pieces, claims)) for s in seconds]


MEASURED = Measured(
    {
        "pipeline": samples([10.0, 20.0, 40.0], pieces=50_000, claims=70),
        "encoder": samples([8.0, 15.0, 36.0], pieces=50_000),
        "spacy-1": samples([40.0, 80.0, 160.0]),
        "spacy-2": samples([30.0, 50.0, 160.0]),
    },
    (0.0, 0.1),
)


def test_rates_are_medians_with_their_spread():
    found = rates(MEASURED)
    assert found["pipeline"].articles == Spread(5.0, 2.5, 10.0)
    assert found["pipeline"].cpu_articles == Spread(2.5, 1.25, 5.0)
    assert found["encoder"].pieces.median == pytest.approx(50_000 / 15)
    assert (found["pipeline"].claims, found["spacy-1"].claims) == (70, None)
    assert found["spacy-1"].pieces is None


def test_ratios_are_formed_round_by_round_against_the_best_rival():
    against_spacy, token_rate = speed_targets(MEASURED)
    assert against_spacy.name == "articles/s, pipeline : spacy-2"
    assert against_spacy.value == Spread(3.0, 2.5, 4.0)
    assert against_spacy.met
    assert token_rate.value == Spread(0.8, 0.75, 0.9)


def test_what_was_not_measured_has_no_target():
    alone = Measured({"pipeline": samples([10.0], pieces=5)}, (0.0,))
    assert speed_targets(alone) == []
    size = Size(31.0, 80.0, "encoder.onnx")
    assert [t.name for t in targets(alone, None, None, size, None)] == ["model on disk"]


def test_every_target_has_its_bound():
    found = targets(
        MEASURED,
        ColdStart((1.8, 2.0, 2.2), (0.9, 0.5, 1.1)),
        Memory(480.0, 481.0, 470.0, 471.0, 30.0),
        Size(31.0, 80.0, "encoder.onnx"),
        Precision("dev", 100, 0.640, 0.648),
    )
    assert {t.name: t.met for t in found} == {
        "articles/s, pipeline : spacy-2": True,
        "token rate, pipeline : encoder": True,
        "first claim, cold": True,
        "first claim : import spacy": True,
        "peak memory": True,
        "model on disk": False,
        "claim F1 lost by int8": False,
    }


@pytest.mark.parametrize(
    ("at_least", "value", "met"), [(True, 2.9, False), (True, 3.0, True), (False, 3.1, False)]
)
def test_a_bound_holds_on_its_own_side(at_least, value, met):
    assert Target("x", Spread(value, value, value), 3.0, at_least, "s").met is met


def test_int8_may_be_the_better_one():
    assert Precision("dev", 9, 0.65, 0.64).points_lost == pytest.approx(-1.0)
