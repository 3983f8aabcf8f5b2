"""What an order knows of a claim or an article, and the item it makes of it."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Article", "Candidate", "Contrast", "Item"]


@dataclass(frozen=True, slots=True)
class Contrast:
    """How another model's reading of the same article differs in this claim.

    Attributes:
        other: name and version of the other model.
        successor: whether both are versions of one model, so that the difference is a change and no disagreement.
        what: the difference in words.
        size: how much of a difference it is, in (0, 1].
    """

    other: str
    successor: bool
    what: str
    size: float = 1.0


@dataclass(frozen=True, slots=True)
class Candidate:
    """A claim that could be looked at next.

    Attributes:
        claim_id: its id.
        sha256: digest of its document.
        type: claim type.
        confidence: calibrated probability that it is right.
        companies: organisations it names, as names are compared.
        people: persons it names, as names are compared.
        outlet: who published it, or None.
        story: the story its document belongs to; updates and copies of one article share it.
        modalities: how its mentions tell it, without repeats.
        contrast: how another model differs, or None.
    """

    claim_id: str
    sha256: str
    type: str
    confidence: float
    companies: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    outlet: str | None = None
    story: str = ""
    modalities: tuple[str, ...] = ()
    contrast: Contrast | None = None

    @property
    def doubt(self) -> float:
        """1 where the model cannot tell, 0 where it is certain."""
        return 1 - 2 * abs(self.confidence - 0.5)


@dataclass(frozen=True, slots=True)
class Article:
    """An article in which no claim was found."""

    sha256: str
    outlet: str | None = None
    story: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One screen: a claim, or an article in which something may have been missed.

    Attributes:
        sha256: digest of the document.
        claim_id: the claim, or None for an article.
        queue: name of the order that put it here.
        reason: why it is here, in words for the reviewer.
        audit: whether it belongs to the random slice that accuracy figures rest on.
    """

    sha256: str
    claim_id: str | None
    queue: str
    reason: str
    audit: bool = False

    @property
    def key(self) -> str:
        """What it is about: claim id or document digest."""
        return self.claim_id or self.sha256
