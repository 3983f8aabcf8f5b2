"""Logs on one article, the tasks they make, and what Label Studio does to them."""

from __future__ import annotations

import io
import json
from copy import deepcopy
from dataclasses import replace

from hypothesis import strategies as st

from claimwright.records import Document, Metadata, SourceFormat
from claimwright.store import open_store
from claimwright.store.decision_json import decision_line
from claimwright.store.label_studio import export_label_studio
from claimwright.store.transfer import import_decisions
from tests.exchange.foreign.articles import DECLARATIONS, articles
from tests.store.make import decide, undo

REVIEWERS = ["ann", "bo", "Zoë 👩‍💻\r\n"]


def document_of(article):
    reference = article.reference
    end = max((piece.source_start + piece.source_length for piece in article.alignment.pieces), default=0)
    return Document(
        id=reference.id,
        path=reference.path,
        sha256=reference.sha256,
        format=SourceFormat.TEXT,
        source="x" * end,
        text=article.text,
        alignment=article.alignment,
        blocks=(),
        metadata=Metadata(title=reference.title, url=reference.url, published=reference.published),
        cluster=reference.cluster,
    )


@st.composite
def logs(draw, article):
    """Every action on the claims of an article and on what came of them, by several people."""
    known = list(article.claims)
    log = []
    for _ in range(draw(st.integers(1, 7))):
        action = draw(st.sampled_from(["accept", "reject", "unsure", "correct", "split", "merge", "add"]))
        by = draw(st.sampled_from(REVIEWERS))
        fields = {"by": by, "note": draw(st.sampled_from(["", "👍\r\n"])), "final": draw(st.booleans())}
        if log and draw(st.integers(0, 4)) == 0:
            log.append(undo(draw(st.sampled_from(log)), by=by))
        elif not known or draw(st.integers(0, 6)) == 0:
            log.append(decide("nothing_missed", sha256=article.reference.sha256, **fields))
        else:
            targets, results = _claims(draw, action, known)
            log.append(decide(action, *targets, results=results, **fields))
            known += results
    return log


def _claims(draw, action, known):
    """What an action is about and what it puts in its place: other claims, under their ids or new ones."""
    some = st.sampled_from(known)
    count = {"merge": 2, "add": 0}.get(action, 1)
    targets = list({claim.id: claim for claim in (draw(some) for _ in range(count))}.values())
    if action == "merge" and len(targets) < 2:
        targets.append(replace(draw(some), id="c_other"))
    made = {"correct": 1, "add": 1, "merge": 1, "split": 2}.get(action, 0)
    results = [
        replace(draw(some), id=draw(st.sampled_from([*(c.id for c in known), f"c_new{len(known)}{n}"])))
        for n in range(made)
    ]
    return targets, results


@st.composite
def cases(draw):
    """An article with claims, and a log."""
    article = draw(articles().filter(lambda found: found.claims))
    return article, draw(logs(article))


def store_of(place, log, *documents):
    store = open_store(place, create=True)
    for document in documents:
        store.add_document(document)
    store.append_decisions(log)
    return store


def lines(store):
    return [decision_line(logged.decision) for logged in store.decisions()]


def tasks_of(store, **options):
    stream = io.BytesIO()
    done = export_label_studio(store, stream, DECLARATIONS, **options)
    return json.loads(stream.getvalue()), done


def import_tasks(store, place, tasks, **options):
    place.write_text(json.dumps(tasks), "utf-8")
    return import_decisions(store, [place], **options)


def handed_back(tasks, at="2026-03-02T10:00:00.500000Z"):
    """The tasks as Label Studio exports them: ids of its own, ours kept aside, keys in an order of its database."""
    tasks = json.loads(json.dumps(deepcopy(tasks), sort_keys=True))
    number = 0
    for task in tasks:
        for annotation in task.get("annotations", []):
            number += 1
            annotation |= {"import_id": annotation["id"], "id": len(tasks) - number + 1, "completed_by": 1}
            annotation |= {"created_at": at, "updated_at": at, "lead_time": 7.5, "was_cancelled": False}
    return tasks[::-1]


def annotation_of(task, reviewer):
    names = [one["name"] for one in task["data"]["claimwright"]["reviewers"]]
    return task["annotations"][names.index(reviewer)]


def without(annotation, claim_id):
    """The annotation once somebody removed a claim's triggers."""
    gone = {item["id"] for item in annotation["result"] if item.get("id", "").rpartition(".")[0] == claim_id}
    annotation["result"] = [
        item
        for item in annotation["result"]
        if not gone & {item.get("id"), item.get("from_id"), item.get("to_id")}
    ]
