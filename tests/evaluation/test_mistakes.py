"""The errors, the worst first, each beside what it should have been."""

from claimwright.evaluation import evaluate
from claimwright.evaluation.files import gold_from_dict
from claimwright.evaluation.mistakes import error_lines, missed_labels, modality_mistakes, wrong_claims
from claimwright.evaluation.quotes import Quotes
from claimwright.records.gold import Range
from tests.evaluation.build import claim, gold_claim, gold_document


def pairings(gold, claims):
    return evaluate([gold_document("a/d.md", *gold)], {"d": claims}).pairings


def far(given):
    given["mentions"] = [{"evidence": {"source_start": 900, "source_end": 950}}]
    return given


def test_wrong_claims_come_the_most_confident_first_beside_the_nearest_label():
    found = wrong_claims(
        pairings(
            [
                gold_claim("departure", person="Bo Lind", employer="Acme"),
                gold_claim("hire", person="Ana Ruiz"),
            ],
            [
                claim(person="Ana Ruiz", confidence=0.95),
                claim(person="Ana Ruiz", confidence=0.3),
                claim("departure", person="Bo Lind", employer="Zeta", confidence=0.6),
                far(claim("delay", product="Orion", confidence=0.9)),
            ],
        )
    )
    assert [(item.given.confidence, item.reason) for item in found] == [
        (0.9, "nothing like it is labelled"),
        (0.6, "a key value differs"),
        (0.3, "the label nearest to it has a better claim already"),
    ]
    assert found[0].label is None
    assert found[1].label.arguments["employer"] == ("Acme",)


def test_a_claim_of_another_type_in_the_same_place():
    found = pairings([gold_claim("departure", person="Bo Lind")], [claim("hire", person="Bo Lind")])
    assert wrong_claims(found)[0].reason == "labelled as departure"
    assert missed_labels(found)[0].reason == "predicted as hire"


def test_missed_labels():
    alone = missed_labels(pairings([gold_claim(person="Bo Lind")], []))
    assert [(item.given, item.reason) for item in alone] == [(None, "nothing was predicted there")]
    two = pairings([gold_claim(person="Bo Lind"), gold_claim(person="Cy Dorn")], [claim(person="Bo Lind")])
    [missed] = missed_labels(two)
    assert missed.label.arguments["person"] == ("Cy Dorn",)
    assert missed.reason == "the claim nearest to it fits another label"


def test_a_modality_that_the_label_does_not_have():
    found = pairings([gold_claim(person="Bo Lind", modality="denied")], [claim(person="Bo Lind")])
    assert [item.reason for item in modality_mistakes(found)] == ["denied taken for asserted"]
    assert wrong_claims(found) == missed_labels(found) == []


def test_lines_for_the_terminal():
    lines = list(
        error_lines(pairings([gold_claim(person="Bo Lind")], [far(claim("delay", product="Orion"))]))
    )
    assert lines[0].startswith("WRONG  d delay 0.50")
    assert lines[1].startswith("MISSED d hire")


def test_words_of_a_place_come_from_the_text_or_from_the_labels():
    entry = {
        "doc": "a/d.md",
        "claims": [
            {
                "type": "hire",
                "modality": "asserted",
                "arguments": {"person": ["Bo"]},
                "evidence": ["Acme hired\n Bo."],
                "evidence_spans": [[4, 19]],
            }
        ],
    }
    with_text = gold_from_dict(entry, text="Now Zeta  took in Cy.")
    assert Quotes([with_text]).words("a/d.md", [Range(4, 21)]) == "Zeta took in Cy."
    bare = Quotes([gold_from_dict(entry)], [entry])
    assert bare.words("a/d.md", [Range(0, 3), Range(4, 19)]) == "Acme hired Bo."
    assert bare.words("other.md", [Range(4, 19)]) == ""
