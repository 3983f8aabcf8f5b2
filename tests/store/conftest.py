"""Every test that takes ``address`` runs on both databases."""

from __future__ import annotations

import pytest

from claimwright.records import ModelReference
from claimwright.store import open_store
from tests.store.postgres import WHAT_TO_DO, Server, programs

MODEL = ModelReference("regex", "1")


@pytest.fixture(scope="session")
def server():
    if programs() is None:
        pytest.skip(WHAT_TO_DO)
    server = Server()
    yield server
    server.stop()


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request, tmp_path):
    """The address of a place without a store."""
    if request.param == "sqlite":
        return str(tmp_path / "store.db")
    return request.getfixturevalue("server").database()


@pytest.fixture
def store(address):
    with open_store(address, create=True) as store:
        yield store


@pytest.fixture
def run(store):
    return store.start_run(MODEL)
