"""Labels that do not hold are named."""

from __future__ import annotations

from dataclasses import replace

import pytest

from claimwright.corpora.compile import compile_annotation
from claimwright.corpora.validate import find_label_faults
from claimwright.records.claim import Modality
from claimwright.records.gold import GoldClaim, GoldDocument, Range
from tests.corpora.conftest import MOVE, move_annotation


def document(*claims: GoldClaim) -> GoldDocument:
    return GoldDocument("news", "n/move.md", "", "train", "", claims, text=MOVE)


def departure() -> GoldClaim:
    return compile_annotation(move_annotation(), MOVE)[0]


def moved(place: Range, by: int) -> Range:
    return Range(place.start + by, place.end + by)


def test_good_labels_have_no_fault():
    assert find_label_faults(document(*compile_annotation(move_annotation(), MOVE))) == []


@pytest.mark.parametrize("by", [-2, -1, 1, 2])
@pytest.mark.parametrize("mark", ["trigger", "quote", "cue"])
def test_an_offset_that_is_off_by_one_is_found(mark, by):
    claim = departure()
    told = claim.mentions[1]
    broken = replace(told, **{mark: moved(getattr(told, mark), by)})
    faults = find_label_faults(document(replace(claim, mentions=(broken,))))
    assert any("off by one" in fault for fault in faults), faults


@pytest.mark.parametrize("by", [-1, 1])
def test_so_is_an_argument(by):
    claim = departure()
    told = claim.mentions[1]
    arguments = {**told.arguments, "employer": moved(told.arguments["employer"], by)}
    faults = find_label_faults(document(replace(claim, mentions=(replace(told, arguments=arguments),))))
    assert any("employer" in fault and "off by one" in fault for fault in faults)


BROKEN = {
    "unknown type": ({"type": "merger"}, "unknown type"),
    "unknown role": ({"arguments": {"person": ("Orla Quist",), "boss": ("X",)}}, "unknown role 'boss'"),
    "empty form": ({"arguments": {"person": (" ",)}}, "empty form"),
    "no person": ({"arguments": {"employer": ("Halden",)}}, "no person"),
    "no evidence": ({"evidence": (), "mentions": ()}, "no evidence"),
    "leaves the text": ({"evidence": (Range(5, 100_000),)}, "leaves the text"),
    "runs backwards": ({"evidence": (Range(9, 5),)}, "leaves the text"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_faults(case):
    change, expected = BROKEN[case]
    faults = find_label_faults(document(replace(departure(), **change)))
    assert any(expected in fault and fault.startswith("claim 1: ") for fault in faults), faults


def test_a_trigger_outside_its_quote_and_a_role_the_claim_does_not_have():
    claim = departure()
    first, second = claim.mentions
    swapped = replace(first, trigger=second.trigger, arguments={**first.arguments, "position": first.cue})
    faults = find_label_faults(document(replace(claim, mentions=(swapped,))))
    assert any("not in the quote" in fault for fault in faults)
    assert any("'position' is not one of the claim's" in fault for fault in faults)
    others = replace(first, others=(("starship", first.trigger),))
    assert any("'starship'" in f for f in find_label_faults(document(replace(claim, mentions=(others,)))))


def test_one_fact_labelled_twice():
    claim = departure()
    assert find_label_faults(document(claim, claim)) == ["claims 1 and 2: one fact labelled twice"]
    longer = replace(claim, arguments={**claim.arguments, "person": ("the Orla Quist",)})
    assert len(find_label_faults(document(claim, longer))) == 1
    other_post = replace(claim, arguments={**claim.arguments, "position": ("chair",)})
    assert find_label_faults(document(claim, other_post)) == []
    denied = replace(claim, modality=Modality.DENIED)
    assert find_label_faults(document(claim, denied)) == []
