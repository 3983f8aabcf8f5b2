"""What a model finds, judged by decisions: only what somebody said something of counts."""

from dataclasses import replace

from claimwright.records import Modality
from claimwright.retraining.decisions import read_decisions
from claimwright.retraining.met import meet
from claimwright.store.snapshot import take_snapshot
from tests.store.make import article, decide


def met(store, run, found, document, decisions, given):
    store.add(run, document, found)
    store.append_decisions(decisions)
    [lesson] = read_decisions(store, take_snapshot(store), ("hire",), 0, 0).lessons
    pairing = meet(lesson.reviewed, lesson.labels, given)
    return len(pairing.hits), len(pairing.spurious), len(pairing.missed)


def test_accepted_hits_rejected_is_wrong_and_the_rest_does_not_count(store, run):
    document, found = article(1, joins=4)
    decisions = [decide("accept", found[0]), decide("reject", found[1]), decide("unsure", found[2])]
    assert met(store, run, found, document, decisions, found) == (1, 1, 0)


def test_what_was_accepted_and_is_not_found_is_missed(store, run):
    document, found = article(1)
    assert met(store, run, found, document, [decide("accept", found[0])], found[1:]) == (0, 0, 1)


def test_a_correction_counts_in_its_values_and_modality(store, run):
    document, found = article(1)
    right = replace(found[0], id="c_right", modality=Modality.PLANNED)
    decisions = [decide("correct", found[0], results=[right])]
    assert met(store, run, found, document, decisions, found[:1]) == (0, 1, 1)
    [lesson] = read_decisions(store, take_snapshot(store), ("hire",), 0, 0).lessons
    pairing = meet(lesson.reviewed, lesson.labels, [right])
    assert (len(pairing.hits), len(pairing.spurious), len(pairing.missed)) == (1, 0, 0)


def test_what_nobody_named_is_wrong_where_nothing_was_missed(store, run):
    document, found = article(1, joins=3)
    decisions = [decide("accept", found[0]), decide("nothing_missed", sha256=document.sha256)]
    # The second was there when the article was read and nobody answered it; the third is new.
    assert met(store, run, found[:2], document, decisions, found) == (1, 1, 0)
