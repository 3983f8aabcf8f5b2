import json
from importlib import resources

from claimwright.records import EntityMention
from claimwright.relations import declared_relations
from claimwright.schema import load_declarations

ACQUISITION = {
    "label": "Acquisition",
    "description": "one organisation buys another",
    "identity": ["buyer", "target"],
    "one_claim_per": "target",
    "roles": {
        "buyer": {"entity_types": ["organization"], "key": True, "side": "before"},
        "target": {"entity_types": ["organization"], "key": True, "side": "after"},
        "price": {"entity_types": ["money"], "normalize": "amount"},
    },
    "triggers": ["acquired", "buys", "takeover of"],
}


def with_acquisition(tmp_path):
    data = json.loads((resources.files("claimwright.schema") / "claims.json").read_text(encoding="utf-8"))
    data["claim_types"]["acquisition"] = ACQUISITION
    path = tmp_path / "claims.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    return load_declarations(path)


def run(text, listed, declarations):
    mentions = [EntityMention(text.index(w), text.index(w) + len(w), w, t, 0.9) for w, t in listed]
    return declared_relations(
        text, [(0, len(text))], mentions, [declarations.claim_types["acquisition"]], declarations
    )


def test_roles_are_filled_by_type_and_side(tmp_path):
    declarations = with_acquisition(tmp_path)
    text = "Norvane acquired Tessaly for $3 billion, Reuters said."
    listed = [
        ("Norvane", "organization"),
        ("Tessaly", "organization"),
        ("$3 billion", "money"),
        ("Reuters", "organization"),
    ]
    [trigger], relations = run(text, listed, declarations)
    assert {r.role: r.mention.text for r in relations} == {
        "buyer": "Norvane",
        "target": "Tessaly",
        "price": "$3 billion",
    }
    assert trigger.text == "acquired"
    assert trigger.modality["asserted"] == 1.0


def test_cue_words_before_the_trigger_set_the_modality(tmp_path):
    declarations = with_acquisition(tmp_path)
    [trigger], _ = run("Norvane denied a takeover of Tessaly", [("Norvane", "organization")], declarations)
    assert trigger.modality["denied"] == 1.0


def test_a_word_that_only_contains_a_trigger_is_none(tmp_path):
    triggers, relations = run(
        "Norvane rebuys shares", [("Norvane", "organization")], with_acquisition(tmp_path)
    )
    assert (triggers, relations) == ((), ())
