"""Two systems on the same documents."""

import pytest

from claimwright.evaluation.comparison import ChangeKind, compare
from claimwright.evaluation.matching import Pairing, Prediction
from claimwright.records import Modality
from claimwright.records.gold import GoldClaim


def label(person, kind="hire"):
    return GoldClaim(kind, Modality.ASSERTED, False, {"person": (person,)}, ())


def given(person, kind="hire", confidence=0.8):
    return Prediction(kind, "asserted", confidence, {"person": ((person,),)})


def found(*people, missed=(), wrong=()):
    return Pairing(
        tuple((label(one), given(one)) for one in people),
        (),
        tuple(given(one) for one in wrong),
        tuple(label(one) for one in missed),
    )


def test_a_system_that_finds_more_everywhere_is_better_beyond_noise():
    old = {str(n): found("Ann", missed=("Bo",)) for n in range(20)}
    new = {str(n): found("Ann", "Bo") for n in range(20)}
    compared = compare(old, new, ["hire", "delay"])
    f1 = compared.overall["f1"]
    assert (f1.old, f1.new) == (pytest.approx(2 / 3), 1.0)
    assert f1.low > 0
    assert f1.better == 1.0
    assert compared.by_type["hire"].change == pytest.approx(1 / 3)
    assert compared.support == {"hire": 40, "delay": 0}
    assert {change.kind for change in compared.changes} == {ChangeKind.NEWLY_RIGHT}
    assert len(compared.changes) == 20


def test_one_claim_more_in_one_of_many_documents_is_noise():
    old = {str(n): found("Ann", missed=("Bo",)) for n in range(20)}
    new = {**old, "0": found("Ann", "Bo")}
    f1 = compare(old, new, ["hire"]).overall["f1"]
    assert f1.change > 0
    assert f1.low == 0.0


def test_what_got_worse_is_named():
    old = {"a": found("Ann", wrong=("Cy",)), "b": found(missed=("Di",))}
    new = {"a": found(missed=("Ann",)), "b": found(missed=("Di",), wrong=("Ed",))}
    changes = {(one.path, one.kind) for one in compare(old, new, ["hire"]).changes}
    assert changes == {
        ("a", ChangeKind.NEWLY_MISSED),
        ("a", ChangeKind.NO_LONGER_WRONG),
        ("b", ChangeKind.NEWLY_WRONG),
    }


def test_the_calibration_error_is_compared_too():
    sure = {str(n): Pairing(((label("Ann"), given("Ann", confidence=1.0)),), (), (), ()) for n in range(10)}
    shy = {str(n): Pairing(((label("Ann"), given("Ann", confidence=0.5)),), (), (), ()) for n in range(10)}
    ece = compare(sure, shy, ["hire"]).overall["ece"]
    assert (ece.old, ece.new, ece.low) == pytest.approx((0.0, 0.5, 0.5))


def test_nothing_to_compare_and_unlike_documents():
    assert compare({}, {}, ["hire"]).overall["f1"].low is None
    with pytest.raises(ValueError, match="same documents"):
        compare({"a": found("Ann")}, {"b": found("Ann")}, ["hire"])
