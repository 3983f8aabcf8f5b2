"""The decisions of a store, divided: most to learn from, some to calibrate by, some held back for the gate."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from claimwright.records import Action, Claim, Decision
from claimwright.retraining.labels import partial_labels
from claimwright.review.queue import draw
from claimwright.store import ClaimFilter, Store
from claimwright.store.attach import attach
from claimwright.store.snapshot import ReviewedDocument, Snapshot
from claimwright.training.partial import PartialLabels

__all__ = ["Conflict", "Decisions", "Lesson", "Part", "read_decisions"]


class Part(StrEnum):
    """What the decisions on a document are for."""

    LEARN = "learn"
    CALIBRATE = "calibrate"
    HELD_BACK = "held back"


@dataclass(frozen=True, slots=True)
class Lesson:
    """A reviewed document with what it is for.

    Attributes:
        reviewed: document, decisions in force, and what follows from them.
        labels: what can be learnt from it.
        part: what it is for; the same for all articles of a story, in every retraining.
    """

    reviewed: ReviewedDocument
    labels: PartialLabels
    part: Part


@dataclass(frozen=True, slots=True)
class Conflict:
    """A claim that reviewers answer differently: nothing is learnt of it until somebody settles it."""

    path: str
    claim: Claim
    answers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Decisions:
    """All decisions of a snapshot.

    Attributes:
        snapshot: the log they come from.
        lessons: a document each, in the order of digests.
        conflicts: what reviewers do not agree on.
        left_out: why decisions teach nothing, and how many.
        claim_types: what the model can learn.
    """

    snapshot: Snapshot
    lessons: tuple[Lesson, ...]
    conflicts: tuple[Conflict, ...]
    left_out: Mapping[str, int]
    claim_types: tuple[str, ...]

    def part(self, part: Part) -> list[Lesson]:
        """The documents that are for that."""
        return [lesson for lesson in self.lessons if lesson.part is part]

    def ids(self, part: Part) -> list[str]:
        """The decisions in force on those documents that say something, in log order of each document."""
        return [
            decision.id
            for lesson in self.part(part)
            for decision in lesson.reviewed.rulings.decisions
            if _reason(decision, lesson.reviewed, self.claim_types) is None
        ]

    def actions(self, part: Part) -> dict[str, int]:
        """How many decisions of each kind those are."""
        wanted = set(self.ids(part))
        found = Counter(
            decision.action.value
            for lesson in self.part(part)
            for decision in lesson.reviewed.rulings.decisions
            if decision.id in wanted
        )
        return dict(sorted(found.items()))


def read_decisions(
    store: Store, snapshot: Snapshot, claim_types: Sequence[str], held_back: float, calibrate: float
) -> Decisions:
    """The decisions of a snapshot, divided by a hash of the story their document belongs to.

    Args:
        store: it was taken from.
        snapshot: the log at one moment.
        claim_types: what the model can learn.
        held_back: share (0 to 1) of the stories kept for the gate.
        calibrate: share of the stories that confidence is adjusted by.
    """
    stories = {one.sha256: one.story for one in store.documents() if one.sha256 in snapshot.documents}
    lessons: list[Lesson] = []
    conflicts: list[Conflict] = []
    left_out: Counter[str] = Counter()
    standing = 0
    for reviewed in snapshot.read(store):
        sha256 = reviewed.document.sha256
        labels = partial_labels(reviewed, _unanswered(store, reviewed))
        lessons.append(Lesson(reviewed, labels, _part(stories[sha256], held_back, calibrate)))
        conflicts += _conflicts(reviewed)
        standing += len(reviewed.rulings.decisions)
        left_out.update(
            reason
            for decision in reviewed.rulings.decisions
            if (reason := _reason(decision, reviewed, claim_types)) is not None
        )
    elsewhere = sum(
        logged.decision.document_sha256 in snapshot.missing and logged.position <= snapshot.position
        for logged in store.decisions()
    )
    left_out["on documents that the store does not have"] += elsewhere
    left_out["taken back, replaced, or only taking back"] += snapshot.decisions - standing - elsewhere
    told = {reason: count for reason, count in sorted(left_out.items()) if count}
    return Decisions(snapshot, tuple(lessons), tuple(conflicts), told, tuple(claim_types))


def _part(story: str, held_back: float, calibrate: float) -> Part:
    number = draw("held back", story)
    if number < held_back:
        return Part.HELD_BACK
    return Part.CALIBRATE if number < held_back + calibrate else Part.LEARN


def _unanswered(store: Store, reviewed: ReviewedDocument) -> Iterator[Claim]:
    """Claims of the latest extraction of which no decision says anything."""
    wanted = ClaimFilter(sha256=reviewed.document.sha256)
    claims = [row.claim for row in store.claims(wanted)]
    for claim, answers in zip(claims, attach(claims, reviewed.rulings), strict=True):
        if not answers:
            yield claim


def _conflicts(reviewed: ReviewedDocument) -> Iterable[Conflict]:
    for answers in reviewed.rulings.conflicts().values():
        told = {answer.decision.reviewer: answer.verdict.value for answer in answers}
        yield Conflict(reviewed.document.path, answers[0].claim, told)


def _reason(decision: Decision, reviewed: ReviewedDocument, claim_types: Sequence[str]) -> str | None:
    """Why a decision in force teaches nothing, or None if it does."""
    claims = (*decision.targets, *decision.results)
    ids = {claim.id for claim in claims}
    if decision.action is Action.UNSURE:
        return "unsure"
    if ids & set(reviewed.truth.disputed):
        return "reviewers disagree"
    if ids and ids <= set(reviewed.unplaced):
        return "no text of the document shows the claim any more"
    if claims and not any(claim.type in claim_types for claim in claims):
        return "of a type that the model has not learnt"
    return None
