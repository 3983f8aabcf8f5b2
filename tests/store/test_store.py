"""What goes into a store comes out, on both databases: documents, stories, claims, decisions."""

from dataclasses import replace

import pytest

from claimwright.errors import StoreError
from claimwright.records import ModelReference, Outcome, Status, Verdict
from claimwright.store import ClaimFilter, ClaimOrder, open_store
from claimwright.store.check import Checked, check
from tests.fakes import outcome
from tests.store.conftest import MODEL
from tests.store.make import article, claims_in, decide, undo


def sound(store):
    return [f"{fault.place}: {fault.what}" for fault in check(store, Checked())]


def test_a_document_and_its_claims_come_back_the_same(store, run):
    document, claims = article(1, url="https://www.news.example/a?utm_source=x")
    added = store.add(run, document, claims)
    assert (added.new_document, added.new_extraction) == (True, True)
    assert store.document(document.sha256) == document
    assert [stored.claim for stored in store.claims()] == list(claims)
    [known] = store.documents()
    assert (known.sha256, known.path, known.outlet, known.version, known.claims) == (
        *(document.sha256, "1.txt", "news.example", 1, 2),
    )
    assert sound(store) == []


def test_hard_text_comes_back_to_the_character(store, run):
    text = "Ein Titel \U0001f469‍\U0001f680\r\n\r\nJane Roe joined Acme \u0000\u2028 e\u0301.\n"
    document = outcome(text.replace("\u0000", "\ufeff"), "caf\udce9/\udc80.txt").document
    claims = claims_in(document)
    assert len(claims) == 1
    store.add(run, document, claims)
    assert store.document(document.sha256) == document
    assert next(store.claims()).claim == claims[0]
    assert sound(store) == []


def test_adding_twice_changes_nothing(store, run):
    document, claims = article(1)
    store.add(run, document, claims)
    again = store.add(run, document, claims)
    assert (again.new_document, again.new_extraction) == (False, False)
    assert store.count() == len(claims)


def test_a_claim_of_another_document_is_refused(store, run):
    with pytest.raises(StoreError, match="another document") as caught:
        store.add(run, article(1)[0], article(2)[1])
    assert caught.value.code == "E803"
    assert list(store.documents()) == []


def test_what_json_cannot_hold_is_refused_whole(store, run):
    document, claims = article(1)
    with pytest.raises(StoreError, match="E803"):
        store.add(run, document, [replace(claims[0], confidence=float("nan"))])
    assert list(store.documents()) == []


def test_known_asks_for_documents_and_for_what_a_model_has_read(store, run):
    first, second = article(1)[0], article(2)[0]
    store.add(run, first, ())
    store.add_document(second)
    both = [first.sha256, second.sha256, "0" * 64]
    assert store.known(both) == {first.sha256, second.sha256}
    assert store.known(both, MODEL) == {first.sha256}
    assert store.known(both, ModelReference("regex", "2")) == set()
    assert store.known(both, MODEL, "another digest") == set()


def test_the_latest_extraction_counts_and_the_earlier_stays(store, run):
    document, claims = article(1)
    store.add(run, document, claims)
    other = store.start_run(ModelReference("regex", "2"), digest="d")
    store.add(other, document, [replace(claims[0], model=other.model)])
    assert [stored.claim.model.version for stored in store.claims()] == ["2"]
    assert store.count(ClaimFilter(latest=False)) == 3
    assert store.count(ClaimFilter(latest=False, model_key=run.model_key)) == 2
    assert store.claim(claims[0].id).claim.model.version == "2"
    assert sound(store) == []


def test_a_text_cleaned_otherwise_stands_beside_the_first(store, run):
    document, claims = article(1)
    store.add(run, document, claims)
    shorter = outcome(document.source[:-1], document.path).document
    other = replace(shorter, sha256=document.sha256, id=document.id)
    found = [
        replace(c, model=ModelReference("regex", "2"), document=claims[0].document) for c in claims_in(other)
    ]
    store.add(store.start_run(ModelReference("regex", "2")), other, found)
    old, new = sorted(store.claims(ClaimFilter(latest=False)), key=lambda s: s.model_key)[::2]
    assert store.document(document.sha256, old.text_key) == document
    assert store.document(document.sha256, new.text_key) == other
    assert store.document(document.sha256) == other
    assert sound(store) == []


def test_runs_and_what_gave_nothing(store, run):
    store.add_outcome(run, Outcome("b\udc80.bin", Status.FAILED, code="E104", detail="a zero \x00 character"))
    store.finish_run(run, {"inputs": 1, "failed": 1})
    [stored] = store.runs()
    assert (stored.name, stored.version, stored.inputs, stored.failed) == ("regex", "1", 1, 1)
    assert stored.finished is not None


# Stories.


def update_of(document, addition="A late word from the company came in the evening. "):
    return outcome(document.source + addition, "elsewhere.txt").document


