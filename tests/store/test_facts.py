"""Which claims of one document are one fact, and what counts as saying the same."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from claimwright.store.facts import closeness, same_fact, same_values, shape_of
from tests.store.make import claim

ONE = claim("c_1")
names = st.sampled_from(["Jane Roe", "Roe", "John Doe", "Acme", "the Acme", "Acme Labs", "Ümit Çelik"])
claims = st.builds(
    claim,
    st.sampled_from(["c_1", "c_2"]),
    person=names,
    employer=names,
    at=st.sampled_from([0, 50, 400]),
    modality=st.sampled_from(["asserted", "planned"]),
    kind=st.sampled_from(["hire", "departure"]),
)


def test_the_same_id_is_the_same_fact_wherever_it_stands():
    assert same_fact(ONE, claim("c_1", person="Somebody Else", at=900))


def test_another_document_is_another_fact():
    assert not same_fact(ONE, claim("c_1", sha256="b" * 64))


def test_overlap_and_key_values_make_the_same_fact():
    assert same_fact(ONE, claim("c_2", person="Roe", at=50))
    assert same_fact(ONE, claim("c_2", employer="Acme Labs", position="chief"))
    assert not same_fact(ONE, claim("c_2", at=100))
    assert not same_fact(ONE, claim("c_2", employer="Beta"))
    assert not same_fact(ONE, claim("c_2", kind="departure"))
    assert not same_fact(ONE, claim("c_2", person="Janet Roe-Smith"))


def test_a_claim_without_the_key_roles_is_not_the_same():
    assert not same_fact(ONE, claim("c_2", person=None, employer=None, position="chief"))


def test_equal_amounts_are_equal_however_worded():
    def pay(claim_id, wording):
        made = claim(claim_id, kind="compensation", person=None, employer=None, amount=wording)
        amount = {"min": 5, "max": 5, "currency": "USD", "per": None}
        return replace(made, arguments=tuple(replace(a, normalized=amount) for a in made.arguments))

    assert same_fact(pay("c_1", "five dollars"), pay("c_2", "$5"))


def test_closeness_puts_equal_values_before_equal_triggers():
    far = claim("c_2", at=50)
    near = claim("c_3", position="chief")
    assert closeness(ONE, far) > closeness(ONE, near)


@given(claims, claims)
def test_the_relations_are_symmetric(left, right):
    assert same_fact(left, right) == same_fact(right, left)
    assert same_values(left, right) == same_values(right, left)
    assert closeness(left, right) == closeness(right, left)


@given(claims, claims)
def test_an_equal_shape_says_the_same(left, right):
    assert same_fact(left, left)
    if shape_of(left) == shape_of(right):
        assert same_values(left, right)
