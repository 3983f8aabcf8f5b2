"""From an answer to the log: once, and never over somebody's head."""

from dataclasses import replace

import pytest

from claimwright.records import Action
from claimwright.review.deciding import (
    ClaimChanged,
    Conflict,
    Given,
    adjudication,
    already,
    answer,
    record,
    undo,
)
from claimwright.review.history import own_decisions, to_redo, to_undo
from claimwright.review.queue import Item
from claimwright.review.settings import ReviewSettings
from claimwright.store.storable import claim_digest

pytestmark = pytest.mark.parametrize("store", ["sqlite", "postgresql"], indirect=True)

SETTINGS = ReviewSettings(audit_share=0.0)


@pytest.fixture
def say(store):
    """Answers as a reviewer would."""
    numbers = iter(range(10**6))

    def give(action, claim, by="ann", results=(), seen=None, settings=SETTINGS, **fields):
        item = Item(
            claim.document.sha256, claim.id, fields.pop("queue", "doubt"), "why", fields.pop("audit", False)
        )
        given = Given(
            f"client-{next(numbers)}", by, store.position() if seen is None else seen, item, **fields
        )
        decision = answer(given, Action(action), [claim], results, settings)
        return record(store, decision, given.seen, settings).decision

    return give


def test_what_was_shown_goes_with_the_answer(say, claim_of):
    claim = claim_of("Ada Low")
    made = say("accept", claim, seconds=4.2, note="clear", digest=claim_digest(claim))
    assert made.shown.model == claim.model
    assert (made.shown.queue, made.shown.reason, made.shown.audit) == ("doubt", "why", False)
    assert (made.seconds, made.note, made.shown.digest) == (4.2, "clear", claim_digest(claim))


def test_the_pages_word_for_the_lot_is_checked(say, claim_of):
    claim = claim_of("Ada Low")
    whole, none = ReviewSettings(audit_share=1.0), ReviewSettings(audit_share=0.0)
    assert say("accept", claim, audit=True, queue="audit", settings=whole).shown.audit
    assert not say("accept", claim, audit=True, queue="audit", settings=none).shown.audit
    assert not say("accept", claim, audit=True, queue="doubt", settings=whole).shown.audit


def test_an_answer_that_arrived_is_known_again(store, say, claim_of):
    made = say("accept", claim_of("Ada Low"))
    item = Item(made.document_sha256, made.claim_id, "doubt", "why")
    assert already(store, Given(made.client_id, "ann", 0, item)).decision == made
    assert already(store, Given("client-unknown", "ann", 0, item)) is None
    with pytest.raises(Exception, match="E805"):
        already(store, Given(made.client_id, "ben", 0, item))


def test_two_windows_and_two_people_conflict(store, say, claim_of):
    claim, seen = claim_of("Ada Low"), store.position()
    say("accept", claim)
    for name in ("ann", "ben"):
        with pytest.raises(Conflict) as caught:
            say("reject", claim, by=name, seen=seen)
        assert [entry.decision.reviewer for entry in caught.value.rivals] == ["ann"]
    say("reject", claim, by="ben")  # having seen it
    assert len(list(store.decisions())) == 2


def test_where_several_are_asked_answers_stand_side_by_side(store, say, claim_of):
    claim, seen = claim_of("Ada Low"), store.position()
    shared = ReviewSettings(overlap=1.0)
    say("accept", claim, settings=shared)
    say("reject", claim, by="ben", seen=seen, settings=shared)
    with pytest.raises(Conflict):
        say("unsure", claim, by="ben", seen=seen, settings=shared)
    assert {n: a.verdict.value for n, a in store.answers(store.claim(claim.id)).items()} == {
        "ann": "accepted",
        "ben": "rejected",
    }


def test_another_claim_of_the_article_is_no_conflict(store, say, claim_of):
    seen = store.position()
    say("accept", claim_of("Tom Hale"))
    say("accept", claim_of("Tom Hale", "departure"), seen=seen)


def test_a_claim_that_changed_is_not_decided_on(say, claim_of):
    claim = claim_of("Ada Low")
    with pytest.raises(ClaimChanged):
        say("accept", claim, digest=claim_digest(replace(claim, confidence=0.1)))


def test_undo_and_redo_walk_the_log(store, say, claim_of):
    first = say("accept", claim_of("Ada Low"))
    second = say("reject", claim_of("Max Mint", "departure"))

    def back(decision):
        given = Given(
            f"undo-{store.position()}-{decision.id}", "ann", store.position(), Item("", None, "undo", "")
        )
        return record(store, undo(given, decision), store.position(), SETTINGS).decision

    assert to_redo(store, "ann") is None
    assert to_undo(store, "ann") == second
    undo_second = back(second)
    assert to_undo(store, "ann") == first
    undo_first = back(first)
    assert to_undo(store, "ann") is None
    assert [past.void for past in own_decisions(store, "ann", 10)] == [True, True]
    assert to_redo(store, "ann") == undo_first
    back(undo_first)
    assert to_redo(store, "ann") == undo_second
    back(undo_second)
    assert to_redo(store, "ann") is None
    assert [past.void for past in own_decisions(store, "ann", 10)] == [False, False]
    back(second)
    third = say("unsure", claim_of("Tom Hale"))
    assert to_redo(store, "ann") is None  # something new was decided
    assert to_undo(store, "ann") == third
    assert to_undo(store, "ben") is None


def test_an_adjudication_says_whose_answer_it_took(store, say, claim_of):
    claim = claim_of("Ada Low")
    say("accept", claim)
    other = say("reject", claim, by="ben")
    item = Item(claim.document.sha256, claim.id, "conflicts", "why")
    made = adjudication(Given("settle-1", "cas", store.position(), item), other, SETTINGS)
    assert (made.final, made.action, made.note) == (True, Action.REJECT, "as ben said")
    assert made.targets == other.targets
