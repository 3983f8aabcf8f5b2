import numpy as np
import pytest

from claimwright.encoder import DocumentScores
from claimwright.entities import resolve
from claimwright.entities.resolve import candidates_for
from claimwright.records import EntityMention
from claimwright.schema import load_declarations


class FirstCandidate:
    """An antecedent model that likes the given words and nothing else."""

    def __init__(self, *liked: str) -> None:
        self.liked = liked

    def score(self, scores, pairs):
        return np.array([2.0 if right.text in self.liked else -2.0 for _, right in pairs], dtype=np.float32)


def mentions(text: str, *listed: tuple[str, str]) -> list[EntityMention]:
    """Mentions given by their words, each found after the one before."""
    found, place = [], 0
    for words, entity_type in listed:
        place = text.index(words, place)
        found.append(EntityMention(place, place + len(words), words, entity_type, 0.9))
        place += 1
    return found


def canonical(text, listed, model):
    entities = resolve(mentions(text, *listed), DocumentScores(()), model, load_declarations())
    return [e.canonical if (e := entities.entity_of(m)) else None for m in entities.mentions]


PERSON, ORG = "person", "organization"


def test_short_names_take_the_fullest():
    text = "Zhao left. Shengjia Zhao joined Meta. Meta Platforms confirmed that Zhao is in."
    listed = [
        ("Zhao", PERSON),
        ("Shengjia Zhao", PERSON),
        ("Meta", ORG),
        ("Meta Platforms", ORG),
        ("Zhao", PERSON),
    ]
    assert canonical(text, listed, FirstCandidate()) == [
        "Shengjia Zhao",
        "Shengjia Zhao",
        "Meta Platforms",
        "Meta Platforms",
        "Shengjia Zhao",
    ]


def test_a_shared_surname_goes_to_the_nearest_before():
    text = "Ana Ruiz hired Bo Ruiz. Ruiz starts in May."
    listed = [("Ana Ruiz", PERSON), ("Bo Ruiz", PERSON), ("Ruiz starts"[:4], PERSON)]
    assert canonical(text, [listed[0], listed[1]], FirstCandidate()) == ["Ana Ruiz", "Bo Ruiz"]


def test_pronouns_follow_the_model():
    text = "Ana Ruiz met Bo Diaz. She left the company, Quillon."
    listed = [
        ("Ana Ruiz", PERSON),
        ("Bo Diaz", PERSON),
        ("She", PERSON),
        ("the company", ORG),
        ("Quillon", ORG),
    ]
    assert canonical(text, listed, FirstCandidate("Ana Ruiz", "Quillon")) == [
        "Ana Ruiz",
        "Bo Diaz",
        "Ana Ruiz",
        "Quillon",
        "Quillon",
    ]


def test_a_nominal_may_be_an_entity_of_its_own():
    text = "Ana Ruiz hired three engineers."
    listed = [("Ana Ruiz", PERSON), ("three engineers", PERSON)]
    assert canonical(text, listed, FirstCandidate()) == ["Ana Ruiz", "three engineers"]


def test_a_pronoun_without_anybody_before_or_after_stays_unresolved():
    assert canonical("He left.", [("He", PERSON)], FirstCandidate()) == [None]


@pytest.mark.parametrize("count", [0, 1, 30])
def test_candidates_are_one_a_group_and_bounded(count):
    listed = [EntityMention(10 * n, 10 * n + 5, f"Name{n}", PERSON, 0.9) for n in range(count)]
    anaphor = EntityMention(10 * count, 10 * count + 3, "she", PERSON, 0.9)
    found = candidates_for(count, [*listed, anaphor], {n: n for n in range(count)})
    assert len(found) == min(count, 12)
    assert found == sorted(found, reverse=True)
