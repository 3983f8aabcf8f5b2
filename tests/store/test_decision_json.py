"""A decision as a line: comes back the same, and nothing else is taken for one."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimwright.errors import StoreError
from claimwright.records import Action, Decision, ModelReference, Shown
from claimwright.store.decision_json import decision_from_line, decision_line, decision_to_dict
from tests.exchange.test_round_trips import claims
from tests.store.make import claim, decide

names = st.text(min_size=1, max_size=40)
shown = st.none() | st.builds(
    Shown,
    model=st.none() | st.builds(ModelReference, names, names),
    digest=names,
    queue=names,
    reason=st.text(max_size=40),
    audit=st.booleans(),
)
common = {
    "id": names,
    "client_id": names,
    "reviewer": names,
    "at": st.datetimes().map(lambda at: at.isoformat(timespec="microseconds") + "+00:00"),
    "shown": shown,
    "seconds": st.none() | st.floats(0, 1e6) | st.integers(0, 1000),
    "note": st.text(max_size=60),
    "final": st.booleans(),
}


@st.composite
def decisions(draw):
    fields = {name: draw(value) for name, value in common.items()}
    one = draw(claims.filter(lambda claim: 0 < len(claim.document.sha256) <= 200))
    action = draw(st.sampled_from([Action.ACCEPT, Action.CORRECT, Action.ADD, Action.UNDO, Action.SPLIT]))
    targets = () if action in (Action.ADD, Action.UNDO) else (one,)
    count = {Action.CORRECT: 1, Action.ADD: 1, Action.SPLIT: 2}.get(action, 0)
    return Decision(
        **fields,
        document_sha256=one.document.sha256,
        action=action,
        targets=targets,
        results=(one,) * count,
        undoes=draw(names) if action is Action.UNDO else None,
    )


@given(decisions())
def test_a_decision_comes_back_the_same_and_so_does_its_line(decision):
    line = decision_line(decision)
    assert line.isascii()
    assert "\n" not in line
    assert decision_from_line(line) == decision
    assert decision_line(decision_from_line(line)) == line


def _changed(**changes):
    data = decision_to_dict(decide("correct", claim("c_1"), results=[claim("c_2")]))
    return json.dumps({name: value for name, value in (data | changes).items() if value != "gone"})


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("{", "not JSON"),
        ("[]", "not a JSON object"),
        (_changed(reviewer="gone"), "lacks 'reviewer'"),
        (_changed(reviewer=""), "reviewer is empty"),
        (_changed(action="approve"), "approve"),
        (_changed(targets=[]), "0 target"),
        (_changed(targets=[{}]), "a claim lacks"),
        (_changed(mood="good"), "'mood' is not known"),
        (_changed(decision_version="2.0"), "version 2.0"),
        (_changed(at="yesterday"), "yesterday"),
        (_changed(seconds=-1), "seconds"),
        (_changed(seconds=float("nan")), "seconds"),
        (_changed(final="yes"), "true or false"),
        (_changed(document_sha256="b" * 64), "another document"),
        (_changed(undoes="x"), "undo"),
        (_changed(shown={"model": None}), "lacks 'digest'"),
    ],
)
def test_what_is_no_decision_is_refused_with_its_place(line, told):
    with pytest.raises(StoreError, match=told) as caught:
        decision_from_line(line, "log.jsonl:7")
    assert caught.value.code == "E804"
    assert caught.value.where == "log.jsonl:7"
