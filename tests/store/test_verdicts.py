"""What stands after a log: the four rules, by example and for any log."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimwright.records import Action, Verdict
from claimwright.store.verdicts import effective, fold, in_force, settled, truth
from tests.store.make import SHA, claim, decide, undo

A, B = claim("c_a"), claim("c_b", person="John Doe", at=500)


def verdicts(*log):
    return {
        claim_id: {reviewer: answer.verdict for reviewer, answer in answers.items()}
        for claim_id, answers in fold(log).answers.items()
    }


def test_the_later_of_two_decisions_of_one_reviewer_stands():
    assert verdicts(decide("reject", A), decide("accept", A)) == {"c_a": {"ann": Verdict.ACCEPTED}}


def test_reviewers_stand_side_by_side():
    log = decide("reject", A), decide("accept", A, by="bo")
    assert verdicts(*log) == {"c_a": {"ann": Verdict.REJECTED, "bo": Verdict.ACCEPTED}}
    assert set(fold(log).conflicts()) == {"c_a"}


def test_undo_brings_back_what_was_there_before():
    first, second = decide("reject", A), decide("accept", A)
    assert verdicts(first, second, undo(second)) == {"c_a": {"ann": Verdict.REJECTED}}
    assert verdicts(first, second, undo(second), undo(first)) == {}


def test_undo_of_undo_restores():
    first = decide("accept", A)
    taken_back = undo(first)
    assert verdicts(first, taken_back) == {}
    restored = undo(taken_back)
    assert verdicts(first, taken_back, restored) == {"c_a": {"ann": Verdict.ACCEPTED}}
    assert verdicts(first, taken_back, restored, undo(restored)) == {}


def test_an_undo_before_its_decision_does_nothing():
    first = decide("accept", A)
    assert verdicts(undo(first), first) == {"c_a": {"ann": Verdict.ACCEPTED}}


def test_a_correction_gives_the_right_form_and_the_wrong_one():
    right = replace(claim("c_right", employer="Acme Labs"), type="hire")
    found = truth(fold([decide("correct", A, results=[right])]))
    assert (found.right, found.wrong) == ((right,), (A,))


def test_a_correction_that_keeps_the_id():
    right = claim("c_a", modality="planned")
    found = truth(fold([decide("correct", A, results=[right])]))
    assert (found.right, found.wrong) == ((right,), (A,))


def test_a_correction_of_a_correction():
    once, twice = claim("c_1", employer="Beta"), claim("c_2", employer="Gamma")
    found = truth(fold([decide("correct", A, results=[once]), decide("correct", once, results=[twice])]))
    assert found.right == (twice,)
    assert {claim.id for claim in found.wrong} == {"c_a", "c_1"}


def test_an_added_claim_is_right_until_it_is_rejected():
    added = decide("add", results=[A])
    assert truth(fold([added])).right == (A,)
    assert truth(fold([added, undo(added)])).right == ()
    later = truth(fold([added, decide("reject", A)]))
    assert (later.right, later.wrong) == ((), (A,))
    assert truth(fold([added, decide("reject", A, by="bo")])).disputed == ("c_a",)


def test_merge_and_split():
    whole = claim("c_ab", person="Jane Roe and John Doe")
    merged = truth(fold([decide("merge", A, B, results=[whole])]))
    assert merged.right == (whole,)
    assert {claim.id for claim in merged.wrong} == {"c_a", "c_b"}
    parted = truth(fold([decide("split", whole, results=[A, B])]))
    assert {claim.id for claim in parted.right} == {"c_a", "c_b"}
    assert [claim.id for claim in parted.wrong] == ["c_ab"]


def test_deciding_on_one_of_merged_claims_replaces_the_merge():
    merge = decide("merge", A, B, results=[claim("c_ab")])
    assert verdicts(merge, decide("accept", A)) == {"c_a": {"ann": Verdict.ACCEPTED}}


def test_nothing_missed_holds_until_the_reviewer_adds_something():
    done = decide("nothing_missed", sha256=SHA)
    added = decide("add", results=[A])
    assert set(fold([done]).complete) == {SHA}
    assert fold([done, added]).complete == {}
    assert set(fold([done, added, undo(added)]).complete) == {SHA}
    assert set(fold([done, decide("add", results=[A], by="bo")]).complete[SHA]) == {"ann"}


def test_a_final_decision_settles():
    log = [decide("reject", A), decide("accept", A, by="bo"), decide("accept", A, by="chief", final=True)]
    assert settled(fold(log).answers["c_a"].values()).verdict is Verdict.ACCEPTED
    assert fold(log).conflicts() == {}
    assert truth(fold(log)).right == (A,)


def test_unsure_does_not_stand_against_an_answer():
    log = [decide("unsure", A), decide("accept", A, by="bo")]
    assert truth(fold(log)).right == (A,)
    assert truth(fold(log[:1])).unsure == (A,)


def test_two_different_corrections_are_a_conflict_and_two_equal_ones_are_not():
    one = decide("correct", A, results=[claim("c_1", employer="Beta")])
    other = decide("correct", A, results=[claim("c_2", employer="Gamma")], by="bo")
    same = decide("correct", A, results=[claim("c_1", employer="Beta")], by="bo")
    assert set(fold([one, other]).conflicts()) == {"c_a"}
    assert fold([one, same]).conflicts() == {}


@pytest.mark.parametrize(
    ("action", "targets", "results"),
    [("accept", 0, 0), ("accept", 2, 0), ("correct", 1, 0), ("merge", 1, 1), ("split", 1, 1), ("add", 0, 0)],
)
def test_claims_must_fit_the_action(action, targets, results):
    with pytest.raises(ValueError, match=f"{action} with"):
        decide(action, *[A] * targets, results=[B] * results, sha256=SHA)


def test_what_a_decision_refuses():
    with pytest.raises(ValueError, match="another document"):
        decide("accept", A, sha256="b" * 64)
    with pytest.raises(ValueError, match="undo"):
        decide("accept", A, undoes="x")
    with pytest.raises(ValueError, match="UTC"):
        replace(decide("accept", A), at="2026-01-01T00:00:00+01:00")


@st.composite
def logs(draw):
    """Any log over three claims and two reviewers; undos name any earlier decision."""
    claims = [A, B, claim("c_c", person="Mary Major", at=900)]
    log = []
    for _ in range(draw(st.integers(0, 14))):
        by = draw(st.sampled_from(["ann", "bo"]))
        action = draw(st.sampled_from(list(Action)))
        one, other = draw(st.permutations(claims))[:2]
        if action is Action.UNDO:
            if log:
                log.append(undo(draw(st.sampled_from(log)), by))
        elif action is Action.NOTHING_MISSED:
            log.append(decide(action, by=by, sha256=SHA))
        elif action is Action.MERGE:
            log.append(decide(action, one, other, results=[claim("c_m")], by=by))
        elif action is Action.SPLIT:
            log.append(decide(action, one, results=[claim("c_s"), claim("c_t", at=40)], by=by))
        elif action is Action.ADD:
            log.append(decide(action, results=[one], by=by))
        else:
            results = [claim(one.id, modality="planned")] if action is Action.CORRECT else []
            log.append(decide(action, one, results=results, by=by))
    return log


@given(logs())
def test_undoing_everything_from_the_end_goes_back_step_by_step(log):
    """However long the way, one undo of the last action gives exactly what stood before it."""
    for length in range(len(log), 0, -1):
        assert fold([*log[:length], undo(log[length - 1])]) == fold(log[: length - 1])


@given(logs())
def test_undo_and_redo_change_nothing(log):
    if log:
        back = undo(log[-1])
        assert fold([*log, back, undo(back)]) == fold(log)


@given(logs())
def test_no_undo_is_in_force_and_nothing_twice(log):
    kept = in_force(log)
    assert all(decision.action is not Action.UNDO for decision in kept)
    assert set(map(id, kept)) <= set(map(id, effective(log)))
    taken = [(d.reviewer, target.id) for d in kept for target in d.targets]
    assert len(taken) == len(set(taken))


@given(logs())
def test_one_reviewer_does_not_touch_another(log):
    """What stands of one reviewer follows from that reviewer's own decisions, where nobody undoes another's."""
    own = {decision.id: decision.reviewer for decision in log}
    log = [d for d in log if d.undoes is None or own[d.undoes] == d.reviewer]
    for name in ("ann", "bo"):
        alone = in_force([decision for decision in log if decision.reviewer == name])
        assert tuple(d for d in in_force(log) if d.reviewer == name) == alone


@given(logs())
def test_nothing_is_both_known_and_disputed(log):
    found = truth(fold(log))
    right = {claim.id for claim in found.right}
    assert right.isdisjoint(found.disputed)
    assert right.isdisjoint(claim.id for claim in found.unsure)
    assert len(right) == len(found.right)
