"""Agreement of two annotators."""

from __future__ import annotations

import pytest

from claimwright.evaluation.agreement import agreement, cohens_kappa, pair_annotators
from claimwright.records.gold import GoldClaim, GoldMention, Range
from tests.evaluation.build import gold_claim


def test_kappa_by_hand():
    labels = [("a", "a")] * 20 + [("a", "b")] * 5 + [("b", "a")] * 10 + [("b", "b")] * 15
    assert cohens_kappa(labels) == pytest.approx(0.4)
    assert cohens_kappa([("a", "a")]) == 1.0
    assert cohens_kappa([]) is None
    assert cohens_kappa([("a", "b"), ("b", "a")]) == -1.0


def test_agreement_counts_firm_claims_and_leaves_optional_ones_alone():
    both = gold_claim(person="Jane Roe", employer="Acme", date="May")
    again = gold_claim(person="Roe", employer="Acme", modality="planned")
    alone = gold_claim(person="Bob Low")
    maybe = gold_claim(person="Ann Tor", optional=True)
    firm_here = gold_claim(person="Ann Tor")
    found = agreement([([both, alone, maybe], [again, firm_here])])
    assert found["all"].both == 1
    assert (found["all"].first_only, found["all"].second_only) == (1, 0)
    assert found["all"].claim_f1.value == pytest.approx(2 / 3)
    assert found["all"].all_claims_f1.value == pytest.approx(2 * 2 / (2 * 2 + 1))
    assert found["all"].argument_f1.value == pytest.approx(2 * 2 / (2 * 2 + 1 + 1))
    assert found["all"].modality_kappa.value == 0.0
    assert found["delay"].claim_f1.value is None


def test_two_moves_of_one_person_are_paired_by_where_they_are_told():
    early, late = _told_at(10), _told_at(200)
    pairs, first_only, second_only = pair_annotators([early, late], [_told_at(200), _told_at(10)])
    assert [(one.mentions[0].trigger, other.mentions[0].trigger) for one, other in pairs] == [
        (Range(10, 15), Range(10, 15)),
        (Range(200, 205), Range(200, 205)),
    ]
    assert first_only == second_only == []


def _told_at(start: int) -> GoldClaim:
    base = gold_claim(person="Jane Roe", employer="Acme")
    mention = GoldMention(Range(start - 5, start + 20), Range(start, start + 5), {}, base.modality)
    return GoldClaim(base.type, base.modality, False, base.arguments, (mention.quote,), (mention,))
