"""How well a model's claims meet decisions: each claim is judged by what reviewers said of it, and only then."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from claimwright.evaluation.matching import Pairing, Prediction, prediction_from_dict
from claimwright.exchange.claim_json import claim_to_dict
from claimwright.records import Claim, Verdict
from claimwright.records.gold import GoldClaim
from claimwright.retraining.labels import gold_claim
from claimwright.store.attach import attach
from claimwright.store.facts import closeness, same_fact
from claimwright.store.snapshot import ReviewedDocument
from claimwright.store.verdicts import Answer, settled
from claimwright.training.partial import PartialLabels

__all__ = ["meet", "verdict_of"]


def meet(reviewed: ReviewedDocument, labels: PartialLabels, claims: Sequence[Claim]) -> Pairing:
    """What became of a model's claims on a reviewed document.

    A claim that the decisions accept hits; one that they reject, or would correct, is spurious; what was accepted,
    corrected or added and is not found so is missed. Claims that no decision concerns do not count, unless nothing was
    missed in the document: then they are spurious.
    """
    free = list(reviewed.truth.right)
    hits: list[tuple[GoldClaim, Prediction]] = []
    spurious: list[Prediction] = []
    for claim, answers in zip(claims, attach(claims, reviewed.rulings), strict=True):
        verdict = verdict_of(answers)
        prediction = prediction_from_dict(claim_to_dict(claim))
        if verdict is Verdict.ACCEPTED:
            nearest = _nearest(claim, free)
            if nearest is not None:
                free.remove(nearest)
                hits.append((gold_claim(nearest), prediction))
        elif verdict in (Verdict.REJECTED, Verdict.CORRECTED) or (
            not answers and labels.complete and not _is_open(claim, labels)
        ):
            spurious.append(prediction)
    return Pairing(tuple(hits), (), tuple(spurious), tuple(gold_claim(claim) for claim in free))


def verdict_of(answers: dict[str, Answer]) -> Verdict | None:
    """The verdict that counts of a claim's answers, or None."""
    answer = settled(answers.values()) if answers else None
    return None if answer is None else answer.verdict


def _nearest(claim: Claim, free: Iterable[Claim]) -> Claim | None:
    alike = [one for one in free if same_fact(one, claim)]
    return max(alike, key=lambda one: closeness(one, claim), default=None)


def _is_open(claim: Claim, labels: PartialLabels) -> bool:
    """Whether it is told where something is open: then nobody said that it is wrong."""
    places = [
        (one.trigger.start, one.trigger.end)
        for item in labels.open
        if item.type == claim.type
        for one in item.mentions
    ]
    return any(
        mention.trigger.source_start < end and start < mention.trigger.source_end
        for mention in claim.mentions
        for start, end in places
    )
