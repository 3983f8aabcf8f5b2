"""What a reviewer's marks say of the claims that went out."""

from dataclasses import replace

import pytest

from claimwright.errors import InputError
from claimwright.exchange.article import Place
from claimwright.exchange.compare import compare
from claimwright.exchange.marks import mark
from claimwright.records import Modality
from claimwright.records.decision import Action
from tests.exchange.foreign.articles import DECLARATIONS, Sample

SAMPLE = Sample()
ARTICLE = SAMPLE.article
DEPARTURE, HIRE, PAY, DELAY = ARTICLE.claims
MARKS = [mark(claim, ARTICLE) for claim in ARTICLE.claims]


def place(words, after=""):
    return ARTICLE.place(SAMPLE.span(words, after))


def changes(*marked):
    return compare(ARTICLE, marked, DECLARATIONS, "t.json: task 1")


def corrected(number, **values):
    """The result of correcting one claim; the others are left as they are."""
    marked = [*MARKS]
    marked[number] = replace(marked[number], **values)
    found = changes(*marked)
    assert [change.action for change in found] == [
        Action.CORRECT if position == number else Action.ACCEPT for position in range(len(MARKS))
    ]
    assert found[number].target == ARTICLE.claims[number]
    return found[number].result


def test_marks_that_did_not_change_accept():
    found = changes(*MARKS)
    assert [(change.action, change.target, change.result) for change in found] == [
        (Action.ACCEPT, claim, claim) for claim in ARTICLE.claims
    ]


def test_order_and_missing_ids_do_not_matter():
    found = changes(*(replace(item, claim_id=None) for item in reversed(MARKS)))
    assert [change.action for change in found] == [Action.ACCEPT] * 4


def test_a_claim_without_marks_is_rejected():
    found = changes(*MARKS[1:])
    assert (found[0].action, found[0].target, found[0].result) == (Action.REJECT, DEPARTURE, None)
    assert [change.action for change in found[1:]] == [Action.ACCEPT] * 3


def test_an_unknown_modality_agrees_and_another_one_corrects():
    assert changes(*(replace(item, modality=None) for item in MARKS))[2].action is Action.ACCEPT
    result = corrected(2, modality="asserted")
    assert result.modality is Modality.ASSERTED
    assert result.mentions[0].modality is Modality.ASSERTED
    assert result.arguments == PAY.arguments
    assert result.confidence == 1.0


def test_a_mention_told_otherwise_than_its_claim_keeps_its_modality():
    odd = replace(
        DELAY, mentions=(replace(DELAY.mentions[0], modality=Modality.POSSIBLE),), modality=Modality.DENIED
    )
    article = replace(ARTICLE, claims=(odd,))
    [change] = compare(article, [replace(mark(odd, article), modality="asserted")], DECLARATIONS, "x")
    assert change.result.mentions[0].modality is Modality.POSSIBLE


def test_a_moved_argument_takes_its_words_and_value():
    result = corrected(3, arguments=(("product", place("Orion")), ("new_date", place("May"))))
    [product, date] = result.arguments
    assert product == DELAY.arguments[0]
    assert (date.span, date.canonical, date.normalized) == (SAMPLE.span("May"), "May", "2025-05")
    assert date.span.source_start == date.span.start + 7
    assert result.id != DELAY.id


def test_a_moved_argument_takes_the_name_another_claim_gives_its_words():
    known = replace(HIRE.arguments[1], canonical="Globex Corporation")
    renamed = replace(HIRE, arguments=(HIRE.arguments[0], known, HIRE.arguments[2]))
    article = replace(ARTICLE, claims=(DEPARTURE, renamed))
    wrong = replace(MARKS[0], arguments=(("person", place("Zoë 👩‍💻 Quill")), ("employer", place("Globex"))))
    first, second = compare(article, [wrong, mark(renamed, article)], DECLARATIONS, "x")
    assert first.result.values("employer") == ("Globex Corporation",)
    assert second.action is Action.ACCEPT


def test_amounts_and_groups_are_normalised():
    amount = corrected(2, arguments=(("amount", place("$12 million")), ("payer", place("Globex")))).arguments[
        0
    ]
    assert amount.normalized == {"min": 12_000_000, "max": 12_000_000, "currency": "USD", "per": None}


def test_arguments_stand_in_the_declared_order():
    shuffled = (*reversed(MARKS[1].arguments), ("date", place("Monday")))
    result = corrected(1, arguments=shuffled)
    assert [item.role for item in result.arguments] == ["person", "employer", "position", "date"]
    assert result.arguments[3].normalized == "2025-05-26"


def test_the_evidence_of_a_new_trigger_is_its_sentence():
    result = corrected(3, triggers=(place("delayed"), place("joined")))
    assert result.mentions[0] == DELAY.mentions[0]
    assert result.mentions[1].evidence.text == "Pavel Ost joined Initech in May."
    assert result.mentions[1].modality is DELAY.modality


def test_attribution_may_come_and_go():
    assert corrected(1, attribution=None).attribution is None
    assert corrected(0, attribution=place("Courier")).attribution == SAMPLE.span("Courier")


def test_new_marks_add_a_claim():
    new = replace(
        MARKS[1],
        triggers=(place("joined"),),
        arguments=(("person", place("Pavel Ost")), ("employer", place("Initech")), ("date", place("May"))),
        attribution=None,
        claim_id=None,
        modality=None,
    )
    *old, added = changes(*MARKS, new)
    assert {change.action for change in old} == {Action.ACCEPT}
    assert (added.action, added.target) == (Action.ADD, None)
    claim = added.result
    assert (claim.type, claim.modality, claim.values("person")) == ("hire", Modality.ASSERTED, ("Pavel Ost",))
    assert claim.model.name == "reviewer"
    assert claim.document == ARTICLE.reference
    assert changes(*MARKS, new)[-1].result.id == claim.id  # the same fact, the same id


def test_a_trigger_drawn_anew_corrects_the_claim_that_had_it():
    redrawn = replace(MARKS[0], claim_id=None, arguments=MARKS[0].arguments[:2])
    found = changes(redrawn, *MARKS[1:])
    assert found[0].action is Action.CORRECT
    assert found[0].target == DEPARTURE


def test_of_two_claims_on_one_trigger_each_keeps_its_own():
    twin = replace(
        HIRE,
        id="c_" + "f" * 16,
        arguments=(replace(HIRE.arguments[0], span=SAMPLE.span("Pavel Ost")), *HIRE.arguments[1:]),
    )
    article = replace(ARTICLE, claims=(HIRE, twin))
    first, second = (mark(claim, article) for claim in article.claims)
    changed = replace(second, attribution=None)
    found = compare(article, [changed, first], DECLARATIONS, "x")
    assert [(change.action, change.target.id) for change in found] == [
        (Action.ACCEPT, HIRE.id),
        (Action.CORRECT, twin.id),
    ]


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"type": "merger"}, r"E702 t\.json: task 1.*no claim type is called 'merger'"),
        ({"modality": "hoped"}, "E702.*no modality is called 'hoped'"),
        (
            {"arguments": (("person", Place(0, 3)), ("boss", Place(0, 3)))},
            "E702.*departure has no role 'boss'",
        ),
        ({"arguments": (("person", Place(0, 3)),)}, "E703.*needs person, employer; it has person"),
    ],
)
def test_marks_that_make_no_claim_are_errors(values, told):
    with pytest.raises(InputError, match=told):
        changes(replace(MARKS[0], **values))
