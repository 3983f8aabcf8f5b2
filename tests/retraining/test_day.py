"""The user's day with the real commands: extract, review in a browser, retrain, use, extract again, go back."""

import json
import re
import shlex
import shutil

import pytest

pytest.importorskip("torch")

from benchmarks.reviewing import flipped

from claimwright.store import open_store
from tests.cli.command import ENVIRONMENT, REAL, ROOT, run
from tests.retraining.news import is_visit, write_news
from tests.review.browser.actions import key_of, press
from tests.review.browser.conftest import browser, open_page, worker_id  # noqa: F401
from tests.review.browser.server import Server

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("browser")]

SMALL = """
replay = 32
frozen = "written"

[train]
epochs = 3
encoder_rate = 4e-5
head_rate = 3e-4
"""
LEARNT, NEW = range(16), range(16, 20)


class Desk:
    """A folder with articles, a store and models of its own."""

    def __init__(self, folder):
        self.folder = folder
        self.store = folder / "news.db"
        own = {
            "CLAIMWRIGHT_HOME": str(folder / "models"),
            "CLAIMWRIGHT_SHARED": str(folder / "nothing"),  # a user has no articles but his own
            "OMP_NUM_THREADS": "1",  # threads that wait for each other cost minutes where tests run side by side
        }
        self.environment = {**ENVIRONMENT, **own}

    def call(self, *arguments, status=0):
        done = run(REAL, *arguments, env=self.environment, cwd=self.folder, timeout=1200)
        assert done.returncode == status, done.stderr
        return done.stdout.decode()

    def claims(self, *options):
        """What ``extract`` finds in the new articles."""
        out = self.call("extract", "new", "--format", "jsonl", "--workers", "1", *options)
        return [json.loads(line) for line in out.splitlines()]


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    desk = Desk(tmp_path_factory.mktemp("day"))
    write_news(desk.folder / "articles", LEARNT)
    write_news(desk.folder / "new", NEW)
    (desk.folder / "small.toml").write_text(SMALL, encoding="utf-8")
    desk.call("extract", "articles", "--store", "news.db", "--workers", "1", "-q")
    return desk


@pytest.fixture
def reviewed(desk, open_page):  # noqa: F811
    """The store after somebody went through all claims on the page."""
    with open_store(desk.store) as store:
        if store.position():
            return desk.store
    server = Server(desk.store, desk.folder, "--order", "doubt", "--audit", "0")
    try:
        page = open_page(server.address)
        while page.get_attribute("#item", "data-kind") == "claim":
            with open_store(desk.store) as store:
                claim = store.claim(key_of(page)).claim
            visit = any("joined" in mention.evidence.text for mention in claim.mentions)
            press(page, "x" if visit else "a")
    finally:
        server.stop()
    return desk.store


def test_the_day(desk, reviewed):
    before = desk.claims()
    assert sum(map(is_visit, before)) >= 3
    moves = {claim["id"] for claim in before if not is_visit(claim)}
    assert len(moves) >= 3

    told = desk.call("retrain", "news.db", "--config", "small.toml")
    assert "version 1 (" in told
    assert "passed its gate" in told
    page = (desk.folder / "models" / "default" / "1" / "gate.html").read_text(encoding="utf-8")
    assert "Passed the gate" in page
    assert "The decisions held back" in page
    assert desk.claims() == before  # nothing is in use that nobody chose

    desk.call("models", "use", "1")
    after = desk.claims()
    assert sum(map(is_visit, after)) == 0
    assert len(moves & {claim["id"] for claim in after}) >= len(moves) - 1
    assert {claim["model"]["version"] for claim in after} == {before[0]["model"]["version"] + "+1"}
    listed = {row["number"]: row for row in json.loads(desk.call("models", "list", "--json"))}
    assert (listed[0]["in_use"], listed[1]["in_use"]) == (False, True)
    shown = json.loads(desk.call("models", "show", "1", "--json"))["training"]
    assert shown["parent"]["number"] == 0
    assert shown["decisions"]["learnt"]
    assert not set(shown["decisions"]["learnt"]) & set(shown["decisions"]["held_back"])
    assert shown["config"]["train"]["seed"] == 13

    desk.call("models", "rollback")
    assert desk.claims() == before


def test_the_commands_of_the_page_are_those_of_the_day(desk, reviewed):
    page = (ROOT / "docs" / "retraining.md").read_text(encoding="utf-8")
    commands = re.findall(r"^\$ claimwright (.*)$", page, re.MULTILINE)
    of_the_day = {"extract articles/ --store news.db", "review news.db", "retrain news.db"}
    assert of_the_day < set(commands)
    for command in commands:
        if command not in of_the_day:
            desk.call(*shlex.split(command))


def test_flipped_labels_are_refused(desk, reviewed):
    """Whatever the held-back decisions say, for they are flipped, too: the frozen test does not fall for it."""
    with open_store(reviewed) as store, open_store(desk.folder / "flipped.db", create=True) as bad:
        started = bad.start_run(next(store.claims()).claim.model)
        for row in store.documents():
            document = store.document(row.sha256)
            found = [one.claim for one in store.claims() if one.claim.document.sha256 == row.sha256]
            bad.add(started, document, found)
            given = [one.decision for one in store.document_log(row.sha256)]
            bad.append_decisions([flipped(one, document) for one in given])
    told = desk.call("retrain", "flipped.db", "--config", "small.toml", "--model", "default@0", status=1)
    assert "is kept as a candidate" in told
    assert "falls on the frozen test" in told
    number = max(row["number"] for row in json.loads(desk.call("models", "list", "--json")))
    refused = run(REAL, "models", "use", str(number), env=desk.environment)
    assert (refused.returncode, refused.stderr[:4]) == (2, "E407")
    assert "candidate" in desk.call("models", "list")
    shutil.rmtree(desk.folder / "models" / "default" / str(number))
