"""Whether a store is sound: every span, every reference, every derived row, and the triggers that guard the log."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, func, select, text

from claimwright.errors import ClaimwrightError
from claimwright.exchange.offsets import offset_faults
from claimwright.records import Claim, Document
from claimwright.store import decision_log, tables
from claimwright.store.ddl import TRIGGERS
from claimwright.store.decision_json import decision_from_line
from claimwright.store.extractions import argument_rows, claim_columns, claim_of, mention_rows, word_rows
from claimwright.store.migrations import applied, newest
from claimwright.store.storable import claims_digest, text_digest, unpack
from claimwright.store.store import Store

__all__ = ["Checked", "Fault", "check"]


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that is not as it must be: where, and what."""

    place: str
    what: str


@dataclass
class Checked:
    """How much was looked at."""

    documents: int = 0
    texts: int = 0
    claims: int = 0
    spans: int = 0
    decisions: int = 0
    faults: int = 0


def check(store: Store, checked: Checked) -> Iterator[Fault]:
    """Everything that is wrong with a store, one fault each; counts in ``checked``. Changes nothing."""
    for part in (_database, _log, _stories, _texts, _extractions, _derived):
        with store.database.read() as connection:
            for fault in part(connection, checked):
                checked.faults += 1
                yield fault


def _database(connection: Connection, checked: Checked) -> Iterator[Fault]:
    done = applied(connection)
    if done != newest():
        yield Fault("migrations", f"the store is at step {done} of {newest()}")
    dialect = connection.dialect.name
    if dialect == "sqlite":
        for (told,) in connection.execute(text("PRAGMA integrity_check")):
            if told != "ok":
                yield Fault("database", str(told))
        for table, row, target, _ in connection.execute(text("PRAGMA foreign_key_check")):
            yield Fault(f"{table} {row}", f"it refers to a row of {target} that is not there")
    found = set(connection.execute(text(_TRIGGER_NAMES[dialect])).scalars())
    for name in TRIGGERS[dialect]:
        if name not in found:
            yield Fault("decisions", f"the trigger {name} is missing or off: the log can be changed")


_TRIGGER_NAMES = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'decisions'",
    "postgresql": "SELECT tgname FROM pg_trigger WHERE tgrelid = 'decisions'::regclass AND tgenabled <> 'D'",
}


def _log(connection: Connection, checked: Checked) -> Iterator[Fault]:
    """Every decision is one, agrees with its columns, and undoes something earlier."""
    seen: set[str] = set()
    for row in connection.execute(select(tables.decisions).order_by(tables.decisions.c.position)):
        checked.decisions += 1
        place = f"decision {row.position}"
        try:
            decision = decision_from_line(row.body, place)
        except ClaimwrightError as error:
            yield Fault(place, error.detail)
            continue
        expected = decision_log.row_of(decision)
        wrong = [name for name, value in expected.items() if row._mapping[name] != value]
        if wrong:
            yield Fault(place, f"its columns are not its content: {', '.join(wrong)}")
        if decision.undoes is not None and decision.undoes not in seen:
            yield Fault(place, f"it undoes nothing earlier: {decision.undoes}")
        seen.add(decision.id)


def _stories(connection: Connection, checked: Checked) -> Iterator[Fault]:
    """Versions are counted from 1 without gaps, and a story is named by its first article."""
    documents = tables.documents
    checked.documents = int(connection.execute(select(func.count()).select_from(documents)).scalar_one())
    query = select(documents.c.story, func.max(documents.c.version), func.count()).group_by(documents.c.story)
    for story, last, count in connection.execute(query):
        if last != count:
            yield Fault(f"story {story}", f"its last version is {last}, and it has {count}")
    wrong = (documents.c.version == 1) != (documents.c.story == documents.c.sha256)
    for sha256 in connection.execute(select(documents.c.sha256).where(wrong)).scalars():
        yield Fault(f"document {sha256}", "the first version does not name the story")
    textless = ~select(tables.texts.c.key).where(tables.texts.c.sha256 == documents.c.sha256).exists()
    for sha256 in connection.execute(select(documents.c.sha256).where(textless)).scalars():
        yield Fault(f"document {sha256}", "it has no text")


