"""What decisions teach: which claims are right, wrong or open, and where their words stand."""

from dataclasses import replace

from claimwright.records import Modality
from claimwright.retraining.labels import gold_claim, partial_labels, taught_claims
from claimwright.store.snapshot import take_snapshot
from tests.store.make import article, decide


def labels_of(store, document, found, *decisions):
    store.append_decisions(list(decisions))
    [reviewed] = take_snapshot(store).read(store)
    decided = {claim.id for one in decisions for claim in one.targets}
    return partial_labels(reviewed, [claim for claim in found if claim.id not in decided])


def people(claims):
    return [claim.arguments["person"][0] for claim in claims]


def test_each_kind_of_decision_teaches_its_own(store, run):
    document, found = article(1, joins=6)
    store.add(run, document, found)
    accepted, rejected, corrected, unsure, disputed, unseen = found
    right = replace(corrected, id="c_right", modality=Modality.PLANNED)
    labels = labels_of(
        store,
        document,
        found,
        decide("accept", accepted),
        decide("reject", rejected),
        decide("correct", corrected, results=[right]),
        decide("unsure", unsure),
        decide("accept", disputed),
        decide("reject", disputed, by="ben"),
    )
    assert people(labels.right) == [accepted.values("person")[0], corrected.values("person")[0]]
    assert people(labels.wrong) == [rejected.values("person")[0], corrected.values("person")[0]]
    assert sorted(people(labels.open)) == sorted(c.values("person")[0] for c in (unsure, disputed, unseen))
    assert labels.right[1].mentions[0].modality is Modality.PLANNED
    assert not labels.complete


def test_nothing_missed_makes_a_document_complete(store, run):
    document, found = article(1)
    store.add(run, document, found)
    labels = labels_of(
        store, document, found, decide("accept", found[0]), decide("nothing_missed", sha256=document.sha256)
    )
    assert labels.complete
    assert people(labels.open) == [found[1].values("person")[0]]


def test_an_added_claim_is_right(store, run):
    document, found = article(1, joins=2)
    store.add(run, document, found[:1])
    labels = labels_of(store, document, [], decide("add", results=[found[1]]))
    assert people(labels.right) == [found[1].values("person")[0]]


def test_the_words_of_a_taught_claim_are_those_of_the_source(store, run):
    document, found = article(1)
    [taught] = taught_claims(found[0])
    [mention] = taught.mentions
    assert document.source[slice(*mention.trigger)] == "joined"
    assert document.source[slice(*mention.arguments["person"])] == found[0].values("person")[0]
    assert mention.modality is Modality.ASSERTED


def test_a_role_with_two_values_teaches_both():
    _, found = article(1)
    person, employer = found[0].arguments
    other = replace(person, span=found[1].arguments[0].span, canonical="Other Name")
    claim = replace(found[0], arguments=(person, other, employer))
    first, second = taught_claims(claim)
    assert first.arguments["person"][0] == person.canonical
    assert second.arguments["person"][0] == "Other Name"
    assert gold_claim(claim).arguments["person"][-2:] == ("Other Name", other.span.text)
