"""Answers from other tools as entries of the decision log."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from claimwright.exchange.reviewed import Answerer, ReviewedClaim, as_decision
from claimwright.records.decision import Action
from claimwright.store.decision_json import decision_from_line, decision_line
from tests.exchange.foreign.articles import Sample, articles

NOW = "2026-03-01T10:00:00.000000+00:00"
CLAIM = Sample().claims[0]
ANSWER = ReviewedClaim(
    Action.ACCEPT, CLAIM.document.sha256, CLAIM, None, Answerer("ann", NOW, 4.5), "brat", "a.ann"
)


@given(articles(most=1), st.sampled_from([Action.ACCEPT, Action.REJECT, Action.UNSURE, Action.CORRECT]))
@settings(max_examples=40)
def test_a_decision_survives_the_log(article, action):
    for claim in article.claims:
        result = claim if action is Action.CORRECT else None
        answer = ReviewedClaim(action, article.reference.sha256, claim, result, Answerer(), "brat", "x" * 300)
        decision = as_decision(answer, reviewer="me", at=NOW)
        assert decision_from_line(decision_line(decision)) == decision
        assert (decision.targets, decision.claim_id, decision.reviewer) == ((claim,), claim.id, "me")


def test_who_when_and_how_long_come_from_the_tool():
    decision = as_decision(ANSWER, reviewer="other", at="2027-01-01T00:00:00+00:00")
    assert (decision.reviewer, decision.at, decision.seconds) == ("ann", NOW, 4.5)
    assert decision.shown.model == CLAIM.model
    assert (decision.note, decision.shown.queue) == ("imported from brat", "brat")


def test_the_same_answer_is_the_same_decision():
    first = as_decision(ANSWER, reviewer="x", at=NOW)
    later = as_decision(replace(ANSWER, origin="elsewhere"), reviewer="y", at="2027-01-01T00:00:00+00:00")
    assert first == later
    untold = replace(ANSWER, answerer=Answerer("ann"))
    now, then = (as_decision(untold, reviewer="x", at=at) for at in (NOW, "2027-01-01T00:00:00+00:00"))
    assert replace(now, at=then.at) == then
    for other in (
        replace(ANSWER, action=Action.REJECT),
        replace(ANSWER, answerer=Answerer("bob", NOW)),
        replace(ANSWER, target=Sample().claims[1]),
    ):
        assert as_decision(other, reviewer="x", at=NOW).client_id != first.client_id


def test_additions_and_nothing_missed_have_no_target():
    added = ReviewedClaim(Action.ADD, CLAIM.document.sha256, None, CLAIM, Answerer(), "brat", "x")
    looked = ReviewedClaim(Action.NOTHING_MISSED, CLAIM.document.sha256, None, None, Answerer(), "brat", "x")
    assert added.claim_id is None
    assert as_decision(added, reviewer="me", at=NOW).results == (CLAIM,)
    assert as_decision(looked, reviewer="me", at=NOW).targets == ()
