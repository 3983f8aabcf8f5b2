"""What stands, of everything that was ever decided: a fold over the log. No database in here.

The log only grows. What stands follows from it by four rules:

1. An ``undo`` takes back the decision it names, if that came earlier in the log. Undoing an undo restores it.
2. A later decision of the same reviewer on one of the same claims replaces the earlier decision whole.
3. A claim that a reviewer adds takes back that reviewer's "nothing missed" of the document.
4. Reviewers stand side by side until they agree, or until a ``final`` decision settles it; of those the last counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from claimwright.records import Action, Claim, Decision, Verdict
from claimwright.store.facts import shape_of

__all__ = ["Answer", "Rulings", "Truth", "effective", "fold", "in_force", "settled", "truth"]

_VERDICTS = {
    Action.ACCEPT: Verdict.ACCEPTED,
    Action.REJECT: Verdict.REJECTED,
    Action.UNSURE: Verdict.UNSURE,
    Action.CORRECT: Verdict.CORRECTED,
    Action.MERGE: Verdict.CORRECTED,
    Action.SPLIT: Verdict.CORRECTED,
}


@dataclass(frozen=True, slots=True)
class Answer:
    """What one reviewer says of one claim.

    Attributes:
        verdict: accepted, rejected, unsure, or corrected: then ``decision.results`` stand in its place.
        decision: where it was said.
        claim: the claim as it was shown.
    """

    verdict: Verdict
    decision: Decision
    claim: Claim


@dataclass(frozen=True, slots=True)
class Rulings:
    """What stands.

    Attributes:
        decisions: those in force, in log order.
        answers: claim id to reviewer to answer. Whoever adds a claim or puts one right accepts it so.
        complete: document digest to reviewer to the decision that says nothing was missed there.
    """

    decisions: tuple[Decision, ...] = ()
    answers: Mapping[str, Mapping[str, Answer]] = field(default_factory=dict)
    complete: Mapping[str, Mapping[str, Decision]] = field(default_factory=dict)

    def conflicts(self) -> dict[str, tuple[Answer, ...]]:
        """The claims that reviewers answer differently, and how; without those settled by a final decision."""
        return {
            claim: tuple(answers.values())
            for claim, answers in self.answers.items()
            if settled(answers.values()) is None
        }


@dataclass(frozen=True, slots=True)
class Truth:
    """What reviewers hold to be so in one document or many.

    Attributes:
        right: claims accepted as they stand, corrected forms, and added ones.
        wrong: claims rejected, and what corrections replaced.
        unsure: claims nobody could tell.
        disputed: ids of claims that reviewers answer differently: nothing is known of them.
        complete: digests of documents in which nothing was missed.
    """

    right: tuple[Claim, ...] = ()
    wrong: tuple[Claim, ...] = ()
    unsure: tuple[Claim, ...] = ()
    disputed: tuple[str, ...] = ()
    complete: tuple[str, ...] = ()


def effective(log: Sequence[Decision]) -> tuple[Decision, ...]:
    """The decisions that were not taken back, in log order; undos themselves are left out."""
    void: set[str] = set()
    kept: list[Decision] = []
    for decision in reversed(log):
        if decision.id in void:
            continue
        if decision.action is Action.UNDO:
            void.add(decision.undoes or "")
        else:
            kept.append(decision)
    return tuple(reversed(kept))


def in_force(log: Sequence[Decision]) -> tuple[Decision, ...]:
    """The decisions that were neither taken back nor replaced, in log order."""
    taken: set[tuple[str, str]] = set()
    kept: list[Decision] = []
    for decision in reversed(effective(log)):
        subjects = {(decision.reviewer, subject) for subject in _subjects(decision)}
        if subjects & taken:
            continue
        kept.append(decision)
        taken |= subjects
        if decision.action is Action.ADD:
            taken.add((decision.reviewer, _whole(decision)))
    return tuple(reversed(kept))


def fold(log: Sequence[Decision]) -> Rulings:
    """What stands after a log, in its order."""
    decisions = in_force(log)
    answers: dict[str, dict[str, Answer]] = {}
    complete: dict[str, dict[str, Decision]] = {}
    for decision in decisions:
        for target in decision.targets:
            answer = Answer(_VERDICTS[decision.action], decision, target)
            answers.setdefault(target.id, {})[decision.reviewer] = answer
        if decision.action is Action.NOTHING_MISSED:
            complete.setdefault(decision.document_sha256, {})[decision.reviewer] = decision
    for decision in decisions:
        for result in decision.results:
            answer = Answer(Verdict.ACCEPTED, decision, result)
            answers.setdefault(result.id, {}).setdefault(decision.reviewer, answer)
    return Rulings(decisions, answers, complete)


def settled(answers: Iterable[Answer]) -> Answer | None:
    """The answer that counts: the last final one, else the one that all reviewers gave, else None.

    Args:
        answers: to one claim, in log order.

    An answer of "unsure" beside a definite one does not stand against it.
    """
    given = list(answers)
    final = [answer for answer in given if answer.decision.final]
    if final:
        return final[-1]
    definite = [answer for answer in given if answer.verdict is not Verdict.UNSURE] or given
    agreed = {(answer.verdict, _outcome(answer)) for answer in definite}
    return definite[-1] if len(agreed) == 1 else None


def truth(rulings: Rulings) -> Truth:
    """What can be learnt from what stands; of a claim that is disputed, nothing."""
    right: dict[str, Claim] = {}
    wrong: dict[str, Claim] = {}
    unsure: dict[str, Claim] = {}
    disputed: list[str] = []
    for claim_id, answers in rulings.answers.items():
        answer = settled(answers.values())
        if answer is None:
            disputed.append(claim_id)
        elif answer.verdict is Verdict.ACCEPTED:
            right.setdefault(claim_id, answer.claim)
        elif answer.verdict is Verdict.UNSURE:
            unsure[claim_id] = answer.claim
        else:
            wrong[claim_id] = answer.claim
            right.update((result.id, result) for result in answer.decision.results)
    refuted = _refuted(rulings, wrong, unsure, disputed)
    return Truth(
        right=tuple(claim for claim_id, claim in right.items() if claim_id not in refuted),
        wrong=tuple(wrong.values()),
        unsure=tuple(unsure.values()),
        disputed=tuple(disputed),
        complete=tuple(rulings.complete),
    )


def _refuted(
    rulings: Rulings, wrong: Mapping[str, Claim], unsure: Mapping[str, Claim], disputed: Sequence[str]
) -> set[str]:
    """Ids of results that were themselves decided against, in another decision than the one that made them."""
    own = {
        result.id
        for decision in rulings.decisions
        for result in decision.results
        if any(target.id == result.id for target in decision.targets)
    }
    return {*wrong, *unsure, *disputed} - own


def _subjects(decision: Decision) -> set[str]:
    """What a decision is about, as keys that a later decision may share with it."""
    if decision.action is Action.NOTHING_MISSED:
        return {_whole(decision)}
    return {claim.id for claim in (decision.targets or decision.results)}


def _whole(decision: Decision) -> str:
    return f"document {decision.document_sha256}"


def _outcome(answer: Answer) -> tuple[object, ...]:
    """What two answers must share to agree, besides the verdict."""
    if answer.verdict is Verdict.CORRECTED:
        return tuple(sorted(shape_of(result) for result in answer.decision.results))
    return ()
