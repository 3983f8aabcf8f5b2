"""Stores of every age open, newer ones are refused, and the steps lead where the tables say."""

import json
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import inspect, text
from sqlalchemy.exc import DBAPIError

from claimwright.errors import StoreError
from claimwright.store import ClaimFilter, open_store
from claimwright.store.database import Database, store_url
from claimwright.store.migrations import MIGRATIONS, Migration, migrate, newest
from claimwright.store.tables import metadata
from tests.cli.command import ENVIRONMENT, REAL, run
from tests.store.conftest import MODEL
from tests.store.make import article, decide

OLD = Path(__file__).with_name("old")


@pytest.fixture
def database(address):
    opened = Database(store_url(address))
    yield opened
    opened.close()


def test_the_steps_are_numbered_without_gaps():
    assert [step.number for step in MIGRATIONS] == list(range(1, newest() + 1))


def test_the_steps_lead_to_the_tables(database):
    with database.write() as connection:
        migrate(connection)
    with database.read() as connection:
        found = inspect(connection)
        assert set(found.get_table_names()) == set(metadata.tables)
        for name, table in metadata.tables.items():
            columns = {column["name"]: column for column in found.get_columns(name)}
            assert list(columns) == [column.name for column in table.columns]
            assert set(found.get_pk_constraint(name)["constrained_columns"]) == {
                c.name for c in table.primary_key
            }
            for column in table.columns:
                there = columns[column.name]
                assert there["nullable"] == column.nullable or column.primary_key, (name, column.name)
                assert there["type"]._type_affinity is column.type._type_affinity or {
                    there["type"].python_type,
                    column.type.python_type,
                } <= {int, bool}, (name, column.name)
            declared = {(key.parent.name, key.column.table.name) for key in table.foreign_keys}
            there = {(k["constrained_columns"][0], k["referred_table"]) for k in found.get_foreign_keys(name)}
            assert there == declared, name


@pytest.mark.parametrize("age", range(1, newest()))
def test_an_older_store_is_brought_up_to_date_when_it_is_opened(database, address, age):
    with database.write() as connection:
        assert [step.number for step in migrate(connection, MIGRATIONS[:age])] == list(range(1, age + 1))
    with open_store(address) as store:
        document, claims = article(1)
        store.add(store.start_run(MODEL), document, claims)
        with store.database.read() as connection:
            done = connection.execute(text("SELECT number, name FROM migrations ORDER BY number")).all()
    assert [tuple(row) for row in done] == [(step.number, step.name) for step in MIGRATIONS]


def test_the_claims_of_an_older_store_are_found_by_their_words(database, address):
    """Step 3 moves the words of claims that are there into a table of their own."""
    with database.write() as connection:
        migrate(connection, MIGRATIONS[:2])
        for statement in OLD_ROWS:
            connection.execute(text(statement))
    with open_store(address) as store, store.database.read() as connection:
        rows = connection.execute(text("SELECT claim, words FROM words")).all()
        assert [tuple(row) for row in rows] == [(1, "jane roe")]
        assert "words" not in {column["name"] for column in inspect(connection).get_columns("claims")}
        assert store.count(ClaimFilter(text="Jane")) == 1


OLD_ROWS = (
    "INSERT INTO models VALUES (1, 'regex', '1', '', 'then')",
    "INSERT INTO runs VALUES (1, 1, '0', '{}', 'then', NULL, 0, 0, 0, 0, 0)",
    "INSERT INTO documents (sha256, id, path, path_key, format, story, version, added)"
    " VALUES ('s', 'd', 'p', 'k', 'text', 's', 1, 'then')",
    "INSERT INTO texts VALUES (1, 's', 'x', 'Jane Roe', '', 8, '0', 'then')",
    "INSERT INTO extractions VALUES (1, 's', 1, 1, 1, 'x', 1, (1 = 1), 'then')",
    "INSERT INTO claims VALUES (1, 1, 0, 'c', 's', 'hire', 'asserted', 0.9, 0.4, NULL, NULL, 'jane roe', '{}',"
    " (1 = 1), 0)",
)


@pytest.fixture
def old_store(address):
    """A store of the first step, as SQL that was written down then: no later change of the steps reaches it."""
    if "://" in address:
        import psycopg

        with psycopg.connect(address) as plain:
            plain.execute((OLD / "step-1.postgresql.sql").read_text(encoding="utf-8"))
    else:
        with sqlite3.connect(address) as plain:
            plain.executescript((OLD / "step-1.sqlite.sql").read_text(encoding="utf-8"))
    return address


