"""Documents, mentions and relations built by hand: the claims stage without a model."""

import pytest

from claimwright.clean import from_text
from claimwright.entities import DocumentEntities, Entity
from claimwright.records import EntityMention, Relation, Trigger
from claimwright.relations import DocumentRelations

ASSERTED = {"asserted": 0.9, "planned": 0.05, "possible": 0.03, "denied": 0.02}


class Telling:
    """A text whose mentions and events are named by their words."""

    def __init__(self, text: str) -> None:
        self.document = from_text(text, published="2026-03-12")
        self.text = text
        self.names: list[str] = []
        self.mentions: list[EntityMention] = []
        self.triggers: list[Trigger] = []
        self.relations: list[Relation] = []
        self.attributions: list[tuple[int, int, float]] = []

    def mention(self, words: str, entity_type: str, entity: str | None, after: int = 0) -> EntityMention:
        start = self.text.index(words, after)
        number = None
        if entity is not None:
            if entity not in self.names:
                self.names.append(entity)
            number = self.names.index(entity)
        found = EntityMention(start, start + len(words), words, entity_type, 0.9, number)
        self.mentions.append(found)
        return found

    def event(
        self, words: str, claim_type: str, after: int = 0, modality=None, score=0.9, **roles
    ) -> Trigger:
        start = self.text.index(words, after)
        trigger = Trigger(start, start + len(words), words, claim_type, score, modality or ASSERTED)
        self.triggers.append(trigger)
        for role, filled in roles.items():
            for one in filled if isinstance(filled, list) else [filled]:
                self.relations.append(Relation(trigger, role, one, 0.8))
        return trigger

    def entities(self) -> DocumentEntities:
        named = [Entity(n, "person", name, True) for n, name in enumerate(self.names)]
        return DocumentEntities(tuple(self.mentions), tuple(named))

    def found(self) -> DocumentRelations:
        sentences, place = [], 0
        for sentence in self.text.split(". "):
            start = self.text.index(sentence, place)
            sentences.append((start, start + len(sentence)))
            place = start + len(sentence)
        return DocumentRelations(
            tuple(self.triggers), tuple(self.relations), tuple(self.attributions), tuple(sentences)
        )


@pytest.fixture
def telling():
    return Telling
