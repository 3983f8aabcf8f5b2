"""Which decisions concern the claims of an extraction, also of a later model. No database in here.

A decision names claims by id. Where a later model finds the claim again, the id is the same (it hashes the document,
the type and the values). Where it finds the fact in other words, the decision goes to the nearest claim that tells the
same fact, unless that claim has decisions of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from claimwright.records import Action, Claim, Decision, Verdict
from claimwright.schema import Declarations
from claimwright.store.facts import closeness, same_fact, same_values, shape_of
from claimwright.store.verdicts import Answer, Rulings, fold

__all__ = ["attach", "concerns"]


def attach(
    claims: Sequence[Claim], rulings: Rulings, declarations: Declarations | None = None
) -> list[dict[str, Answer]]:
    """For each claim, what each reviewer says of it; where a reviewer decided twice, the later decision.

    - What was put right is accepted wherever it appears again, and what it replaced is corrected.
    - What was accepted is accepted again; told in another modality it is corrected.
    - What was rejected, or left unsure, is so again in the same modality; in another one it is new.

    Args:
        claims: of one extraction of one document.
        rulings: what stands, of that document.
        declarations: which roles are key roles; None for those shipped.
    """
    found: list[dict[str, Answer]] = [{} for _ in claims]
    named = {claim.id for decision in rulings.decisions for claim in (*decision.targets, *decision.results)}
    for decision in rulings.decisions:
        targets = _placed(decision.targets, claims, named, declarations)
        results = _placed(decision.results, claims, named, declarations)
        for place in sorted({*targets, *results}):
            verdict = _verdict(decision, claims[place], targets.get(place, ()), results.get(place, ()))
            if verdict is not None:
                found[place].pop(decision.reviewer, None)  # the later decision also stands last
                found[place][decision.reviewer] = Answer(verdict, decision, claims[place])
    return found


def concerns(decision: Decision, claim: Claim, declarations: Declarations | None = None) -> Verdict | None:
    """What one decision says of one claim of any run, or None if it does not concern it."""
    [answers] = attach([claim], fold([decision]), declarations)
    return answers[decision.reviewer].verdict if answers else None


def _placed(
    decided: Iterable[Claim], claims: Sequence[Claim], named: set[str], declarations: Declarations | None
) -> Mapping[int, tuple[Claim, ...]]:
    """Where the claims that a decision names stand among those of the extraction."""
    places: dict[int, tuple[Claim, ...]] = {}
    for one in decided:
        same = [
            place
            for place, claim in enumerate(claims)
            if claim.id == one.id and same_fact(one, claim, declarations)
        ]
        alike = same or [
            place
            for place, claim in enumerate(claims)
            if claim.id not in named and same_fact(one, claim, declarations)
        ]
        if alike:
            nearest = max(alike, key=lambda place: (*closeness(one, claims[place]), -place))
            places[nearest] = (*places.get(nearest, ()), one)
    return places


def _verdict(
    decision: Decision, claim: Claim, targets: Sequence[Claim], results: Sequence[Claim]
) -> Verdict | None:
    if decision.results:
        return _of_correction(claim, targets, results)
    same = any(target.modality is claim.modality for target in targets)
    if decision.action is Action.ACCEPT:
        return Verdict.ACCEPTED if same else Verdict.CORRECTED
    if not same:
        return None
    return Verdict.REJECTED if decision.action is Action.REJECT else Verdict.UNSURE


def _of_correction(claim: Claim, targets: Sequence[Claim], results: Sequence[Claim]) -> Verdict | None:
    """The nearest of what was wrong and what is right decides: first by spans, then by values, then by the fact."""
    shape = shape_of(claim)
    if any(shape == shape_of(result) for result in results):
        return Verdict.ACCEPTED
    if any(shape == shape_of(target) for target in targets):
        return Verdict.CORRECTED
    if any(same_values(result, claim) for result in results):
        return Verdict.ACCEPTED
    if any(same_values(target, claim) for target in targets):
        return Verdict.CORRECTED
    if any(result.modality is claim.modality for result in results):
        return Verdict.ACCEPTED
    return Verdict.CORRECTED if any(target.modality is claim.modality for target in targets) else None
