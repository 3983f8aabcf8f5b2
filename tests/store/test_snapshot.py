"""What retraining takes: the same log gives the same snapshot, with texts that show what was decided."""

from dataclasses import replace

from claimwright.records import ModelReference
from claimwright.store.snapshot import take_snapshot
from tests.fakes import outcome
from tests.store.make import article, claims_in, decide, undo


def test_a_snapshot_holds_what_was_decided(store, run):
    first, claims = article(1)
    second, others = article(2)
    for document, found in ((first, claims), (second, others), article(3)):
        store.add(run, document, found)
    right = replace(claims[1], id="c_right")
    log = [decide("reject", claims[0]), decide("correct", claims[1], results=[right])]
    store.append_decisions([*log, decide("nothing_missed", sha256=second.sha256)])
    snapshot = take_snapshot(store)
    assert (snapshot.decisions, snapshot.missing) == (3, ())
    read = {one.document.sha256: one for one in snapshot.read(store)}
    assert set(read) == {first.sha256, second.sha256}
    assert read[first.sha256].document == first
    assert read[first.sha256].truth.right == (right,)
    assert read[first.sha256].truth.wrong == (claims[0], claims[1])
    assert read[second.sha256].truth.complete == (second.sha256,)
    assert [one.unplaced for one in read.values()] == [(), ()]


def test_a_snapshot_does_not_change_when_the_log_grows(store, run):
    document, claims = article(1)
    store.add(run, document, claims)
    first = decide("accept", claims[0])
    store.append_decisions([first])
    before = take_snapshot(store)
    store.append_decisions([undo(first)])
    assert take_snapshot(store, before.position) == before
    assert take_snapshot(store).digest != before.digest
    [then] = before.read(store)
    assert then.truth.right == (claims[0],)
    [now] = take_snapshot(store).read(store)
    assert now.truth.right == ()


def test_decisions_on_documents_that_are_not_here_are_named(store):
    _, claims = article(1)
    store.append_decisions([decide("accept", claims[0])])
    snapshot = take_snapshot(store)
    assert (snapshot.documents, snapshot.missing) == ((), (claims[0].document.sha256,))


def test_the_text_is_the_one_that_was_decided_on(store, run):
    document, claims = article(1)
    store.add(run, document, claims)
    store.append_decisions([decide("accept", claims[0])])
    shorter = outcome(document.source[8:], document.path).document  # as if the title had been left out
    other = replace(shorter, sha256=document.sha256, id=document.id)
    found = [replace(claim, document=claims[0].document) for claim in claims_in(other)]
    store.add(store.start_run(ModelReference("regex", "2")), other, found)
    [reviewed] = take_snapshot(store).read(store)
    assert reviewed.document == document
    assert reviewed.unplaced == ()


def test_a_claim_that_no_text_shows_is_named(store, run):
    document, claims = article(1)
    store.add(run, document, claims)
    trigger = replace(claims[0].mentions[0].trigger, text="JOINED")
    strange = replace(claims[0], id="c_x", mentions=(replace(claims[0].mentions[0], trigger=trigger),))
    store.append_decisions([decide("add", results=[strange])])
    [reviewed] = take_snapshot(store).read(store)
    assert reviewed.unplaced == ("c_x",)
