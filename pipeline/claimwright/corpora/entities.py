"""Which mentions of a labelled article are the same entity, read off its claims."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from claimwright.corpora.store import visible_words
from claimwright.records.gold import GoldClaim, GoldDocument, GoldEntityMention, MentionKind, Range
from claimwright.schema import Declarations, load_declarations

__all__ = ["entity_mentions", "mention_kind"]


def entity_mentions(
    document: GoldDocument, declarations: Declarations | None = None
) -> tuple[GoldEntityMention, ...]:
    """The labelled mentions of a document's entities, in text order, each run of words once a type.

    Two claims speak of the same entity when an accepted form of one's argument is the fullest form of the
    other's; words that fill a role of a claim belong to the entity of that role, whatever they are ("she").
    Other names join the entity that has them as a form, else they are an entity of their own.

    Args:
        document: joined with its text.
        declarations: entity types and pronouns; None for those of the package.
    """
    declared = declarations or load_declarations()
    numbers = _Numbers()
    found: dict[tuple[Range, str], int] = {}
    for claim, role, kind in _roles(document.claims, declared):
        entity = numbers.of(kind, (*claim.arguments.get(role, ()), *claim.soft.get(role, ())))
        for mention in claim.mentions:
            if role in mention.arguments:
                found.setdefault((mention.arguments[role], kind), entity)
    for claim in document.claims:
        for mention in claim.mentions:
            for kind, place in mention.others:
                if (place, kind) not in found:
                    found[place, kind] = numbers.of(kind, (visible_words(document.text, place),))
    return tuple(
        GoldEntityMention(
            kind, place, entity, mention_kind(visible_words(document.text, place), kind, declared)
        )
        for (place, kind), entity in sorted(found.items())
    )


def _roles(claims: Iterable[GoldClaim], declared: Declarations) -> Iterator[tuple[GoldClaim, str, str]]:
    for claim in claims:
        for role, entry in declared.claim_types[claim.type].roles.items():
            if role in claim.arguments or role in claim.soft:
                yield claim, role, entry.entity_types[0]


class _Numbers:
    """Gives entities their numbers, by type and forms."""

    def __init__(self) -> None:
        self._by_form: dict[tuple[str, str], int] = {}
        self._next = 0

    def of(self, kind: str, forms: tuple[str, ...]) -> int:
        """The number of the entity that goes by the fullest of these forms, a new one if nobody does."""
        number = self._by_form.get((kind, forms[0].casefold()))
        if number is None:
            number, self._next = self._next, self._next + 1
        for form in forms:
            self._by_form.setdefault((kind, form.casefold()), number)
        return number


def mention_kind(words: str, kind: str, declarations: Declarations) -> MentionKind:
    """Whether words of an entity type are a pronoun, a name (they hold a capital or a digit) or a nominal."""
    if words.casefold() in declarations.pronouns.get(kind, ()):
        return MentionKind.PRONOUN
    named = any(character.isupper() or character.isdigit() for character in words)
    return MentionKind.NAME if named else MentionKind.NOMINAL
