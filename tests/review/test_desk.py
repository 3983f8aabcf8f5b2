"""What comes next, from a real store."""

from dataclasses import replace

import pytest

from claimwright.records import ModelReference
from claimwright.review.desk import Outlook
from claimwright.review.orders import OrderName
from claimwright.review.pool import in_slice
from claimwright.store import ClaimFilter
from tests.fakes import outcome
from tests.review.conftest import TEXTS
from tests.store.make import claims_in, decide

pytestmark = pytest.mark.parametrize("store", ["sqlite", "postgresql"], indirect=True)


def run_through(desk, outlook, most=50):
    """Every item until none is left, each answered when it comes."""
    items = []
    item = desk.next_item(outlook)
    while item is not None and len(items) < most:
        items.append(item)
        if item.claim_id is None:
            decision = decide("nothing_missed", by=outlook.reviewer, sha256=item.sha256)
        else:
            decision = decide("accept", desk.store.claim(item.claim_id).claim, by=outlook.reviewer)
        desk.store.append_decisions([decision])
        item = desk.next_item(outlook, item.key)
    return items


def test_the_mixed_queue_asks_everything_once(desk, store):
    items = run_through(desk, Outlook("ann"))
    claims = {row.claim.id for row in store.claims()}
    assert {item.claim_id for item in items if item.claim_id} == claims
    assert len([item for item in items if item.claim_id]) == len(claims)
    assert [item.queue for item in items if item.claim_id is None] == ["articles"]
    assert desk.left(ClaimFilter()) == 0
    assert all(item.reason for item in items)


def test_the_slice_comes_by_lot_only_and_is_marked(make_desk, store):
    desk = make_desk(audit_share=0.5)
    inside = {row.claim.id for row in store.claims() if in_slice(row.claim.id, desk.settings)}
    items = run_through(desk, Outlook("ann"))
    assert {item.claim_id for item in items if item.queue == "audit"} == inside
    assert all(item.audit == (item.queue in ("audit", "articles")) for item in items)


def test_the_slice_alone(make_desk, store):
    desk = make_desk(audit_share=1.0)
    items = run_through(desk, Outlook("ann", OrderName.AUDIT))
    assert len(items) == store.count()
    assert desk.next_item(Outlook("ann", OrderName.DOUBT)) is None


def test_what_is_chosen_by_hand_is_no_sample(make_desk):
    desk = make_desk(audit_share=1.0)
    items = run_through(desk, Outlook("ann", OrderName.AUDIT, ClaimFilter(types=("departure",))))
    assert len(items) == 2
    assert not any(item.audit for item in items)


def test_skipped_items_come_again_in_the_end(desk):
    outlook = Outlook("ann", OrderName.DOUBT)
    first = desk.next_item(outlook)
    second = desk.next_item(outlook, first.key)
    assert second.key != first.key
    item, seen = second, [first.key]
    while item.key not in seen:
        seen.append(item.key)
        item = desk.next_item(outlook, item.key)
    assert item.key == first.key


def test_each_claim_is_asked_of_one_reviewer_unless_overlap_says_otherwise(make_desk, store):
    total = store.count()
    assert len([i for i in run_through(make_desk(), Outlook("ann")) if i.claim_id]) == total
    assert [i for i in run_through(make_desk(), Outlook("ben")) if i.claim_id] == []
    again = [i for i in run_through(make_desk(overlap=1.0), Outlook("ben")) if i.claim_id]
    assert len(again) == total
    assert [i for i in run_through(make_desk(overlap=1.0), Outlook("cas")) if i.claim_id] == []


def test_claims_of_a_person_follow_each_other(desk, store):
    items = run_through(desk, Outlook("ann", OrderName.PERSON))
    people = [store.claim(item.claim_id).claim.values("person")[0] for item in items]
    assert sorted(people) != people or len(set(people)) == len(people)
    assert all(people.index(name) + people.count(name) > place for place, name in enumerate(people))


def test_conflicts_come_until_somebody_settles_them(desk, store, claim_of):
    claim = claim_of("Ada Low")
    first, second = decide("accept", claim, by="ann"), decide("reject", claim, by="ben")
    store.append_decisions([first, second])
    outlook = Outlook("cas", OrderName.CONFLICTS)
    item = desk.next_item(outlook)
    assert item.claim_id == claim.id
    assert "ann and ben" in item.reason
    store.append_decisions([decide("accept", claim, by="cas", final=True)])
    assert desk.next_item(outlook) is None


def test_a_filter_narrows_conflicts_and_articles_too(desk, store, claim_of):
    claim = claim_of("Ada Low")
    store.append_decisions([decide("accept", claim, by="ann"), decide("reject", claim, by="ben")])
    for order, inside, outside in (
        (OrderName.CONFLICTS, ClaimFilter(text="hooli"), ClaimFilter(text="vandelay")),
        (OrderName.ARTICLES, ClaimFilter(text="Weather was"), ClaimFilter(outlets=("elsewhere.example",))),
    ):
        assert desk.next_item(Outlook("cas", order, inside)) is not None
        assert desk.next_item(Outlook("cas", order, outside)) is None
    by_hand = desk.next_item(Outlook("cas", OrderName.ARTICLES, ClaimFilter(text="Weather was")))
    assert (by_hand.audit, "lot" in by_hand.reason) == (False, False)
    assert desk.next_item(Outlook("cas", OrderName.ARTICLES)).audit


def test_a_new_version_of_the_model_is_held_against_the_old(desk, store):
    document = outcome(TEXTS["more.txt"], "more.txt").document
    found = claims_in(document)
    newer = ModelReference("regex", "2")
    kept = replace(found[0], model=newer, confidence=0.2)
    store.add(store.start_run(newer), document, [kept])
    items = run_through(desk, Outlook("ann", OrderName.CHANGE))
    reasons = {item.claim_id: item.reason for item in items}
    assert set(reasons) == {kept.id, found[1].id}
    assert "regex 2 gives it 20%, regex 1 gave 90%" in reasons[kept.id]
    assert "regex 1 found it, regex 2 does not" in reasons[found[1].id]


def test_what_only_the_new_version_finds_is_a_change_too(desk, store):
    document = outcome(TEXTS["more.txt"], "more.txt").document
    found = claims_in(document)
    for version, claims in (("2", found[:1]), ("3", found)):
        model = ModelReference("regex", version)
        store.add(store.start_run(model), document, [replace(claim, model=model) for claim in claims])
    item = desk.next_item(Outlook("ann", OrderName.CHANGE))
    assert item.claim_id == found[1].id
    assert item.reason == "The new version differs: regex 3 finds it, regex 2 did not."


def test_another_model_is_a_disagreement_and_no_change(desk, store):
    document = outcome(TEXTS["more.txt"], "more.txt").document
    found = claims_in(document)
    other = ModelReference("large", "1")
    store.add(store.start_run(other), document, [replace(found[0], model=other)])
    assert desk.next_item(Outlook("ann", OrderName.CHANGE)) is None
    item = desk.next_item(Outlook("ann", OrderName.DISAGREEMENT))
    assert (item.claim_id, item.queue) == (found[1].id, "disagreement")
    assert item.reason == "Two models disagree: regex 1 found it, large 1 does not."
