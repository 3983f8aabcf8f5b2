"""What people changed: the claims that went out against the marks that came back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from claimwright.exchange.article import AnnotatedText
from claimwright.exchange.marks import MarkedClaim, mark
from claimwright.exchange.rebuild import rebuild
from claimwright.records import Claim
from claimwright.records.decision import Action
from claimwright.schema import Declarations

__all__ = ["Change", "compare"]


class Change(NamedTuple):
    """What was done to one claim: ``target`` went out, ``result`` came back in its place."""

    action: Action
    target: Claim | None
    result: Claim | None


def compare(
    article: AnnotatedText, marked: Sequence[MarkedClaim], declarations: Declarations, where: str
) -> list[Change]:
    """One change for every claim of the article and every marked one that is new.

    Marks that say what a claim says accept it; other marks made from it, or sharing its trigger, correct it;
    marks that belong to none add one; a claim without marks is rejected.

    Args:
        article: as it went out, or without claims where it did not come from us.
        marked: as it came back.
        declarations: what is a type, a role, a modality.
        where: file and task, for errors.

    Raises:
        InputError: E702 or E703 if marks do not make a claim.
    """
    left = {number: (claim, mark(claim, article)) for number, claim in enumerate(article.claims)}
    taken = _pair(left, marked)
    changes: dict[int, Change] = {}
    added = []
    for position, item in enumerate(marked):
        number = taken.get(position)
        if number is None:
            added.append(Change(Action.ADD, None, rebuild(item, article, None, declarations, where)))
            continue
        claim, before = left[number]
        if item.says_the_same(before):
            changes[number] = Change(Action.ACCEPT, claim, claim)
        else:
            changes[number] = Change(
                Action.CORRECT, claim, rebuild(item, article, claim, declarations, where)
            )
    for number, (claim, _) in left.items():
        changes.setdefault(number, Change(Action.REJECT, claim, None))
    return [changes[number] for number in sorted(changes)] + added


def _pair(left: dict[int, tuple[Claim, MarkedClaim]], marked: Sequence[MarkedClaim]) -> dict[int, int]:
    """Which marks belong to which claim: the same first, then those made from it, then those on its trigger."""
    taken: dict[int, int] = {}
    for same in (_says_the_same, _made_from, _shares_trigger):
        for position, item in enumerate(marked):
            if position in taken:
                continue
            free = [number for number in left if number not in taken.values()]
            fits = [number for number in free if same(item, left[number][1])]
            if fits:
                taken[position] = max(fits, key=lambda number: _common(item, left[number][1]))
    return taken


def _says_the_same(item: MarkedClaim, before: MarkedClaim) -> bool:
    return item.says_the_same(before)


def _made_from(item: MarkedClaim, before: MarkedClaim) -> bool:
    return item.claim_id is not None and item.claim_id == before.claim_id


def _shares_trigger(item: MarkedClaim, before: MarkedClaim) -> bool:
    return not set(item.triggers).isdisjoint(before.triggers)


def _common(item: MarkedClaim, before: MarkedClaim) -> tuple[bool, bool, int]:
    shared = set(item.arguments) & set(before.arguments)
    return _made_from(item, before), item.type == before.type, len(shared)
