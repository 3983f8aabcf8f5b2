"""The decision log to Label Studio: a task for each document decided on, with an annotation for each reviewer.

The decisions ride along under ``data.claimwright``, each as the line that the log is written as (a database behind
Label Studio may change the order of an object's keys, but not a text), with its place in the log. Claims are drawn as
``exchange.foreign.label_studio`` draws them: all that were decided on as the prediction, and in an annotation what
stands for that reviewer. Its ``id`` is the reviewer's number in ``data.claimwright.reviewers``, from 1; Label Studio
keeps it as ``import_id``. The reviewer is not named as ``completed_by``: it refuses users that it does not know.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from claimwright.errors import ClaimwrightError
from claimwright.exchange.article import AnnotatedText, of_document
from claimwright.exchange.foreign.label_studio import LabelStudioWriter, marks_of, task
from claimwright.exchange.streams import ByteStream
from claimwright.records import Alignment, Claim, DocumentReference
from claimwright.schema import Declarations
from claimwright.store.decision_json import decision_line
from claimwright.store.decision_log import Logged
from claimwright.store.shown import shown_in
from claimwright.store.standing import decided_claims, standing_claims
from claimwright.store.store import Store

__all__ = ["LogExport", "export_label_studio"]


@dataclass(slots=True)
class LogExport:
    """What an export wrote.

    Attributes:
        decisions: how many ride along; all of them.
        documents: how many tasks.
        without_text: documents whose text is not in the store, or is not valid Unicode: their tasks show nothing.
        unshown: claims of the other documents that their text, or the declarations, have no place for.
    """

    decisions: int = 0
    documents: int = 0
    without_text: int = 0
    unshown: int = 0


def export_label_studio(
    store: Store, stream: ByteStream, declarations: Declarations, *, reviewer: str | None = None
) -> LogExport:
    """Write the log as a JSON array of tasks, documents in the order they were first decided on.

    Args:
        store: open.
        stream: where to; it stays open.
        declarations: claim types and roles that are drawn.
        reviewer: only what this one decided, or None for all.
    """
    done = LogExport()
    writer = LabelStudioWriter(stream, declarations)
    until = store.position()
    entries = (logged for logged in store.decisions(reviewer=reviewer) if logged.position <= until)
    for sha256 in dict.fromkeys(logged.decision.document_sha256 for logged in entries):
        log = [
            logged
            for logged in store.document_log(sha256)
            if logged.position <= until and reviewer in (None, logged.decision.reviewer)
        ]
        article = _article(store, log)
        writer.write_task(_task(article, log, declarations, done))
        done.decisions += len(log)
        done.documents += 1
        done.without_text += not article.text
    writer.close()
    return done


def _article(store: Store, log: Sequence[Logged]) -> AnnotatedText:
    """The document as the store has it; without a text where it is not there or no tool would take it."""
    sha256 = log[0].decision.document_sha256
    try:
        article = of_document(store.document(sha256))
        article.check()
    except ClaimwrightError:
        claims = [claim for logged in log for claim in (*logged.decision.targets, *logged.decision.results)]
        unknown = DocumentReference(f"d_{sha256[:16]}", "", None, None, None, sha256)
        reference = claims[-1].document if claims else unknown
        return AnnotatedText(reference, "", Alignment.identity(0))
    return article


def _task(
    article: AnnotatedText, log: Sequence[Logged], declarations: Declarations, done: LogExport
) -> dict[str, Any]:
    decisions = [logged.decision for logged in log]
    asked = decided_claims(decisions)
    shown = _shown(article, asked, declarations)
    unshown = asked.keys() - shown.keys()
    reviewers, annotations = [], []
    for number, name in enumerate(dict.fromkeys(one.reviewer for one in decisions), start=1):
        standing = {key: one.claim for key, one in standing_claims(decisions, name).items()}
        drawn = _shown(article, standing, declarations)
        unshown |= standing.keys() - drawn.keys()
        marks = marks_of(_with(article, drawn.values()), declarations, origin="manual")
        reviewers.append({"name": name, "claims": list(drawn)})
        annotations.append({"id": number, "result": marks})
    done.unshown += len(unshown) if article.text else 0
    data = task(_with(article, shown.values()), declarations)
    data["data"]["claimwright"] |= {
        "reviewers": reviewers,
        "decisions": [{"place": logged.position, "line": decision_line(logged.decision)} for logged in log],
    }
    return {**data, "annotations": annotations} if article.text else data


def _shown(
    article: AnnotatedText, claims: Mapping[str, Claim], declarations: Declarations
) -> dict[str, Claim]:
    # The editor may put a suffix after a "#" in a region's id, which readers cut off.
    found = {
        name: shown_in(article, claim, declarations) for name, claim in claims.items() if "#" not in name
    }
    return {name: claim for name, claim in found.items() if claim is not None}


def _with(article: AnnotatedText, claims: Iterable[Claim]) -> AnnotatedText:
    return replace(article, claims=tuple(claims))