def _texts(connection: Connection, checked: Checked) -> Iterator[Fault]:
    """Every text unpacks to what its digest says, belongs to its document, and carries the claims found in it."""
    for key in connection.execute(select(tables.texts.c.key).order_by(tables.texts.c.key)).scalars().all():
        row = connection.execute(select(tables.texts).where(tables.texts.c.key == key)).one()
        checked.texts += 1
        place = f"text {key}"
        try:
            document = unpack(row.body)
        except ClaimwrightError as error:
            yield Fault(place, error.detail)
            continue
        if document.sha256 != row.sha256 or text_digest(document) != row.digest:
            yield Fault(place, "it is not the text that its digest names")
        yield from _claims_in(connection, key, document, checked)


def _claims_in(connection: Connection, key: int, document: Document, checked: Checked) -> Iterator[Fault]:
    query = (
        select(tables.claims)
        .join(tables.extractions, tables.extractions.c.key == tables.claims.c.extraction)
        .where(tables.extractions.c.text == key)
    )
    for row in connection.execute(query).all():
        checked.claims += 1
        place = f"claim {row.key} ({row.id})"
        try:
            claim = claim_of(row.body)
        except (ClaimwrightError, ValueError) as error:
            yield Fault(place, str(error))
            continue
        checked.spans += 2 * len(claim.mentions) + len(claim.arguments) + (claim.attribution is not None)
        yield from (Fault(place, fault) for fault in offset_faults(document, claim))
        yield from _columns(connection, row, claim, place)


def _columns(connection: Connection, row: Row[Any], claim: Claim, place: str) -> Iterator[Fault]:
    """What is kept beside the claim for queries says what the claim says."""
    wrong = [name for name, value in claim_columns(claim).items() if row._mapping[name] != value]
    for table, expected in (
        (tables.mentions, mention_rows(row.key, claim)),
        (tables.arguments, argument_rows(row.key, claim)),
        (tables.words, word_rows(row.key, claim)),
    ):
        found = connection.execute(select(table).where(table.c.claim == row.key).order_by(*table.primary_key))
        if [dict(one._mapping) for one in found] != list(expected):
            wrong.append(table.name)
    if wrong:
        yield Fault(place, f"its rows are not its content: {', '.join(wrong)}")


def _extractions(connection: Connection, checked: Checked) -> Iterator[Fault]:
    """Every extraction has the claims it says, and each document exactly one that is the latest."""
    extractions, claims = tables.extractions, tables.claims
    for row in connection.execute(select(extractions).order_by(extractions.c.key)).all():
        ours = select(claims.c.body, claims.c.latest).where(claims.c.extraction == row.key)
        found = connection.execute(ours.order_by(claims.c.number)).all()
        place = f"extraction {row.key}"
        if len(found) != row.claims or any(one.latest != row.latest for one in found):
            yield Fault(
                place, f"it says {row.claims} claims and has {len(found)}, or they differ in being latest"
            )
        elif claims_digest([claim_of(one.body) for one in found]) != row.digest:
            yield Fault(place, "its claims are not those that its digest names")
    counts = select(extractions.c.sha256).group_by(extractions.c.sha256)
    newest_one = func.max(extractions.c.key).filter(extractions.c.latest) == func.max(extractions.c.key)
    for sha256 in connection.execute(counts.having(~func.coalesce(newest_one, False))).scalars():
        yield Fault(f"document {sha256}", "its newest extraction is not its latest")


def _derived(connection: Connection, checked: Checked) -> Iterator[Fault]:
    """What is derived from the log is what the log says, in every document that was decided on or has answers."""
    standings, claims, complete = tables.standings, tables.claims, tables.complete
    decided = set(connection.execute(select(tables.decisions.c.sha256).distinct()).scalars())
    answered = select(claims.c.sha256).where(claims.c.answers > 0).distinct()
    named = select(claims.c.sha256).join(standings, standings.c.claim == claims.c.key).distinct()
    decided.update(connection.execute(answered).scalars(), connection.execute(named).scalars())
    decided.update(connection.execute(select(complete.c.sha256)).scalars())
    count = select(func.count()).where(standings.c.claim == claims.c.key).scalar_subquery()
    for key in connection.execute(select(claims.c.key).where(claims.c.answers != count)).scalars():
        yield Fault(f"claim {key}", "it is not counted right how many answered it")
    for sha256 in sorted(decided):
        if decision_log.derived(connection, sha256) != decision_log.kept(connection, sha256):
            yield Fault(f"document {sha256}", "what stands of it is not what the log says")