def test_the_same_address_is_another_version(store, run):
    first, _ = article(1, url="https://www.news.example/story?utm_source=mail")
    second, _ = article(2, url="http://news.example/story/#top")
    store.add(run, first, ())
    store.add(run, second, ())
    known = store.versions(second.sha256)
    assert [(one.sha256, one.version, one.version_by) for one in known] == [
        (first.sha256, 1, None),
        (second.sha256, 2, "url"),
    ]
    assert {one.story for one in known} == {first.sha256}


def test_a_changed_file_is_another_version_and_another_article_in_its_place_is_not(store, run):
    first, _ = article(1, path="news/today.txt")
    changed = replace(update_of(first), path="news/today.txt")
    strange, _ = article(2, path="news/today.txt")
    for document in (first, changed, strange):
        store.add(run, document, ())
    assert [one.version for one in store.versions(first.sha256)] == [1, 2]
    assert len(store.versions(strange.sha256)) == 1


def test_a_near_duplicate_is_another_version(store, run):
    first, _ = article(1)
    second = update_of(first)
    store.add(run, first, ())
    for number in range(5, 15):
        store.add(run, article(number)[0], ())
    store.add(run, second, ())
    assert [(one.version, one.version_by) for one in store.versions(first.sha256)] == [
        (1, None),
        (2, "near-duplicate"),
    ]
    assert sound(store) == []


# Queries.


@pytest.fixture
def filled(store, run):
    """Ten documents with two claims each; confidence 0.05, 0.10 and so on, up to 1."""
    for number in range(10):
        document, claims = article(number, url=f"https://outlet{number % 3}.example/{number}")
        published = f"2026-0{number % 3 + 1}-15"
        named = [
            replace(
                claim,
                confidence=(2 * number + place + 1) / 20,
                document=replace(claim.document, published=published),
            )
            for place, claim in enumerate(claims)
        ]
        store.add(run, document, named)
    return store


FILTERS = [
    (ClaimFilter(), 20),
    (ClaimFilter(types=("hire",)), 20),
    (ClaimFilter(types=("departure",)), 0),
    (ClaimFilter(modalities=("asserted",)), 20),
    (ClaimFilter(outlets=("outlet0.example",)), 8),
    (ClaimFilter(published_from="2026-02", published_to="2026-02"), 6),
    (ClaimFilter(published_from="2026-02-16"), 6),
    (ClaimFilter(least=0.5, most=0.6), 3),
    (ClaimFilter(text="JANEA ROE7"), 1),
    (ClaimFilter(text="100%"), 0),
    (ClaimFilter(text="_"), 0),
    (ClaimFilter(name="the Acme's"), 20),
    (ClaimFilter(name="Acm"), 0),
    (ClaimFilter(answered=True), 0),
    (ClaimFilter(not_by="ann"), 20),
]


def test_filters(filled):
    assert [filled.count(wanted) for wanted, _ in FILTERS] == [count for _, count in FILTERS]
    assert [len(filled.select(wanted, limit=100)) for wanted, _ in FILTERS] == [n for _, n in FILTERS]


def test_orders(filled):
    def order(by):
        return [stored.claim.confidence for stored in filled.select(order=by, limit=3)]

    assert order(ClaimOrder.DOUBT) == [0.5, 0.45, 0.55]
    assert order(ClaimOrder.CONFIDENCE) == [0.05, 0.1, 0.15]
    assert order(ClaimOrder.ADDED) == [0.05, 0.1, 0.15]
    newest = filled.select(order=ClaimOrder.PUBLISHED, limit=6)
    assert {stored.claim.document.published for stored in newest} == {"2026-03-15"}


def test_iteration_sees_one_moment(filled, run):
    iterator = filled.claims()
    next(iterator)
    filled.add(run, *article(77))
    assert len(list(iterator)) == 19
    assert filled.count() == 22


def test_documents_without_claims(filled, run):
    empty, unread = article(50, joins=0)[0], article(51, joins=0)[0]
    filled.add(run, empty, ())
    filled.add_document(unread)
    assert [one.sha256 for one in filled.empty_documents()] == [empty.sha256, unread.sha256]
    filled.append_decisions([decide("nothing_missed", sha256=empty.sha256)])
    assert [one.sha256 for one in filled.empty_documents(not_by="ann")] == [unread.sha256]
    assert len(filled.empty_documents(not_by="bo")) == 2


# Decisions.


@pytest.fixture
def claims(store, run):
    document, claims = article(1, joins=3)
    store.add(run, document, claims)
    return claims


def verdicts(store):
    return {
        stored.claim.id: {name: answer.verdict for name, answer in store.answers(stored).items()}
        for stored in store.claims()
    }


def test_the_same_client_id_is_one_decision(store, claims):
    decision = decide("accept", claims[0], client_id="tab-1")
    assert [one.new for one in store.append_decisions([decision])] == [True]
    again = replace(decision, id="another", at="2026-01-01T00:00:00+00:00", seconds=3.0)
    [logged] = store.append_decisions([again])
    assert (logged.new, logged.decision) == (False, decision)
    assert [one.decision for one in store.decisions()] == [decision]


