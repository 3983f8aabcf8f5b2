"""No program can change the log, whatever it connects with; and a check tells if the guard is gone."""

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import DBAPIError

from claimwright.store.check import Checked, check
from claimwright.store.database import store_url
from tests.store.make import article, decide, undo

ATTACKS = [
    "UPDATE decisions SET body = '{}'",
    "UPDATE decisions SET position = position + 100",
    "DELETE FROM decisions",
    "DELETE FROM decisions WHERE position = 1",
]
SQLITE_ATTACKS = [
    "INSERT OR REPLACE INTO decisions SELECT * FROM decisions",
    "REPLACE INTO decisions SELECT position, 'x', 'y', 'eve', at, sha256, action, claim_id, claim_type, undoes,"
    " audit, '{}' FROM decisions",
]
POSTGRESQL_ATTACKS = ["TRUNCATE decisions", "TRUNCATE decisions CASCADE"]


@pytest.fixture
def filled(store, run):
    document, claims = article(1)
    store.add(run, document, claims)
    first = decide("accept", claims[0])
    store.append_decisions([first, decide("reject", claims[1]), undo(first)])
    return store


@pytest.fixture
def stranger(filled):
    """A connection that is not ours: no settings, no lock."""
    engine = create_engine(filled.database.url)
    yield engine
    engine.dispose()


def test_nothing_in_the_log_can_be_changed_or_removed(filled, stranger):
    before = list(filled.decisions())
    attacks = ATTACKS + (SQLITE_ATTACKS if filled.database.is_sqlite else POSTGRESQL_ATTACKS)
    for attack in attacks:
        with pytest.raises(DBAPIError, match="append-only"), stranger.begin() as connection:
            connection.execute(text(attack))
    assert list(filled.decisions()) == before


def told(store):
    return [f"{fault.place}: {fault.what}" for fault in check(store, Checked())]


def test_check_tells_a_missing_guard(filled, stranger):
    assert told(filled) == []
    on = "" if filled.database.is_sqlite else " ON decisions"
    with stranger.begin() as connection:
        connection.execute(text(f"DROP TRIGGER decisions_no_delete{on}"))
    [fault] = told(filled)
    assert "decisions_no_delete" in fault


# What is done to a store, one after the other, and what check must say of it from then on.
DAMAGE = [
    ("UPDATE claims SET confidence = 0.123 WHERE number = 0", "its rows are not its content: confidence"),
    ("UPDATE mentions SET trigger_start = trigger_start + 1", "its rows are not its content: mentions"),
    ("UPDATE arguments SET name = 'x' WHERE claim > 1", "arguments"),
    ("UPDATE words SET words = 'x' WHERE claim = 1", "words"),
    ("UPDATE extractions SET claims = 7", "it says 7 claims"),
    ("UPDATE extractions SET claims = 2, digest = 'x'", "its claims are not those"),
    ("UPDATE extractions SET latest = (1 = 0)", "its newest extraction is not its latest"),
    ("UPDATE documents SET story = 'x'", "does not name the story"),
    ("UPDATE documents SET version = 3", "its last version is 3, and it has 1"),
    ("UPDATE claims SET answers = 5 WHERE number = 0", "it is not counted right"),
    ("UPDATE standings SET verdict = 'accepted'", "what stands of it is not what the log says"),
    ("INSERT INTO complete VALUES ('x', 'eve', 'y')", "document x: what stands"),
    ("DELETE FROM migrations WHERE number > 1", "the store is at step 1 of"),
    ("UPDATE texts SET digest = 'x'", "it is not the text that its digest names"),
    ("UPDATE claims SET body = replace(body, 'Acme', 'Acne')", "of the cleaned text is not 'Acne'"),
]


def test_check_finds_damage(filled, stranger):
    for damage, fault in DAMAGE:
        assert not any(fault in one for one in told(filled)), damage
        with stranger.begin() as connection:
            connection.execute(text(damage))
        assert any(fault in one for one in told(filled)), damage


def test_check_finds_a_damaged_text(filled, stranger):
    with stranger.begin() as connection:
        connection.execute(text("UPDATE texts SET body = :body"), {"body": b"(\xb5/\xfdnot zstd"})
    assert any("damaged" in fault for fault in told(filled))


def test_check_finds_a_dangling_reference_in_sqlite(filled, stranger):
    if not filled.database.is_sqlite:
        pytest.skip("PostgreSQL itself never lets it come about")
    with stranger.begin() as connection:
        connection.execute(text("PRAGMA foreign_keys = OFF"))
        connection.execute(text("DELETE FROM extractions"))
    assert any("refers to a row of extractions" in fault for fault in told(filled))


def test_the_address_is_one_of_ours(filled):
    assert store_url(filled.database.url.render_as_string(hide_password=False)) == filled.database.url
