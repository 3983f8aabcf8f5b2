from claimwright.claims import assemble
from claimwright.schema import load_declarations

PERSON, ORG = "person", "organization"


def employers(telling):
    drafts = assemble(telling.document, telling.entities(), telling.found(), load_declarations(), {})
    return {draft.canonical["person"]: draft.canonical.get("employer") for draft in drafts}


def test_an_employer_no_sentence_words_comes_from_the_persons_other_fact(telling):
    t = telling("Ana Ruiz joined Quillon in 2020. She resigned. Norvane and Norvane hired Bo Diaz")
    t.event(
        "joined",
        "hire",
        person=t.mention("Ana Ruiz", PERSON, "Ana Ruiz"),
        employer=t.mention("Quillon", ORG, "Quillon"),
    )
    t.event("resigned", "departure", person=t.mention("She", PERSON, "Ana Ruiz"))
    t.event(
        "hired",
        "hire",
        person=t.mention("Bo Diaz", PERSON, "Bo Diaz"),
        employer=t.mention("Norvane", ORG, "Norvane"),
    )
    drafts = assemble(t.document, t.entities(), t.found(), load_declarations(), {})
    [left] = [draft for draft in drafts if draft.claim_type.name == "departure"]
    assert left.canonical["employer"] == "Quillon"
    assert left.inherited == {"employer"}


def test_else_from_the_organisation_named_most(telling):
    t = telling("Quillon fell. Reuters saw Quillon fall. Cy Boe resigned")
    t.mention("Quillon", ORG, "Quillon")
    t.mention("Reuters", ORG, "Reuters")
    t.mention("Quillon", ORG, "Quillon", after=10)
    t.event("resigned", "departure", person=t.mention("Cy Boe", PERSON, "Cy Boe"))
    named = t.entities()
    assert [entity.named for entity in named.entities] == [True, True, True]
    assert employers(t) == {"Cy Boe": "Quillon"}


def test_an_organisation_named_once_is_no_employer_by_nearness(telling):
    t = telling("Reuters wrote. Cy Boe resigned")
    t.mention("Reuters", ORG, "Reuters")
    t.event("resigned", "departure", person=t.mention("Cy Boe", PERSON, "Cy Boe"))
    assert employers(t) == {"Cy Boe": None}


def test_a_value_that_fills_another_role_is_not_inherited(telling):
    t = telling("Quillon fell. Quillon lost Cy Boe, who left for Quillon")
    quillon = t.mention("Quillon", ORG, "Quillon")
    t.mention("Quillon", ORG, "Quillon", after=5)
    t.event("left", "departure", person=t.mention("Cy Boe", PERSON, "Cy Boe"), next_employer=quillon)
    assert employers(t) == {"Cy Boe": None}