def test_a_store_of_the_first_step_keeps_what_it_holds(old_store):
    for _ in range(2):
        done = run(REAL, "store", "init", old_store)
        assert done.returncode == 0, done.stderr
    checked = run(REAL, "store", "check", old_store, "--json")
    assert json.loads(checked.stdout) | {"spans": 0} == {
        **{"documents": 2, "texts": 2, "claims": 3, "spans": 0, "decisions": 3, "faults": 0},
    }
    with open_store(old_store) as store:
        assert [row.claim.values("person") for row in store.claims()] == [
            ("JaneA Roe1",),
            ("JaneB Roe1",),
            ("JaneA Roe2",),
        ]
        assert store.count(ClaimFilter(text="Roe2")) == 1
        assert [logged.decision.action.value for logged in store.decisions()] == ["accept", "reject", "undo"]
        newest_one = max(store.documents(), key=lambda known: known.version)
        assert [(known.version, known.version_by) for known in store.versions(newest_one.sha256)] == [
            (1, None),
            (2, "url"),
        ]


def test_a_store_of_the_first_step_is_worked_on_like_a_new_one(old_store):
    with open_store(old_store) as store:
        stored = list(store.claims())
        document = store.document(stored[0].claim.document.sha256, stored[0].text_key)
        again = store.add(store.start_run(MODEL), document, [row.claim for row in stored[:2]])
        assert (again.new_document, again.new_extraction) == (False, False)
        store.append_decisions([decide("accept", stored[1].claim)])
        new, claims = article(3)
        assert store.add(store.start_run(MODEL), new, claims).new_document
        assert store.count(ClaimFilter()) == 5
        with pytest.raises(DBAPIError, match="append-only"), store.database.engine.begin() as connection:
            connection.execute(text("DELETE FROM decisions"))
    assert run(REAL, "store", "check", old_store).returncode == 0


def test_a_newer_store_is_refused_and_untouched(database, address):
    future = Migration(newest() + 1, "from the future", lambda dialect: ["CREATE TABLE wonders (a INTEGER)"])
    with database.write() as connection:
        migrate(connection, (*MIGRATIONS, future))
    with pytest.raises(StoreError, match=f"step {newest() + 1}") as caught:
        open_store(address)
    assert caught.value.code == "E802"


def test_a_step_that_fails_leaves_nothing_behind(database):
    def broken(dialect):
        return ["CREATE TABLE half (a INTEGER)", "CREATE TABLE half (a INTEGER)"]

    with database.write() as connection:
        migrate(connection)
    with pytest.raises(StoreError, match="E803"), database.write() as connection:
        migrate(connection, (*MIGRATIONS, Migration(newest() + 1, "broken", broken)))
    with database.read() as connection:
        assert "half" not in inspect(connection).get_table_names()
        assert connection.execute(text("SELECT max(number) FROM migrations")).scalar_one() == newest()


def test_another_program_s_database_is_left_alone(database, address):
    with database.write() as connection:
        connection.execute(text("CREATE TABLE accounts (a INTEGER)"))
    with pytest.raises(StoreError, match="accounts") as caught:
        open_store(address, create=True)
    assert caught.value.code == "E801"


def test_dates_are_compared_by_their_characters(database):
    """In a database with a language of its own, too, where a hyphen may not count."""
    if database.is_sqlite:
        pytest.skip("SQLite never compares otherwise")
    with database.write() as connection:
        migrate(connection)
        found = connection.execute(
            text(
                "SELECT collation_name FROM information_schema.columns WHERE column_name = 'published'"
                " AND table_name = 'claims'"
            )
        )
        assert found.scalar_one() == "C"


def test_several_processes_make_one_store_at_once(address):
    program = f"from claimwright.store import open_store; open_store({address!r}, create=True).close()"
    options = {"env": ENVIRONMENT, "stderr": subprocess.PIPE, "text": True}
    processes = [subprocess.Popen([sys.executable, "-c", program], **options) for _ in range(4)]
    told = [process.communicate(timeout=120)[1] for process in processes]
    assert [process.returncode for process in processes] == [0] * 4, told


def test_a_new_file_keeps_a_write_ahead_log(tmp_path):
    with open_store(tmp_path / "store.db", create=True):
        pass
    with sqlite3.connect(tmp_path / "store.db") as plain:
        assert plain.execute("PRAGMA journal_mode").fetchone() == ("wal",)
