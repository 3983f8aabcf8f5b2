from claimwright.claims import assemble
from claimwright.schema import load_declarations

DECLARED = load_declarations()


def drafts(telling, threshold=0.5):
    return assemble(
        telling.document,
        telling.entities(),
        telling.found(),
        DECLARED,
        {"hire": threshold, "hire.key": threshold, "departure": threshold, "departure.key": threshold},
    )


def test_a_named_group_gives_one_claim_each(telling):
    t = telling("Quillon hired Ana Ruiz and Bo Diaz from Norvane")
    quillon, norvane = (
        t.mention("Quillon", "organization", "Quillon"),
        t.mention("Norvane", "organization", "Norvane"),
    )
    people = [t.mention("Ana Ruiz", "person", "Ana Ruiz"), t.mention("Bo Diaz", "person", "Bo Diaz")]
    t.event("hired", "hire", person=people, employer=quillon, previous_employer=norvane)
    assert [d.canonical for d in drafts(t)] == [
        {"person": name, "employer": "Quillon", "previous_employer": "Norvane"}
        for name in ("Ana Ruiz", "Bo Diaz")
    ]


def test_two_tellings_of_one_fact_are_one_claim_and_fill_each_other(telling):
    t = telling("Ana Ruiz is leaving Quillon. She resigned as finance chief")
    quillon = t.mention("Quillon", "organization", "Quillon")
    t.event("leaving", "departure", person=t.mention("Ana Ruiz", "person", "Ana Ruiz"), employer=quillon)
    t.event(
        "resigned",
        "departure",
        person=t.mention("She", "person", "Ana Ruiz"),
        position=t.mention("finance chief", "position", None),
    )
    [draft] = drafts(t)
    assert draft.canonical == {"person": "Ana Ruiz", "employer": "Quillon", "position": "finance chief"}
    assert [m.event.trigger.text for m in draft.mentions] == ["leaving", "resigned"]


def test_two_moves_at_one_employer_are_two_facts(telling):
    t = telling("Ana Ruiz joined Quillon as analyst in 1998. She became chief executive of Quillon in 2007")
    ana, later = t.mention("Ana Ruiz", "person", "Ana Ruiz"), t.mention("She", "person", "Ana Ruiz")
    quillon = t.mention("Quillon", "organization", "Quillon")
    t.event(
        "joined",
        "hire",
        person=ana,
        employer=quillon,
        position=t.mention("analyst", "position", None),
        date=t.mention("1998", "date", None),
    )
    t.event(
        "became",
        "hire",
        person=later,
        employer=quillon,
        position=t.mention("chief executive", "position", None),
        date=t.mention("2007", "date", None),
    )
    assert [d.canonical["date"] for d in drafts(t)] == ["1998", "2007"]


def test_one_entity_never_fills_two_roles_of_an_event(telling):
    t = telling("Quillon said Ana Ruiz left Quillon")
    first = t.mention("Quillon", "organization", "Quillon")
    second = t.mention("Quillon", "organization", "Quillon", after=5)
    t.event(
        "left",
        "departure",
        person=t.mention("Ana Ruiz", "person", "Ana Ruiz"),
        employer=second,
        next_employer=first,
    )
    [draft] = drafts(t)
    assert set(draft.arguments) == {"person", "employer"}


def test_a_pronoun_nobody_stands_behind_gives_no_claim(telling):
    t = telling("He left Quillon")
    t.event(
        "left",
        "departure",
        person=t.mention("He", "person", None),
        employer=t.mention("Quillon", "organization", "Quillon"),
    )
    assert drafts(t) == []


def test_weak_relations_are_not_used(telling):
    t = telling("Ana Ruiz left Quillon")
    t.event(
        "left",
        "departure",
        person=t.mention("Ana Ruiz", "person", "Ana Ruiz"),
        employer=t.mention("Quillon", "organization", "Quillon"),
    )
    assert drafts(t, threshold=0.85) == []


def test_the_attribution_is_that_of_its_sentence(telling):
    t = telling("Ana Ruiz left Quillon, Reuters said. The Ledger agreed")
    t.event("left", "departure", person=t.mention("Ana Ruiz", "person", "Ana Ruiz"))
    t.attributions = [(t.text.index("Reuters"), t.text.index("Reuters") + 7, 0.9), (37, 43, 0.99)]
    [draft] = drafts(t)
    assert t.text[slice(*draft.attribution)] == "Reuters"
