"""What the confidence of a claim is computed from; each feature is a number a person can read in the explanation."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping

from claimwright.claims.draft import ClaimDraft
from claimwright.records import Document

__all__ = ["FEATURES", "features_of"]


def _logit(probability: float) -> float:
    clipped = min(max(probability, 1e-4), 1 - 1e-4)
    return math.log(clipped / (1 - clipped))


def trigger_best(draft: ClaimDraft, document: Document) -> float:
    """Log-odds of the surest trigger."""
    return _logit(max(mention.event.trigger.score for mention in draft.mentions))


def trigger_mean(draft: ClaimDraft, document: Document) -> float:
    """Mean log-odds of all its triggers."""
    return sum(_logit(m.event.trigger.score) for m in draft.mentions) / len(draft.mentions)


def key_weakest(draft: ClaimDraft, document: Document) -> float:
    """Log-odds of the least sure key argument that a telling words."""
    told = draft.arguments.keys() - draft.inherited
    roles = [role.name for role in draft.claim_type.roles.values() if role.key and role.name in told]
    return min((_logit(draft.arguments[role].score) for role in roles), default=0.0)


def identity_missing(draft: ClaimDraft, document: Document) -> float:
    """How many of the roles that identify such a claim are not filled."""
    filled = set(draft.arguments)
    return float(sum(not any(r in filled for r in entry.split("|")) for entry in draft.claim_type.identity))


def inherited(draft: ClaimDraft, document: Document) -> float:
    """How many of its values no telling words; they come from the rest of the article."""
    return float(len(draft.inherited))


def mention_count(draft: ClaimDraft, document: Document) -> float:
    """Logarithm of one plus the number of sentences that tell it."""
    return math.log1p(len({mention.sentence for mention in draft.mentions}))


def modality_margin(draft: ClaimDraft, document: Document) -> float:
    """Probability of the surest modality, less that of the next, at the surest trigger."""
    best = max(draft.mentions, key=lambda mention: mention.event.trigger.score)
    ranked = sorted(best.event.trigger.modality.values(), reverse=True)
    return ranked[0] - (ranked[1] if len(ranked) > 1 else 0.0)


def asserted_share(draft: ClaimDraft, document: Document) -> float:
    """Share of its tellings that are asserted."""
    return sum(mention.modality.value == "asserted" for mention in draft.mentions) / len(draft.mentions)


def position(draft: ClaimDraft, document: Document) -> float:
    """Where it is first told: 0 at the top of the article, 1 at its end."""
    return draft.mentions[0].event.trigger.start / max(len(document.text), 1)


def name_length(draft: ClaimDraft, document: Document) -> float:
    """Words of the value that makes it a claim of its own, four at most."""
    head = next(role for role in draft.claim_type.one_claim_per.split("|") if role in draft.arguments)
    return float(min(len(draft.canonical[head].split()), 4))


def name_capitalised(draft: ClaimDraft, document: Document) -> float:
    """1 if that value starts with a capital letter, else 0."""
    head = next(role for role in draft.claim_type.one_claim_per.split("|") if role in draft.arguments)
    return float(draft.canonical[head][:1].isupper())


def declared_trigger(draft: ClaimDraft, document: Document) -> float:
    """1 if one of its triggers is among the declared words."""
    return float(any(m.event.trigger.text.lower() in draft.claim_type.triggers for m in draft.mentions))


_FUNCTIONS: tuple[Callable[[ClaimDraft, Document], float], ...] = (
    trigger_best,
    trigger_mean,
    key_weakest,
    identity_missing,
    inherited,
    mention_count,
    modality_margin,
    asserted_share,
    position,
    name_length,
    name_capitalised,
    declared_trigger,
)
FEATURES: tuple[str, ...] = tuple(function.__name__ for function in _FUNCTIONS)


def features_of(draft: ClaimDraft, document: Document) -> Mapping[str, float]:
    """All features of a draft by name."""
    return {function.__name__: round(function(draft, document), 4) for function in _FUNCTIONS}
