"""The gate: better somewhere, worse nowhere beyond noise."""

import pytest

from claimwright.evaluation.comparison import Comparison, Difference
from claimwright.retraining.gate import judge


def compared(f1=(0.6, 0.62), span=(-0.01, 0.05), ece=(0.08, 0.08), kind=None, support=20):
    overall = {"f1": Difference(*f1, *span), "ece": Difference(*ece, ece[1] - ece[0], 0.2)}
    by_type = {"hire": kind or Difference(0.5, 0.5, -0.1, 0.1)}
    return Comparison(50, overall, by_type, {"hire": support}, ())


SAME = {"f1": (0.6, 0.6), "span": (-0.02, 0.02)}


def test_better_on_held_back_decisions_and_no_worse_elsewhere_passes():
    found = judge(compared(**SAME), compared())
    assert found.passed
    assert found.reasons == (
        "Claim F1 rises on the decisions held back: 0.600 to 0.620 "
        "(95 % of the differences lie from -0.010 to +0.050).",
    )


def test_better_on_the_frozen_test_alone_passes_too():
    assert judge(compared(), compared(**SAME)).passed


@pytest.mark.parametrize(
    ("frozen", "held_back", "why"),
    [
        (compared(**SAME), compared(**SAME), "not better"),
        (compared((0.6, 0.5), (-0.15, -0.02)), compared(), "falls on the frozen test"),
        (compared((0.6, 0.57), (-0.08, 0.01)), compared(), "falls on the frozen test"),
        (compared(), compared((0.6, 0.5), (-0.2, -0.01)), "falls on the decisions held back"),
        (compared(kind=Difference(0.5, 0.3, -0.4, -0.05)), compared(), "hire falls beyond noise"),
        (compared(ece=(0.08, 0.2)), compared(), "calibration error rises"),
        (None, compared(), "no frozen test"),
        (compared(), None, "held back"),
    ],
)
def test_what_is_refused_is_told_why(frozen, held_back, why):
    found = judge(frozen, held_back)
    assert not found.passed
    assert any(why in reason for reason in found.reasons), found.reasons


def test_a_loss_within_noise_and_a_type_with_hardly_a_label_do_not_refuse():
    slight = compared((0.6, 0.59), (-0.04, 0.02))
    assert judge(slight, compared()).passed
    rare = compared(kind=Difference(1.0, 0.0, -1.0, -1.0), support=2)
    assert judge(rare, compared()).passed


def test_an_error_that_stays_small_may_rise():
    assert judge(compared(ece=(0.02, 0.09)), compared()).passed
