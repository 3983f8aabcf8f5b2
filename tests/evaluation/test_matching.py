"""When a prediction is a label."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimwright.evaluation.matching import (
    as_prediction,
    claims_match,
    pair_claims,
    prediction_from_dict,
    same_words,
    values_match,
)
from tests.evaluation.build import claim, gold_claim


@pytest.mark.parametrize(
    ("form", "wording"),
    [
        ("Jane Roe", "jane roe"),
        ("Jane Roe", "Ms Roe"),
        ("Acme", "the Acme’s"),
        ("$100 million", "up to $100 million"),
        ("around 200 jobs", "200 jobs"),
    ],
)
def test_values_that_match(form, wording):
    assert values_match([form], [wording])
    assert values_match([wording], [form])


@pytest.mark.parametrize(
    ("form", "wording"), [("Roe", "Roenick"), ("Acme", ""), ("the", "the"), ("Roe Low", "Low Roe")]
)
def test_values_that_do_not(form, wording):
    assert not values_match([form], [wording])


@given(st.text(max_size=30), st.text(max_size=30))
def test_matching_is_symmetric(one, other):
    assert values_match([one], [other]) == values_match([other], [one])
    if same_words(one, other):
        assert values_match([one], [other])


def test_every_key_role_the_label_has_must_match():
    gold = gold_claim(person="Jane Roe", employer="Acme", position="chief")
    assert claims_match(gold, prediction_from_dict(claim(person="Roe", employer="Acme")))
    assert not claims_match(gold, prediction_from_dict(claim(person="Roe")))
    assert not claims_match(gold, prediction_from_dict(claim("departure", person="Roe", employer="Acme")))
    assert claims_match(
        gold_claim(person="Jane Roe"), prediction_from_dict(claim(person="Roe", employer="Zeta"))
    )


def test_compensation_is_matched_by_amount_else_component_and_one_of_payer_and_recipient():
    gold = gold_claim("compensation", amount="$5 million", component="bonus", payer="Acme", recipient="Roe")
    assert claims_match(
        gold, prediction_from_dict(claim("compensation", amount="$5 million", recipient="Roe"))
    )
    assert claims_match(gold, prediction_from_dict(claim("compensation", amount="$5 million", payer="Acme")))
    assert not claims_match(gold, prediction_from_dict(claim("compensation", amount="$5 million")))
    assert not claims_match(
        gold, prediction_from_dict(claim("compensation", component="bonus", payer="Acme"))
    )
    unnamed = gold_claim("compensation", component="bonus", payer="Acme")
    assert claims_match(unnamed, prediction_from_dict(claim("compensation", component="bonus", payer="Acme")))


def test_pairs_are_one_to_one_the_most_confident_first_and_firm_labels_before_optional():
    firm = gold_claim(person="Jane Roe")
    optional = gold_claim(person="Jane Roe", optional=True)
    low, high, extra = (
        prediction_from_dict(claim(person="Roe", confidence=confidence)) for confidence in (0.2, 0.9, 0.1)
    )
    pairing = pair_claims([optional, firm], [low, high, extra])
    assert pairing.hits == ((firm, high),)
    assert pairing.neutral == ((optional, low),)
    assert pairing.spurious == (extra,)
    assert pairing.missed == ()
    assert pair_claims([optional], []).missed == ()
    assert pair_claims([firm], []).missed == (firm,)


def test_a_label_matches_itself():
    gold = gold_claim("compensation", amount=["$5 million", "five million"], payer="Acme")
    assert claims_match(gold, as_prediction(gold))
    assert claims_match(gold, gold)
