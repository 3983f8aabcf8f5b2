import pytest

from claimwright.entities.names import MentionKind, kind_of, name_tokens, same_entity
from claimwright.schema import load_declarations

DECLARED = load_declarations()


@pytest.mark.parametrize(
    ("text", "entity_type", "kind"),
    [
        ("She", "person", MentionKind.PRONOUN),
        ("its", "organization", MentionKind.PRONOUN),
        ("the company", "organization", MentionKind.NOMINAL),
        ("The company", "organization", MentionKind.NOMINAL),
        ("three other staffers", "person", MentionKind.NOMINAL),
        ("Zhao", "person", MentionKind.NAME),
        ("the ChatGPT maker", "organization", MentionKind.NAME),
        ("xAI", "organization", MentionKind.NAME),
    ],
)
def test_kinds_of_mentions(text, entity_type, kind):
    assert kind_of(text, entity_type, DECLARED) is kind


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("The Meta Platforms", ("meta", "platforms")),
        ("Meta’s", ("meta",)),
        ("Dr. Hye-jin Park", ("hye-jin", "park")),
        ("J.P. Rourke", ("j.p", "rourke")),
    ],
)
def test_tokens_drop_what_does_not_name(text, tokens):
    assert name_tokens(text, DECLARED.short_name_titles) == tokens


@pytest.mark.parametrize(
    ("left", "right", "entity_type", "same"),
    [
        ("Zhao", "Shengjia Zhao", "person", True),
        ("Shengjia", "Shengjia Zhao", "person", True),
        ("Li Zhao", "Shengjia Zhao", "person", False),
        ("Meta", "Meta Platforms", "organization", True),
        ("Platforms", "Meta Platforms", "organization", False),
        ("FTC", "Federal Trade Commission", "organization", True),
        ("BMW", "Federal Trade Commission", "organization", False),
        ("Hollow Tide", "Hollow Tide 2", "product", True),
        ("", "Meta", "organization", False),
    ],
)
def test_names_of_one_entity(left, right, entity_type, same):
    assert same_entity(name_tokens(left), name_tokens(right), entity_type) is same
    assert same_entity(name_tokens(right), name_tokens(left), entity_type) is same
