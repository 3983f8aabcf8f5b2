"""Drafts: every operation, and the claims they make."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimwright.errors import InputError
from claimwright.exchange.article import Place
from claimwright.exchange.offsets import offset_faults
from claimwright.records import Action
from claimwright.review.editing import (
    Edge,
    Slot,
    Unit,
    assign,
    build_claims,
    change_modality,
    change_type,
    draft_from_json,
    draft_to_json,
    find_words,
    nudge,
    remove,
    start_addition,
    start_correction,
    start_merge,
    start_slot,
    start_split,
    without_part,
)
from claimwright.schema import load_declarations

DECLARED = load_declarations()


def at(document, words):
    start = document.text.index(words)
    return Place(start, start + len(words))


def shown(document, draft, name, number=0):
    place = draft.place(Slot(name, number))
    return document.text[place.start : place.end]


def test_an_edge_moves_by_words_and_characters(document):
    text = document.text
    place = at(document, "Roe joined")
    assert text[slice(*nudge(text, place, Edge.START, Unit.TOKEN, -1))] == "Jane Roe joined"
    assert text[slice(*nudge(text, place, Edge.START, Unit.TOKEN, 1))] == "joined"
    assert text[slice(*nudge(text, place, Edge.END, Unit.TOKEN, -1))] == "Roe"
    assert text[slice(*nudge(text, place, Edge.END, Unit.TOKEN, 1))] == "Roe joined Acme"
    assert text[slice(*nudge(text, place, Edge.END, Unit.CHARACTER, -1))] == "Roe joine"
    assert text[slice(*nudge(text, place, Edge.START, Unit.CHARACTER, 1))] == "oe joined"
    assert text[slice(*nudge(text, at(document, "of"), Edge.END, Unit.TOKEN, 1))] == "of the"
    assert (
        text[slice(*nudge(text, at(document, "chief of"), Edge.END, Unit.TOKEN, 1))] == "chief of O'Neil-Hart"
    )


def test_a_character_that_is_drawn_as_one_is_not_cut(document):
    text = document.text
    place = at(document, "The 👩‍💻")
    assert text[slice(*nudge(text, place, Edge.END, Unit.CHARACTER, -1))] == "The "
    back = nudge(text, at(document, "The "), Edge.END, Unit.CHARACTER, 1)
    assert text[slice(*back)] == "The 👩‍💻"


def test_a_span_wanders_by_words(document):
    text = document.text
    right = nudge(text, at(document, "Jane Roe"), Edge.WHOLE, Unit.TOKEN, 1)
    assert text[slice(*right)] == "joined"
    assert text[slice(*nudge(text, right, Edge.WHOLE, Unit.TOKEN, -1))] == "Roe"


@given(
    st.text(alphabet="ab 👩‍💻é́'-.\n", min_size=1, max_size=30),
    st.data(),
    st.sampled_from(list(Edge)),
    st.sampled_from(list(Unit)),
    st.sampled_from([-1, 1]),
)
def test_no_nudge_leaves_the_text_or_empties_a_span(text, data, edge, unit, step):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    moved = nudge(text, Place(start, end), edge, unit, step)
    assert 0 <= moved.start < moved.end <= len(text)


def test_a_moved_edge_makes_a_claim_whose_spans_hold(document, claims, article):
    draft = start_correction(claims[0], article)
    slot = Slot("person")
    place = nudge(document.text, draft.place(slot), Edge.START, Unit.TOKEN, 1)
    [made] = build_claims(assign(draft, slot, place, document.text), document, claims, DECLARED)
    assert made.values("person") == ("Roe",)
    assert made.values("employer") == claims[0].values("employer")
    assert offset_faults(document, made) == []
    assert made.confidence == 1.0


def test_what_did_not_change_is_no_correction(document, claims, article):
    with pytest.raises(ValueError, match="Nothing was changed"):
        build_claims(start_correction(claims[0], article), document, claims, DECLARED)


def test_type_and_modality_change(document, claims, article):
    draft = assign(
        start_correction(claims[0], article), Slot("previous_employer"), at(document, "Globex"), document.text
    )
    draft, gone = change_type(draft, "departure", DECLARED)
    assert gone == ("previous_employer",)
    draft = change_modality(draft, "denied", DECLARED)
    [made] = build_claims(draft, document, claims, DECLARED)
    assert (made.type, made.modality.value) == ("departure", "denied")
    for wrong in (
        lambda: change_type(draft, "wedding", DECLARED),
        lambda: change_modality(draft, "sung", DECLARED),
    ):
        with pytest.raises(ValueError, match="is called"):
            wrong()


def test_words_are_found_at_the_place_nearest_to_the_trigger(document, claims, article):
    later = next(claim for claim in claims if "Initech" in claim.values("employer"))
    draft = find_words(start_correction(later, article), Slot("person"), "jane  roe", document.text)
    assert draft.place(Slot("person")) == Place(later.arguments[0].span.start, later.arguments[0].span.end)
    with pytest.raises(ValueError, match="does not say"):
        find_words(draft, Slot("person"), "John Doe", document.text)


def test_a_slot_without_a_mouse_begins_beside_the_trigger(document, claims, article):
    draft = start_slot(start_correction(claims[0], article), Slot("position"), document.text)
    assert shown(document, draft, "position") == "Acme"


def test_a_value_goes_and_a_claim_without_its_key_role_is_refused(document, claims, article):
    draft = remove(start_correction(claims[0], article), Slot("employer"))
    with pytest.raises(InputError, match="E703"):
        build_claims(draft, document, claims, DECLARED)


def test_a_missed_claim_is_added_from_its_trigger(document, claims):
    draft = start_addition(at(document, "left"), DECLARED, "left")
    assert draft.current.type == "departure"
    draft = find_words(draft, Slot("person"), "Max Mint", document.text)
    draft = find_words(draft, Slot("employer"), "Globex", document.text)
    [made] = build_claims(draft, document, claims, DECLARED)
    assert made.mentions[0].evidence.text == "Max Mint left Globex in May."
    with pytest.raises(ValueError, match="trigger"):
        build_claims(start_addition(None, DECLARED), document, claims, DECLARED)


def test_a_split_makes_two_claims_that_differ(document, claims, article):
    draft = start_split(claims[0], article)
    with pytest.raises(ValueError, match="say the same"):
        build_claims(draft, document, claims, DECLARED)
    changed = find_words(draft, Slot("person"), "Max Mint", document.text)
    made = build_claims(changed, document, claims, DECLARED)
    assert [claim.values("person") for claim in made] == [("Max Mint",), ("Jane Roe",)]
    with pytest.raises(ValueError, match="at least two"):
        without_part(draft)


def test_a_merge_takes_what_the_first_lacks(document, claims, article):
    joins = [claim for claim in claims if claim.type == "hire"]
    draft = start_merge(joins, article)
    assert draft.targets == tuple(claim.id for claim in joins)
    [made] = build_claims(draft, document, claims, DECLARED)
    assert len(made.mentions) == 2
    assert made.values("employer") == joins[0].values("employer")
    with pytest.raises(ValueError, match="two claims"):
        start_merge([claims[0]], article)
    with pytest.raises(ValueError, match="two claims"):
        start_merge([joins[0], next(claim for claim in claims if claim.type == "departure")], article)


def test_a_draft_comes_back_as_it_went(document, claims, article):
    for draft in (
        start_correction(claims[0], article),
        start_split(claims[1], article),
        start_addition(None, DECLARED),
    ):
        assert draft_from_json(draft_to_json(draft), len(document.text), DECLARED) == draft


@pytest.mark.parametrize(
    "change",
    [
        {"action": "accept"},
        {"part": 7},
        {"parts": []},
        {"slot": "person"},
        {"targets": [3]},
        {"parts": [{"type": "wedding"}]},
        {"parts": None},
    ],
)
def test_a_draft_from_outside_is_not_trusted(document, claims, article, change):
    data = json.loads(draft_to_json(start_correction(claims[0], article)))
    with pytest.raises(ValueError, match="damaged"):
        draft_from_json(json.dumps({**data, **change}), len(document.text), DECLARED)


@pytest.mark.parametrize("edges", [[-1, 3], [5, 5], [0, 10_000], ["a", "b"], [1, 2, 3]])
def test_a_place_from_outside_stays_in_the_text(document, claims, article, edges):
    data = json.loads(draft_to_json(start_correction(claims[0], article)))
    data["parts"][0]["triggers"] = [edges]
    with pytest.raises(ValueError, match="damaged"):
        draft_from_json(json.dumps(data), len(document.text), DECLARED)


def test_an_empty_selection_is_refused(document, claims, article):
    with pytest.raises(ValueError, match="no text"):
        assign(start_correction(claims[0], article), Slot("person"), Place(3, 3), document.text)
    assert draft_to_json(start_correction(claims[0], article))
    assert start_correction(claims[0], article).action is Action.CORRECT
