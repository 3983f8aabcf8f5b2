"""Answers through the page, each looked up in the store afterwards."""

import json

import pytest

from claimwright.errors import StoreError
from tests.store.make import decide


def log(store):
    return [entry.decision for entry in store.decisions()]


def test_an_answer_is_stored_before_the_next_item_comes(page, store):
    before = page.key
    answer = page.post("/decide", action="accept", note="clear", seconds="3.25")
    assert answer.status_code == 200
    assert page.key != before
    [made] = log(store)
    assert (made.claim_id, made.action, made.reviewer, made.note, made.seconds) == (
        before,
        "accept",
        "ann",
        "clear",
        3.25,
    )
    assert (made.shown.queue, made.shown.model.name) == ("doubt", "regex")
    assert "<b>1</b> answered" in page.html
    assert "Accepted: " in page.html


def test_the_same_attempt_sent_twice_is_one_decision(page, store):
    fields = {**page.fields(), "client_id": "attempt-0001"}
    page.post("/decide", fields, action="accept")
    after = page.key
    answer = page.post("/decide", fields, action="accept")
    assert (answer.status_code, page.key) == (200, after)
    assert len(log(store)) == 1


def test_an_answer_that_cannot_be_written_is_not_claimed(page, store, monkeypatch):
    before = page.key

    def refuse(self, decisions, seen=None):
        raise StoreError("E803", "claims.db", "database is locked")

    with monkeypatch.context() as patch:
        patch.setattr("claimwright.store.store.Store.append_decisions", refuse)
        answer = page.post("/decide", action="accept")
    assert answer.status_code == 503
    assert answer.text.startswith("E803")
    assert (log(store), page.key) == ([], before)
    assert page.post("/decide", action="accept").status_code == 200


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"action": "marry"}, 422),
        ({"action": "accept", "client_id": "x"}, 422),
        ({"action": "accept", "sha256": ""}, 422),
        ({"action": "accept", "claim": "c_ffffffffffffffff"}, 404),
        ({"action": "nothing_missed", "sha256": "f" * 64}, 404),
        ({"action": "accept", "reason": "x" * 5000}, 422),
    ],
)
def test_what_makes_no_sense_is_refused(page, store, fields, status):
    assert page.post("/decide", fields).status_code == status
    assert log(store) == []


def test_a_conflict_shows_both_answers_and_writes_nothing(page, store):
    mine = page.fields()
    claim = store.claim(page.key).claim
    store.append_decisions([decide("reject", claim, by="ben", note="not at all")])
    answer = page.post("/decide", mine, action="accept", note="I think so")
    assert answer.status_code == 409
    assert page.key == claim.id
    for words in ("answered meanwhile", "not at all", "I think so", "Keep both answers"):
        assert words in page.html
    assert len(log(store)) == 1
    again = page.post("/decide", mine, action="accept", note="I think so", seen=str(store.position()))
    assert again.status_code == 200
    assert {n: a.verdict.value for n, a in store.answers(store.claim(claim.id)).items()} == {
        "ann": "accepted",
        "ben": "rejected",
    }


def test_a_claim_that_a_new_reading_changed_is_shown_anew(page, store):
    answer = page.post("/decide", action="accept", digest="0" * 64)
    assert answer.status_code == 409
    assert "a new reading of this article changed the claim" in page.html
    assert log(store) == []


def test_undo_shows_what_was_undone_and_redo_does_it_again(page, store):
    first = page.key
    page.post("/decide", action="reject")
    page.post("/undo")
    assert page.key == first
    assert "Undone: " in page.html
    assert store.answers(store.claim(first)) == {}
    page.post("/redo")
    assert "Done again: " in page.html
    assert store.answers(store.claim(first))["ann"].verdict == "rejected"
    page.post("/redo")
    assert "There is nothing to redo." in page.html
    assert len(log(store)) == 3


def test_there_is_an_end_to_undoing(page, store):
    page.post("/undo")
    assert "There is nothing to undo." in page.html
    assert log(store) == []


def test_a_decision_of_the_history_is_taken_back(page, store):
    first = page.key
    page.post("/decide", action="accept")
    page.post("/decide", action="reject")
    [one, _] = log(store)
    back = {"csrf": page.fields()["csrf"], "decision": one.id, "sha256": one.document_sha256}
    assert page.client.post("/take-back", data={**back, "client_id": "take-back-1"}).status_code == 200
    assert store.answers(store.claim(first)) == {}
    stolen = decide("accept", store.claim(first).claim, by="ben")
    store.append_decisions([stolen])
    foreign = {**back, "decision": stolen.id, "client_id": "take-back-2"}
    assert page.client.post("/take-back", data=foreign).status_code == 422


def test_nothing_missed_and_a_missed_claim(page, store):
    page.get("/?order=articles")
    assert page.kind == "article"
    sha256 = page.key
    page.post("/decide", action="nothing_missed", order="articles")
    assert page.kind == "none"
    [made] = log(store)
    assert (made.action, made.document_sha256, made.shown.audit) == ("nothing_missed", sha256, True)
    page.get(f"/article/{sha256}?queue=articles")
    assert "Your answer" in page.html


def test_a_conflict_is_settled_with_one_of_the_answers(page, store, claim_of):
    claim = claim_of("Ada Low")
    ann, ben = decide("accept", claim, by="cas"), decide("reject", claim, by="ben")
    store.append_decisions([ann, ben])
    page.get("/?order=conflicts")
    assert page.kind == "conflict"
    assert "This one is right" in page.html
    page.post("/adjudicate", chosen=ben.id, order="conflicts")
    assert page.kind == "none"
    last = log(store)[-1]
    assert (last.final, last.action, last.reviewer) == (True, "reject", "ann")
    page.post("/undo", of="nothing")
    assert page.kind == "conflict"


def test_an_answer_of_ones_own_settles_a_conflict_too(page, store, claim_of):
    claim = claim_of("Ada Low")
    store.append_decisions([decide("accept", claim, by="cas"), decide("reject", claim, by="ben")])
    page.get("/?order=conflicts")
    page.post("/decide", action="unsure", order="conflicts")
    assert log(store)[-1].final


def test_names_and_keys_are_kept(page, tmp_path):
    csrf = page.fields()["csrf"]
    page.client.post("/settings/reviewer", data={"csrf": csrf, "reviewer": "Zoë Ø"})
    assert "Zoë Ø" in page.get("/settings").text
    saved = page.client.post("/settings/keys", data={"csrf": csrf, "key-accept": "y", "key-unsure": "Space"})
    assert "Saved." in saved.text
    kept = json.loads((tmp_path / "review.json").read_text())["reviewers"]["Zoë Ø"]
    assert kept == {"keys": {"accept": "y", "unsure": " "}, "shortcuts": False}
    assert 'data-shortcuts="off"' in page.get("/").text
    twice = page.client.post("/settings/keys", data={"csrf": csrf, "key-accept": "x", "shortcuts": "1"})
    assert twice.status_code == 422
    assert "taken twice" in twice.text
    page.client.post("/settings/keys", data={"csrf": csrf, "reset": "1"})
    assert json.loads((tmp_path / "review.json").read_text())["reviewers"]["Zoë Ø"]["keys"] == {}
