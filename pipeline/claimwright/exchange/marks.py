"""A claim as tools mark it: triggers, arguments and who says so, by their places."""

from __future__ import annotations

from dataclasses import dataclass

from claimwright.exchange.article import AnnotatedText, Place
from claimwright.records import Claim

__all__ = ["MarkedClaim", "mark"]


@dataclass(frozen=True, slots=True)
class MarkedClaim:
    """What annotation tools can show and change of a claim. Evidence is not marked: it follows from the trigger.

    Attributes:
        type: a claim type of the declarations.
        modality: how the claim is told, or None where the tool does not say.
        triggers: at least one, the first mention's first.
        arguments: role and place.
        attribution: who says so.
        claim_id: the claim it was made from, or None where it is new.
    """

    type: str
    modality: str | None
    triggers: tuple[Place, ...]
    arguments: tuple[tuple[str, Place], ...]
    attribution: Place | None = None
    claim_id: str | None = None

    def says_the_same(self, other: MarkedClaim) -> bool:
        """Whether both mark the same; an unknown modality agrees with any."""
        return (
            self.type == other.type
            and (self.modality == other.modality or None in (self.modality, other.modality))
            and set(self.triggers) == set(other.triggers)
            and sorted(self.arguments) == sorted(other.arguments)
            and self.attribution == other.attribution
        )


def mark(claim: Claim, article: AnnotatedText) -> MarkedClaim:
    """The claim by its places in the article's text."""
    return MarkedClaim(
        type=claim.type,
        modality=claim.modality.value,
        triggers=tuple(dict.fromkeys(article.place(mention.trigger) for mention in claim.mentions)),
        arguments=tuple(dict.fromkeys((item.role, article.place(item.span)) for item in claim.arguments)),
        attribution=None if claim.attribution is None else article.place(claim.attribution),
        claim_id=claim.id,
    )
