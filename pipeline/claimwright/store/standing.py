"""The claims of a document as one reviewer holds them, and what changing one of them says. No database in here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from claimwright.exchange.reviewed import ReviewedClaim
from claimwright.records import Action, Claim, Decision
from claimwright.store.verdicts import in_force

__all__ = ["Saying", "Standing", "amendments", "decided_claims", "standing_claims"]


@dataclass(frozen=True, slots=True)
class Standing:
    """A claim that stands for a reviewer.

    Attributes:
        claim: as accepted, put right or added; as it was shown where the reviewer left it open.
        origins: the reviewer's decisions it stands by, in log order.
        left_open: the claim as others were asked about it, where the reviewer did not answer; else None.
    """

    claim: Claim
    origins: tuple[Decision, ...] = ()
    left_open: Claim | None = None


class Saying(NamedTuple):
    """What a decision says, without who and when."""

    action: Action
    targets: tuple[Claim, ...]
    results: tuple[Claim, ...] = ()
    final: bool = False


def decided_claims(log: Iterable[Decision]) -> dict[str, Claim]:
    """The claims that anybody decided on, by id; of one shown several times, the last form."""
    return {claim.id: claim for decision in log for claim in decision.targets}


def standing_claims(log: Sequence[Decision], reviewer: str) -> dict[str, Standing]:
    """The claims of one document that stand for a reviewer, by id.

    A result that the reviewer also decided on by itself stands as that decision says, as in ``verdicts``. What only
    others decided on is shown as it was.

    Args:
        log: all decisions on the document, in log order.
        reviewer: whose view.
    """
    own = [decision for decision in in_force(log) if decision.reviewer == reviewer]
    decided = {claim.id: decision for decision in own for claim in (decision.targets or decision.results)}
    found: dict[str, Standing] = {}
    for decision in own:
        kept = decision.targets if decision.action in (Action.ACCEPT, Action.UNSURE) else decision.results
        for claim in kept:
            if decided.get(claim.id, decision) is decision:
                before = found[claim.id].origins if claim.id in found else ()
                found[claim.id] = Standing(claim, (*before, decision))
    for name, claim in decided_claims(log).items():
        if name not in decided:
            found[name] = replace(found.get(name, Standing(claim)), left_open=claim)
    return found


def amendments(standing: Mapping[str, Standing], answers: Sequence[ReviewedClaim]) -> Iterator[Saying]:
    """What answers to the standing claims say beyond what the reviewer said before.

    A correction, merge or split whose result was changed is said anew with the same targets, so that it replaces the
    earlier one whole; without a result left, its targets are rejected. What was final stays so. That nothing was missed
    is not taken over: an annotation that was written for somebody does not tell whether that person looked.

    Args:
        standing: as drawn, by claim id.
        answers: to these claims, and added ones.
    """
    changes = {
        answer.target.id: answer
        for answer in answers
        if answer.target is not None and answer.action is not Action.ACCEPT
    }
    said: set[str] = set()
    for name in changes:
        shown = standing[name]
        for origin in shown.origins:
            if origin.id not in said:
                said.add(origin.id)
                for one in _anew(origin.targets or origin.results, origin.results or origin.targets, changes):
                    if one.action is not Action.UNSURE or origin.action is not Action.UNSURE:
                        yield one._replace(final=origin.final)
        if shown.left_open is not None:
            yield from _anew((shown.left_open,), (shown.left_open,), changes)
    for answer in answers:
        if answer.action is Action.ADD and answer.result is not None:
            yield Saying(Action.ADD, (), (answer.result,))


def _anew(
    targets: tuple[Claim, ...], results: tuple[Claim, ...], changes: Mapping[str, ReviewedClaim]
) -> Iterator[Saying]:
    """What is said of ``targets`` once ``changes`` were made to what stands in their place."""
    if any(claim.id in changes and changes[claim.id].action is Action.UNSURE for claim in results):
        yield from (Saying(Action.UNSURE, (target,)) for target in targets)
        return
    changed = [changes[claim.id].result if claim.id in changes else claim for claim in results]
    left = tuple(claim for claim in changed if claim is not None)
    if not left:
        yield from (Saying(Action.REJECT, (target,)) for target in targets)
    elif len(targets) > 1:
        yield Saying(Action.MERGE, targets, left)
    else:
        yield Saying(Action.CORRECT if len(left) == 1 else Action.SPLIT, targets, left)
