"""Decisions divided and accounted for: each is learnt, kept for the gate, or left out with a reason."""

from claimwright.retraining.decisions import Part, read_decisions
from claimwright.store.snapshot import take_snapshot
from tests.store.make import article, decide, undo

TYPES = ("hire", "departure")


def read(store, held_back=0.0, calibrate=0.0, types=TYPES):
    return read_decisions(store, take_snapshot(store), types, held_back, calibrate)


def fill(store, run, count):
    for number in range(count):
        document, found = article(number)
        store.add(run, document, found)
        store.append_decisions([decide("accept", found[0])])


def test_documents_are_divided_by_their_story_and_always_the_same(store, run):
    fill(store, run, 40)
    found = read(store, 0.25, 0.25)
    sizes = {part: len(found.part(part)) for part in Part}
    assert sum(sizes.values()) == 40
    assert all(4 <= sizes[part] <= 30 for part in Part)
    again = read(store, 0.25, 0.25)
    assert [one.part for one in found.lessons] == [one.part for one in again.lessons]
    more = read(store, 0.5, 0.1)
    held = {one.reviewed.document.sha256 for one in found.part(Part.HELD_BACK)}
    assert held <= {one.reviewed.document.sha256 for one in more.part(Part.HELD_BACK)}


def test_versions_of_a_story_stay_together(store, run):
    for number in range(12):
        for version in ("", " More on it later."):
            document, found = article(number, url=f"https://a.example/{number}", joins=2 + bool(version))
            store.add(run, document, found)
            store.append_decisions([decide("accept", found[0])])
    found = read(store, 0.5)
    assert len(found.lessons) == 24
    parts = {}
    for lesson in found.lessons:
        parts.setdefault(lesson.reviewed.document.metadata.url, set()).add(lesson.part)
    assert all(len(several) == 1 for several in parts.values())


def test_every_entry_of_the_log_is_accounted_for(store, run):
    document, found = article(1, joins=5)
    store.add(run, document, found)
    replaced, taken_back = decide("reject", found[0]), decide("accept", found[1])
    _, elsewhere = article(9)
    store.append_decisions(
        [
            replaced,
            decide("accept", found[0]),
            taken_back,
            undo(taken_back),
            decide("unsure", found[2]),
            decide("accept", found[3]),
            decide("reject", found[3], by="ben"),
            decide("reject", found[4]),
            decide("accept", elsewhere[0]),
        ]
    )
    found_out = read(store)
    assert found_out.actions(Part.LEARN) == {"accept": 1, "reject": 1}
    assert found_out.left_out == {
        "on documents that the store does not have": 1,
        "reviewers disagree": 2,
        "taken back, replaced, or only taking back": 3,
        "unsure": 1,
    }
    assert len(found_out.ids(Part.LEARN)) + sum(found_out.left_out.values()) == 9
    [conflict] = found_out.conflicts
    assert conflict.claim.id == found[3].id
    assert conflict.answers == {"ann": "accepted", "ben": "rejected"}


def test_types_that_the_model_has_not_learnt_are_told(store, run):
    document, found = article(1)
    store.add(run, document, found)
    store.append_decisions([decide("accept", found[0])])
    assert read(store, types=("departure",)).left_out == {"of a type that the model has not learnt": 1}
    assert read(store, types=("departure",)).ids(Part.LEARN) == []
