"""Putting claims right through the page."""

import json

import pytest

from claimwright.exchange.offsets import offset_faults


def log(store):
    return [entry.decision for entry in store.decisions()]


def edit(page, claim, **fields):
    page.get(f"/claim/{claim.id}")
    return page.post("/edit", **{"do": "correct", **fields})


def change(page, **fields):
    return page.post("/draft", of="editor", **fields)


def save(page, **fields):
    return page.post("/decide", of="editor", **fields)


def selection(document, words):
    """What the browser would send for words: one piece from the beginning of the text, UTF-16 units."""
    start = document.text.index(words)

    def units(text):
        return len(text.encode("utf-16-le")) // 2

    before = units(document.text[:start])
    return {"from_at": "0", "from_unit": str(before), "to_at": "0", "to_unit": str(before + units(words))}


def test_a_selection_behind_emoji_becomes_a_role(page, store, claim_of):
    claim = claim_of("Jane Roe", employer="Initech")
    document = store.document(claim.document.sha256)
    edit(page, claim)
    assert page.kind == "editor"
    change(page, op="assign", slot="position.0", **selection(document, "chief"))
    save(page, note="the title was missing")
    [made] = log(store)
    [result] = made.results
    span = next(argument.span for argument in result.arguments if argument.role == "position")
    assert (span.text, span.start) == ("chief", document.text.index("chief"))
    assert offset_faults(document, result) == []
    assert (made.action, made.note, made.targets[0]) == ("correct", "the title was missing", claim)


def test_edges_move_and_drafts_can_be_undone(page, store, claim_of):
    claim = claim_of("Jane Roe", employer="Acme")
    edit(page, claim)
    change(page, op="nudge", slot="person.0", edge="start", unit="token", step="1")
    change(page, op="nudge", slot="person.0", edge="end", unit="character", step="-1")
    assert 'value="Ro"' in page.html
    change(page, op="undo")
    assert 'value="Roe"' in page.html
    change(page, op="undo")
    assert 'value="Jane Roe"' in page.html
    change(page, op="undo")
    assert "There is nothing to undo in this draft." in page.html
    assert save(page).status_code == 422
    assert "Nothing was changed" in page.html
    assert log(store) == []


def test_type_and_modality(page, store, claim_of):
    edit(page, claim_of("Ada Low"))
    change(page, op="type", type_name="departure")
    change(page, op="modality", modality_name="possible")
    save(page)
    [made] = log(store)
    assert (made.results[0].type, made.results[0].modality) == ("departure", "possible")


def test_a_role_that_is_needed_is_asked_for_and_nothing_typed_is_lost(page, store, claim_of):
    edit(page, claim_of("Ada Low"))
    change(page, op="clear", slot="employer.0")
    answer = save(page, note="keep me")
    assert answer.status_code == 422
    assert "A hire needs person, employer" in page.html
    assert "keep me" in page.html
    assert log(store) == []
    change(page, op="find", slot="employer.0", **{"words-employer.0": "hooli"})
    assert "Nothing was changed" in save(page).text  # the words stand where they stood
    change(page, op="modality", modality_name="planned")
    save(page)
    assert log(store)[0].results[0].values("employer") == ("Hooli",)


def test_rows_are_walked_and_words_are_looked_for(page, claim_of):
    edit(page, claim_of("Ada Low"))
    change(page, op="row", step="1", slot="")
    assert json.loads(page.fields("editor")["draft"])["slot"] == "employer.0"
    for _ in range(3):
        change(page, op="row", step="-1", slot="")
    assert json.loads(page.fields("editor")["draft"])["slot"] == "trigger.0"
    assert (
        change(page, op="find", slot="position.0", **{"words-position.0": "no such words"}).status_code == 422
    )
    assert "The article does not say “no such words”." in page.html
    change(page, op="another", slot="person.0")
    assert json.loads(page.fields("editor")["draft"])["slot"] == "person.1"


def test_a_split(page, store, claim_of):
    claim = claim_of("Jane Roe", employer="Acme")
    edit(page, claim, do="split")
    assert save(page).status_code == 422
    assert "Two of the claims say the same" in page.html
    change(page, op="part")
    change(page, op="find", slot="person.0", **{"words-person.0": "Max Mint"})
    save(page)
    [made] = log(store)
    assert made.action == "split"
    assert [result.values("person") for result in made.results] == [("Jane Roe",), ("Max Mint",)]


def test_a_merge(page, store, claim_of):
    first, second = claim_of("Jane Roe", employer="Acme"), claim_of("Jane Roe", employer="Initech")
    edit(page, first, do="merge", **{"with": second.id})
    save(page)
    [made] = log(store)
    assert (made.action, [claim.id for claim in made.targets]) == ("merge", [first.id, second.id])
    assert len(made.results[0].mentions) == 2


def test_a_missed_claim_is_added_and_its_article_stays(page, store):
    page.get("/?order=articles")
    sha256 = page.key
    document = store.document(sha256)
    page.post("/edit", do="add", **selection(document, "liked"))
    change(page, op="find", slot="person.0", **{"words-person.0": "Sue Storm"})
    change(page, op="find", slot="employer.0", **{"words-employer.0": "Initech"})
    save(page)
    [made] = log(store)
    assert (made.action, made.results[0].mentions[0].trigger.text) == ("add", "liked")
    assert made.shown.audit
    assert (page.kind, page.key) == ("article", sha256)
    assert "Added by reviewers" in page.html
    page.post("/undo")
    assert "Added by reviewers" not in page.html


def test_an_addition_without_a_mouse(page, store):
    page.get("/?order=articles")
    page.post("/edit", do="add")
    change(page, op="assign", slot="trigger.0")
    assert "Nothing was selected" in page.html
    change(page, op="nudge", slot="trigger.0", edge="whole", unit="token", step="1")
    draft = json.loads(page.fields("editor")["draft"])
    start, end = draft["parts"][0]["triggers"][0]
    document = store.document(page.fields("editor")["sha256"])
    assert document.text[start:end] == "to"


def test_an_earlier_correction_is_where_the_next_begins(page, store, claim_of):
    claim = claim_of("Ada Low")
    edit(page, claim)
    change(page, op="modality", modality_name="denied")
    save(page)
    page.get(f"/claim/{claim.id}")
    page.post("/edit", do="correct")
    assert json.loads(page.fields("editor")["draft"])["parts"][0]["modality"] == "denied"


@pytest.mark.parametrize(
    "fields",
    [
        {"draft": "{}"},
        {"op": "dance"},
        {"op": "type", "type_name": "wedding"},
        {"op": "assign", "slot": "groom.0"},
        {
            "op": "assign",
            "slot": "person.0",
            "from_at": "5",
            "from_unit": "99999",
            "to_at": "9",
            "to_unit": "1",
        },
        {"op": "nudge", "slot": "person.0", "edge": "middle", "unit": "token", "step": "1"},
        {"sha256": ""},
    ],
)
def test_what_makes_no_sense_is_refused(page, store, claim_of, fields):
    edit(page, claim_of("Ada Low"))
    assert change(page, **{"op": "row", **fields}).status_code == 422
    assert log(store) == []


def test_half_an_emoji_is_no_selection(page, store, claim_of):
    claim = claim_of("Jane Roe", employer="Acme")
    document = store.document(claim.document.sha256)
    edit(page, claim)
    at = document.text.index("🎉")
    half = {"from_at": str(at), "from_unit": "1", "to_at": str(at), "to_unit": "2"}
    assert change(page, op="assign", slot="reason.0", **half).status_code == 422
