"""What the confidence of a claim is computed from; each feature is a number a person can read in the explanation."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping

from claimwright.claims.draft import ClaimDraft, DraftMention
from claimwright.claims.events import Event
from claimwright.records import Document

__all__ = ["FEATURES", "THRESHOLD", "features_of"]

THRESHOLD = "threshold"
"""The one entry of an explanation that is no feature: the confidence that the claim had to reach."""


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
    ranked = sorted(_surest(draft).event.trigger.modality.values(), reverse=True)
    return ranked[0] - (ranked[1] if len(ranked) > 1 else 0.0)


def asserted_share(draft: ClaimDraft, document: Document) -> float:
    """Share of its tellings that are asserted."""
    return sum(mention.modality.value == "asserted" for mention in draft.mentions) / len(draft.mentions)


def position(draft: ClaimDraft, document: Document) -> float:
    """Where it is first told: 0 at the top of the article, 1 at its end."""
    return draft.mentions[0].event.trigger.start / max(len(document.text), 1)


def name_length(draft: ClaimDraft, document: Document) -> float:
    """Words of the value that makes it a claim of its own, four at most."""
    return float(min(len(draft.canonical[_head(draft)].split()), 4))


def name_capitalised(draft: ClaimDraft, document: Document) -> float:
    """1 if that value starts with a capital letter, else 0."""
    return float(draft.canonical[_head(draft)][:1].isupper())


def declared_trigger(draft: ClaimDraft, document: Document) -> float:
    """1 if one of its triggers is among the declared words."""
    return float(any(m.event.trigger.text.lower() in draft.claim_type.triggers for m in draft.mentions))


def _surest(draft: ClaimDraft) -> DraftMention:
    return max(draft.mentions, key=lambda mention: mention.event.trigger.score)


def _head(draft: ClaimDraft) -> str:
    """The role whose value makes it a claim of its own."""
    return next(role for role in draft.claim_type.one_claim_per.split("|") if role in draft.arguments)


def _other_keys(draft: ClaimDraft) -> list[str]:
    """The other key roles that its surest telling fills."""
    filled = _surest(draft).event.arguments
    head = _head(draft)
    return [r.name for r in draft.claim_type.roles.values() if r.key and r.name != head and r.name in filled]


def _lead(event: Event, role: str) -> float:
    """How far, in log-odds, the value of a role is before the best other one; 8 at most."""
    rival = event.rivals.get(role, 0.0)
    return min(_logit(event.arguments[role].score) - _logit(max(rival, 0.02)), 8.0)


def head_lead(draft: ClaimDraft, document: Document) -> float:
    """How surely the surest telling prefers that value to any other."""
    event, head = _surest(draft).event, _head(draft)
    return _lead(event, head) if head in event.arguments else 0.0


def key_lead(draft: ClaimDraft, document: Document) -> float:
    """How surely it prefers the values of its other key roles, the least sure one."""
    return min((_lead(_surest(draft).event, role) for role in _other_keys(draft)), default=0.0)


def key_inside(draft: ClaimDraft, document: Document) -> float:
    """1 if the trigger's sentence words a value of another key role, else 0."""
    telling = _surest(draft)
    start, end = telling.sentence
    places = [telling.event.arguments[role].mention.start for role in _other_keys(draft)]
    return float(any(start <= place < end for place in places))


def head_is_pronoun(draft: ClaimDraft, document: Document) -> float:
    """1 if the surest telling words that value in small letters, as pronouns are, else 0."""
    event = _surest(draft).event
    relation = event.arguments.get(_head(draft), draft.arguments[_head(draft)])
    words = relation.mention.text
    return float(words.islower() or (len(words) <= 4 and words != draft.canonical[_head(draft)]))


def roles_filled(draft: ClaimDraft, document: Document) -> float:
    """How many roles have a value."""
    return float(len(draft.arguments))


def article_length(draft: ClaimDraft, document: Document) -> float:
    """Logarithm of the length of the article in code points."""
    return math.log(max(len(document.text), 1))


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
    head_lead,
    key_lead,
    key_inside,
    head_is_pronoun,
    roles_filled,
    article_length,
)
FEATURES: tuple[str, ...] = tuple(function.__name__ for function in _FUNCTIONS)


def features_of(draft: ClaimDraft, document: Document) -> Mapping[str, float]:
    """All features of a draft by name."""
    return {function.__name__: round(function(draft, document), 4) for function in _FUNCTIONS}
