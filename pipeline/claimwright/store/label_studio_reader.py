"""Label Studio's tasks back into decisions: those that ride along as they are, then what people changed.

An annotation that was written for a reviewer is known by its number (``store.label_studio``) and compared with what was
drawn for that reviewer: the same marks say nothing new. Any other annotation is an answer of its own, as of a task that
holds no decisions.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from claimwright.errors import ClaimwrightError, InputError, StoreError
from claimwright.exchange.article import AnnotatedText
from claimwright.exchange.claim_json import claim_to_dict
from claimwright.exchange.foreign.label_studio_reader import (
    article_of_task,
    read_annotation,
    read_task,
    read_tasks,
)
from claimwright.exchange.foreign.review import Settings
from claimwright.exchange.reviewed import Answerer, ReviewedText, as_decision, content_id
from claimwright.records import Decision, Shown
from claimwright.records.decision import now
from claimwright.store.decision_json import decision_from_line
from claimwright.store.shown import shown_in
from claimwright.store.standing import Saying, Standing, amendments, standing_claims

__all__ = ["TaskLog", "read_task_log"]

_TOOL = "label-studio"
_THEIRS = frozenset(
    ["import_id", "completed_by", "created_at"]
)  # what every annotation has that Label Studio wrote


@dataclass(frozen=True, slots=True)
class TaskLog:
    """What a file of tasks holds.

    Attributes:
        decisions: with their places, file and task: those that ride along in log order, then the new ones.
        failed: tasks that could not be read; nothing of them is among the decisions.
        records: how many parts were read: annotations, and what rides along with a task.
    """

    decisions: tuple[tuple[str, Decision], ...]
    failed: tuple[ClaimwrightError, ...]
    records: int


def read_task_log(path: str | Path, settings: Settings, reviewer: str) -> TaskLog:
    """The decisions of a file that Label Studio exported, or that it never saw.

    Args:
        path: a JSON file of tasks, with or without decisions that ride along.
        settings: how it is read.
        reviewer: who decided, where the tool does not tell.

    Raises:
        InputError: E101, E102 or E701 if the file as a whole cannot be read.
    """
    reading = _Reading(reviewer)
    records: list[_Record] = []
    failed: list[ClaimwrightError] = []
    for found in read_tasks(path, settings, reading.task):
        if isinstance(found, ClaimwrightError):
            failed.append(found)
        else:
            records.append(found)
    entries = sorted((entry for record in records for entry in record), key=lambda entry: entry.place)
    return TaskLog(tuple((entry.where, entry.decision) for entry in entries), tuple(failed), len(records))


@dataclass(frozen=True, slots=True)
class _Entry:
    place: tuple[bool, int]  # whether it is new; its place in the log
    where: str
    decision: Decision


_Record = list[_Entry]


@dataclass(frozen=True, slots=True)
class _Reading:
    reviewer: str

    def task(self, data: Mapping[str, Any], where: str, settings: Settings) -> Iterator[_Record]:
        """What rides along with a task, then one record an annotation; all of it or an error."""
        ours = data["data"].get("claimwright") if isinstance(data["data"], dict) else None
        if not ours or "decisions" not in ours:
            yield from [self._answers(record, where) for record in read_task(data, where, settings)]
            return
        article, settings = article_of_task(data, where, settings)
        carried = _carried(ours["decisions"], article, where)
        records = [carried]
        log = [entry.decision for entry in carried]
        for number, annotation in enumerate(data.get("annotations") or [], start=1):
            place = f"{where}, annotation {annotation.get('id', number)}"
            author = _author(annotation, ours["reviewers"])
            if author is None:
                records.append(self._answers(read_annotation(article, annotation, place, settings), place))
            else:
                records.append(_changes(article, log, author, (annotation, place), settings))
        yield from records

    def _answers(self, record: ReviewedText, where: str) -> _Record:
        decisions = [as_decision(answer, reviewer=self.reviewer, at=now()) for answer in record.answers]
        return _new(decisions, where)


def _carried(items: Sequence[Mapping[str, Any]], article: AnnotatedText, where: str) -> _Record:
    """The decisions that ride along, in log order.

    Raises:
        StoreError: E804 if one is none, or of another document.
    """
    entries = []
    for number, item in enumerate(items, start=1):
        place = f"{where}, decision {number}"
        decision = decision_from_line(item["line"], place)
        if decision.document_sha256 != article.reference.sha256:
            raise StoreError("E804", place, "it is about another document than its task")
        entries.append(_Entry((False, int(item["place"])), place, decision))
    return entries


def _author(
    annotation: Mapping[str, Any], reviewers: Sequence[Mapping[str, Any]]
) -> Mapping[str, Any] | None:
    """The reviewer that an annotation was written for, or None where somebody else made it.

    Label Studio gives ids of its own, which may be any number, and keeps ours as ``import_id``; a release that does
    not keep it leaves nobody to tell.
    """
    number = annotation.get("import_id") if _THEIRS & annotation.keys() else annotation.get("id")
    return reviewers[number - 1] if type(number) is int and 0 < number <= len(reviewers) else None


def _changes(
    article: AnnotatedText,
    log: Sequence[Decision],
    author: Mapping[str, Any],
    annotation: tuple[Mapping[str, Any], str],
    settings: Settings,
) -> _Record:
    """What a reviewer's annotation says that the log does not."""
    standing = _drawn(standing_claims(log, author["name"]), author["claims"], annotation[1])
    shown = [shown_in(article, one.claim, settings.declarations) for one in standing.values()]
    drawn = replace(article, claims=tuple(claim for claim in shown if claim is not None))
    record = read_annotation(drawn, *annotation, settings)
    answerer = next((replace(one.answerer, reviewer=author["name"]) for one in record.answers), Answerer())
    decisions = [_decision(saying, answerer, log[-1]) for saying in amendments(standing, record.answers)]
    return _new(decisions, annotation[1])


def _drawn(standing: Mapping[str, Standing], names: Iterable[str], where: str) -> dict[str, Standing]:
    """Those of the claims that were drawn when the file was written."""
    found = {name: standing[name] for name in names if name in standing}
    if len(found) < len(list(names)):
        raise InputError("E701", where, "our own part is damaged: a claim that was drawn is not decided on")
    return found


def _decision(saying: Saying, answerer: Answerer, last: Decision) -> Decision:
    """The entry of the log; its ids come from what it says and from the last decision that its author had seen."""
    claims = [claim_to_dict(claim) for claim in (*saying.targets, *saying.results)]
    said = [saying.action.value, len(saying.targets), claims, saying.final]
    identity = content_id([last.document_sha256, answerer.reviewer, answerer.at, last.id, said])
    return Decision(
        id=identity,
        client_id=identity,
        reviewer=answerer.reviewer or "",
        at=answerer.at or now(),
        document_sha256=last.document_sha256,
        action=saying.action,
        targets=saying.targets,
        results=saying.results,
        shown=Shown(model=saying.targets[0].model, queue=_TOOL) if saying.targets else None,
        seconds=answerer.seconds,
        note=f"imported from {_TOOL}",
        final=saying.final,
    )


def _new(decisions: Iterable[Decision], where: str) -> _Record:
    return [_Entry((True, 0), where, decision) for decision in decisions]
