"""A real browser, the real command, and a store that the real command made."""

from __future__ import annotations

import os
import shutil
import time
from pathlib import Path

import pytest

from tests.review.articles import extract_store
from tests.review.browser.chromium import CHROMIUM, MISSING, the_browser
from tests.review.browser.server import Server

PATIENCE = 120_000  # milliseconds; the machine may be busy with other tests


def pytest_collection_modifyitems(items):
    """Keep the tests of the browser on one worker, so that one browser runs and one store is made."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.xdist_group("browser"))


@pytest.fixture(scope="session")
def browser():
    if CHROMIUM is None:
        if os.environ.get("CLAIMWRIGHT_BROWSER") == "required":
            pytest.fail(MISSING)
        pytest.skip(MISSING)
    return the_browser()


@pytest.fixture(scope="session")
def extracted(tmp_path_factory, worker_id):
    """A store that ``claimwright extract --store`` wrote, made once for all workers."""
    folder = tmp_path_factory.getbasetemp()
    shared = (folder if worker_id == "master" else folder.parent) / "review-store"
    try:
        shared.mkdir()
    except FileExistsError:
        deadline = time.monotonic() + 600
        while not (shared / "done").exists():
            assert time.monotonic() < deadline, "the other worker did not make the store"
            time.sleep(0.2)
        return shared / "claims.db"
    path = extract_store(shared)
    (shared / "done").touch()
    return path


@pytest.fixture(scope="session")
def worker_id(request):
    """The name xdist gives this worker, or ``master`` without xdist."""
    return getattr(request.config, "workerinput", {}).get("workerid", "master")


@pytest.fixture
def store(extracted, tmp_path):
    """The file of a store of the test's own."""
    copy = tmp_path / "claims.db"
    for part in extracted.parent.glob("claims.db*"):
        shutil.copyfile(part, tmp_path / part.name)
    return copy


@pytest.fixture
def serve(store, tmp_path):
    """Starts the command on the store; stops what is left of it in the end."""
    servers = []

    def start(*options, on=store):
        server = Server(on, tmp_path, *options)
        servers.append(server)
        return server

    yield start
    told = [server.stop() for server in servers]
    assert not any("Traceback" in text for text in told), told


@pytest.fixture
def open_page(browser):
    """Opens pages; fails if one of them complained."""
    contexts, complaints = [], []

    def opened(address, context=None, *, width=1280, height=800, scheme="light", expected=()):
        if context is None:
            context = browser.new_context(
                viewport={"width": width, "height": height}, color_scheme=scheme, reduced_motion="reduce"
            )
            context.set_default_timeout(PATIENCE)
            contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda told: _note(complaints, told, expected))
        page.goto(address, timeout=PATIENCE)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []


def _note(complaints, told, expected):
    if told.type in ("error", "warning") and not any(part in told.text for part in expected):
        complaints.append(told.text)
