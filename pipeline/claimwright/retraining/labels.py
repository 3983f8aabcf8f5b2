"""From what reviewers decided on a document to what can be learnt from it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from claimwright.records import Claim, ClaimMention, Span
from claimwright.records.gold import GoldClaim, GoldMention, Range
from claimwright.store.snapshot import ReviewedDocument
from claimwright.training.partial import PartialLabels

__all__ = ["gold_claim", "partial_labels", "taught_claims"]


def partial_labels(reviewed: ReviewedDocument, unanswered: Iterable[Claim] = ()) -> PartialLabels:
    """What is known of a reviewed document.

    Accepted, corrected and added claims are right; rejected ones, and those that a correction replaced, are wrong.
    Unsure and disputed claims, and those that nobody answered, are open.

    Args:
        reviewed: of a snapshot. Claims that its text does not show teach nothing.
        unanswered: claims of the document that nobody answered.
    """
    truth, unplaced = reviewed.truth, set(reviewed.unplaced)
    disputed = [
        answer.claim
        for claim_id in truth.disputed
        for answer in list(reviewed.rulings.answers[claim_id].values())[:1]
    ]
    kept = {claim.id for claim in (*truth.right, *truth.wrong)}
    unknown = [
        *truth.unsure,
        *disputed,
        *(claim for claim in unanswered if claim.id not in kept and claim.id not in unplaced),
    ]
    return PartialLabels(
        document=reviewed.document,
        right=tuple(_all_told(truth.right, unplaced)),
        wrong=tuple(_all_told(truth.wrong, unplaced)),
        open=tuple(_all_told(unknown, unplaced)),
        complete=reviewed.document.sha256 in truth.complete,
    )


def gold_claim(claim: Claim) -> GoldClaim:
    """The claim as a label to score against: each role with all the forms of its values."""
    forms: dict[str, list[str]] = {}
    for argument in claim.arguments:
        forms.setdefault(argument.role, []).extend((argument.canonical, argument.span.text))
    return GoldClaim(
        type=claim.type,
        modality=claim.modality,
        optional=False,
        arguments={role: tuple(dict.fromkeys(words)) for role, words in forms.items()},
        evidence=tuple(_range(mention.evidence) for mention in claim.mentions),
    )


def taught_claims(claim: Claim) -> Iterator[GoldClaim]:
    """The claim as labels to learn from; of roles with several values, one label for each."""
    most = max((len(claim.values(argument.role)) for argument in claim.arguments), default=0)
    for number in range(most):
        chosen = {}
        for role in dict.fromkeys(argument.role for argument in claim.arguments):
            values = [argument for argument in claim.arguments if argument.role == role]
            chosen[role] = values[min(number, len(values) - 1)]
        nearest = {role: _nearest(claim.mentions, one.span) for role, one in chosen.items()}
        yield GoldClaim(
            type=claim.type,
            modality=claim.modality,
            optional=False,
            arguments={
                role: tuple(dict.fromkeys((one.canonical, one.span.text))) for role, one in chosen.items()
            },
            evidence=tuple(_range(mention.evidence) for mention in claim.mentions),
            mentions=tuple(
                GoldMention(
                    quote=_range(mention.evidence),
                    trigger=_range(mention.trigger),
                    arguments={
                        role: _range(one.span) for role, one in chosen.items() if nearest[role] is mention
                    },
                    modality=mention.modality if len(claim.mentions) > 1 else claim.modality,
                    attribution=_attribution(claim, mention),
                )
                for mention in claim.mentions
            ),
        )


def _all_told(claims: Iterable[Claim], unplaced: set[str]) -> Iterator[GoldClaim]:
    for claim in claims:
        if claim.id not in unplaced:
            yield from taught_claims(claim)


def _nearest(mentions: Iterable[ClaimMention], span: Span) -> ClaimMention:
    """The mention in whose evidence a value stands, else the one whose trigger is the least far from it."""
    return min(
        mentions, key=lambda one: (not _holds(one.evidence, span), abs(one.trigger.start - span.start))
    )


def _attribution(claim: Claim, mention: ClaimMention) -> Range | None:
    by = claim.attribution
    return _range(by) if by is not None and _holds(mention.evidence, by) else None


def _holds(outer: Span, inner: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _range(span: Span) -> Range:
    return Range(span.source_start, span.source_end)
