"""Decisions find their claims again among those of another model."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimwright.records import Verdict
from claimwright.store.attach import attach, concerns
from claimwright.store.verdicts import fold
from tests.store.make import claim, decide

OLD = claim("c_old")
# What a later model makes of the same fact: another id, since a further role belongs to it.
NEW = claim("c_new", position="chief")


def said(claims, *log):
    return [
        {reviewer: answer.verdict for reviewer, answer in answers.items()}
        for answers in attach(claims, fold(log))
    ]


@pytest.mark.parametrize("found", [OLD, NEW])
@pytest.mark.parametrize(
    ("action", "verdict"),
    [("accept", Verdict.ACCEPTED), ("reject", Verdict.REJECTED), ("unsure", Verdict.UNSURE)],
)
def test_an_answer_holds_for_the_same_fact(found, action, verdict):
    assert concerns(decide(action, OLD), found) is verdict


@pytest.mark.parametrize(
    ("action", "verdict"), [("accept", Verdict.CORRECTED), ("reject", None), ("unsure", None)]
)
def test_another_modality_is_another_claim(action, verdict):
    assert concerns(decide(action, OLD), claim("c_old", modality="planned")) is verdict


def test_a_correction_accepts_what_is_right_and_corrects_what_was_wrong():
    right = claim("c_right", employer="Beta")
    correction = decide("correct", OLD, results=[right])
    assert concerns(correction, right) is Verdict.ACCEPTED
    assert concerns(correction, OLD) is Verdict.CORRECTED
    assert concerns(correction, NEW) is Verdict.CORRECTED
    assert concerns(correction, claim("c_other", employer="Gamma")) is None


def test_a_correction_of_the_modality_keeps_the_id():
    right = claim("c_old", modality="planned")
    correction = decide("correct", OLD, results=[right])
    assert concerns(correction, right) is Verdict.ACCEPTED
    assert concerns(correction, OLD) is Verdict.CORRECTED


def test_an_added_claim_is_accepted_when_a_later_model_finds_it():
    assert concerns(decide("add", results=[OLD]), NEW) is Verdict.ACCEPTED


def test_a_decision_goes_to_the_claim_it_names_and_not_to_its_like():
    """Two facts of one sentence, "joined in 1998, became chief in 2007": deciding one says nothing of the other."""
    first, second = claim("c_1", date="1998"), claim("c_2", date="2007")
    assert said([first, second], decide("reject", first)) == [{"ann": Verdict.REJECTED}, {}]


def test_a_decision_without_its_claim_goes_to_the_nearest_one_alone():
    gone = claim("c_gone", date="1998")
    like, exact = claim("c_1", date="2007"), claim("c_2", date="1998")
    assert said([like, exact], decide("reject", gone)) == [{}, {"ann": Verdict.REJECTED}]


def test_a_claim_that_has_a_decision_of_its_own_takes_no_other():
    gone = claim("c_gone", date="1998")
    own = claim("c_own", date="2007")
    log = decide("accept", own), decide("reject", gone)
    assert said([own], *log) == [{"ann": Verdict.ACCEPTED}]


def test_another_document_is_not_concerned():
    assert concerns(decide("accept", OLD), claim("c_old", sha256="b" * 64)) is None


def test_a_merged_claim_is_corrected_and_its_whole_accepted():
    part, whole = claim("c_part", person="John Doe"), claim("c_whole", person="Jane Roe and John Doe")
    merge = decide("merge", OLD, part, results=[whole])
    assert said([OLD, part, whole], merge) == [
        {"ann": Verdict.CORRECTED},
        {"ann": Verdict.CORRECTED},
        {"ann": Verdict.ACCEPTED},
    ]


@given(st.lists(st.sampled_from(["accept", "reject", "unsure"]), min_size=1, max_size=5))
def test_for_the_claim_decided_on_the_answer_is_the_one_given(actions):
    log = [decide(action, OLD) for action in actions]
    [answers] = attach([OLD], fold(log))
    assert answers["ann"].decision == log[-1]
