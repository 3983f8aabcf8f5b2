"""A store in a file, and what the small extractor finds in it."""

from __future__ import annotations

import pytest

from claimwright.records import ModelReference
from claimwright.store import open_store


@pytest.fixture
def store(tmp_path):
    with open_store(tmp_path / "claims.db", create=True) as opened:
        yield opened


@pytest.fixture
def run(store):
    return store.start_run(ModelReference("regex", "1"))