def test_a_client_id_cannot_name_two_decisions(store, claims):
    store.append_decisions([decide("accept", claims[0], client_id="tab-1")])
    with pytest.raises(StoreError, match="E805"):
        store.append_decisions([decide("reject", claims[0], client_id="tab-1")])


def test_all_or_none(store, claims):
    good, bad = (
        decide("accept", claims[0]),
        decide("undo", undoes="nowhere", sha256=claims[0].document.sha256),
    )
    with pytest.raises(StoreError, match="E805"):
        store.append_decisions([good, bad])
    assert list(store.decisions()) == []
    assert verdicts(store)[claims[0].id] == {}


def test_answers_follow_the_log(store, claims):
    one, other, third = claims
    first = decide("reject", one)
    store.append_decisions([first, decide("accept", other), decide("unsure", other, by="bo")])
    assert verdicts(store) == {
        one.id: {"ann": Verdict.REJECTED},
        other.id: {"ann": Verdict.ACCEPTED, "bo": Verdict.UNSURE},
        third.id: {},
    }
    assert store.count(ClaimFilter(answered=False)) == 1
    assert store.count(ClaimFilter(not_by="bo")) == 2
    assert store.count(ClaimFilter(verdict=Verdict.ACCEPTED)) == 1
    store.append_decisions([undo(first)])
    assert store.count(ClaimFilter(answered=False)) == 2
    assert set(store.rulings(one.document.sha256).answers) == {other.id}
    assert sound(store) == []


def test_nobody_overwrites_another_unseen(store, claims):
    seen = store.position()
    store.append_decisions([decide("accept", claims[0], by="bo")], seen=seen)
    store.append_decisions([decide("accept", claims[1])], seen=seen)
    with pytest.raises(StoreError, match="bo: accept") as caught:
        store.append_decisions([decide("reject", claims[0])], seen=seen)
    assert caught.value.code == "E806"
    store.append_decisions([decide("reject", claims[0])], seen=store.position())


def test_an_undo_in_another_tab_is_seen_too(store, claims):
    mine = decide("accept", claims[0])
    store.append_decisions([mine])
    seen = store.position()
    store.append_decisions([undo(mine)], seen=seen)
    with pytest.raises(StoreError, match="E806"):
        store.append_decisions([decide("reject", claims[0])], seen=seen)
    with pytest.raises(StoreError, match="E806"):
        store.append_decisions([undo(mine)], seen=seen)


def test_decisions_survive_a_new_model(store, run, claims):
    document = store.document(claims[0].document.sha256)
    store.append_decisions([decide("reject", claims[0]), decide("accept", claims[1])])
    model = ModelReference("regex", "2")
    reworded = replace(claims[0], id="c_other", model=model, arguments=claims[0].arguments[:1])
    store.add(store.start_run(model), document, [reworded, replace(claims[1], model=model)])
    assert verdicts(store) == {"c_other": {"ann": Verdict.REJECTED}, claims[1].id: {"ann": Verdict.ACCEPTED}}
    assert store.count(ClaimFilter(answered=False)) == 0
    assert sound(store) == []


def test_decisions_may_come_before_their_document(store, run):
    document, claims = article(1)
    store.append_decisions([decide("accept", claims[0])])
    store.add(run, document, claims)
    assert verdicts(store)[claims[0].id] == {"ann": Verdict.ACCEPTED}
    assert sound(store) == []


def test_the_log_is_read_from_a_position(store, claims):
    store.append_decisions([decide("accept", claims[0]), decide("accept", claims[1], by="bo")])
    first, second = store.decisions()
    assert [one.decision for one in store.decisions(after=first.position)] == [second.decision]
    assert [one.decision.reviewer for one in store.decisions(reviewer="bo")] == ["bo"]
    assert store.position() == second.position


# Opening.


def test_a_missing_store_is_not_made_by_accident(address):
    with pytest.raises(StoreError, match="E801"):
        open_store(address)


def test_a_store_opens_again(address):
    with open_store(address, create=True) as store:
        document, claims = article(1)
        store.add(store.start_run(MODEL), document, claims)
    with open_store(address) as store:
        assert store.document(document.sha256) == document


@pytest.mark.parametrize("name", ["mysql://a/b", "postgresql://[", "sqlite+aiosqlite:///x"])
def test_other_databases_are_refused(name):
    with pytest.raises(StoreError, match="E801"):
        open_store(name, create=True)


def test_a_file_that_is_no_database_is_refused_and_untouched(tmp_path):
    place = tmp_path / "notes.txt"
    place.write_text("not a database " * 100)
    with pytest.raises(StoreError, match="E801"):
        open_store(place, create=True)
    assert place.read_text() == "not a database " * 100


def test_what_is_not_there_is_told_with_its_code(store):
    for ask in (store.document, store.claim):
        with pytest.raises(StoreError, match="E808"):
            ask("nowhere")


def test_a_password_is_never_told():
    with pytest.raises(StoreError) as caught:
        open_store("postgresql://me:secret@127.0.0.1:1/none")
    assert "secret" not in str(caught.value)
    assert caught.value.code == "E801"
