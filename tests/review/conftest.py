"""A small store, a desk on it, and the page as a client sees it."""

from __future__ import annotations

import re
from html import unescape

import pytest
from starlette.testclient import TestClient

from claimwright.records import ModelReference
from claimwright.review.desk import Desk
from claimwright.review.orders import OrderName
from claimwright.review.preferences import PreferencesFile
from claimwright.review.server.app import make_app
from claimwright.review.server.call import House
from claimwright.review.server.guard import Limits
from claimwright.review.settings import ReviewSettings
from claimwright.schema import load_declarations
from claimwright.store import open_store
from tests.fakes import outcome
from tests.store.make import claims_in
from tests.store.postgres import WHAT_TO_DO, Server, programs

MODEL = ModelReference("regex", "1")
HOST = "127.0.0.1:8760"
TEXTS = {
    "moves.txt": (
        "Moves 🎉🎉 of the week\n\nThe 👩‍💻 desk: Jane Roe joined Acme as chief in May. "
        "Max Mint left Globex after a row.\n\nJane Roe joined Initech too, reportedly.\n"
    ),
    "hostile.txt": (
        "A <script>alert(1)</script> & more\n\nAda Low joined Hooli</article><script>alert(2)</script> today.\n"
    ),
    "quiet.txt": "Nothing to see\n\nThe weather was fine, and Sue Storm, who is at Initech, liked it a lot.\n",
    "more.txt": "More of it\n\nTom Hale joined Vandelay in June. Tom Hale left Kruger last week, they said.\n",
}


@pytest.fixture(scope="session")
def server():
    if programs() is None:
        pytest.skip(WHAT_TO_DO)
    server = Server()
    yield server
    server.stop()


@pytest.fixture
def store(tmp_path, request):
    """A store with a few articles; in SQLite, or in the database that the module names with ``indirect``."""
    name = tmp_path / "claims.db"
    if getattr(request, "param", "sqlite") == "postgresql":
        name = request.getfixturevalue("server").database()
    with open_store(name, create=True) as opened:
        run = opened.start_run(MODEL)
        for path, text in TEXTS.items():
            document = outcome(text, path).document
            opened.add(run, document, claims_in(document))
        yield opened


@pytest.fixture
def make_desk(store):
    def make(**settings):
        return Desk(store, load_declarations(), ReviewSettings(**settings))

    return make


@pytest.fixture
def desk(make_desk):
    return make_desk(audit_share=0.0)


class Page:
    """The page as a browser without a screen would use it."""

    def __init__(self, desk, folder, order=OrderName.MIXED, **limits):
        self.app = make_app(
            House(desk, PreferencesFile(folder / "review.json"), "ann", order),
            Limits(**{"hosts": frozenset({HOST}), **limits}),
        )
        self.client = TestClient(self.app, base_url=f"http://{HOST}")
        self.html = ""
        self.number = 0

    def get(self, path, **headers):
        return self._keep(self.client.get(path, headers=headers))

    def post(self, path, fields=None, *, of="given", headers=None, **more):
        """Send what the page would send, with changes."""
        self.number += 1
        form = {"client_id": f"attempt-{id(self)}-{self.number}", **self.fields(of), **(fields or {}), **more}
        sent = {"hx-request": "true", "origin": f"http://{HOST}", **(headers or {})}
        return self._keep(self.client.post(path, data=form, headers=sent))

    def fields(self, form="given"):
        """The hidden fields of a form of the page."""
        found = re.search(rf'<form id="{form}".*?</form>', self.html, re.DOTALL)
        if found is None:
            return {"csrf": re.search(r'name="csrf" value="([^"]*)"', self.html)[1]} if self.html else {}
        hidden = re.findall(r'<input type="hidden" name="([\w-]+)" value="([^"]*)"', found[0])
        return {name: unescape(value) for name, value in hidden}

    @property
    def kind(self):
        return re.search(r'<main id="item"[^>]*data-kind="(\w+)"', self.html)[1]

    @property
    def key(self):
        return re.search(r'<main id="item"[^>]*data-key="(\w*)"', self.html)[1]

    def _keep(self, answer):
        if "text/html" in answer.headers.get("content-type", ""):
            before = self.html
            self.html = answer.text
            if 'name="csrf"' not in self.html and 'name="csrf"' in before:
                self.html += re.search(r'<input[^>]*name="csrf"[^>]*>', before)[0]
        return answer


@pytest.fixture
def page(desk, tmp_path):
    opened = Page(desk, tmp_path)
    opened.get("/")
    return opened


@pytest.fixture
def open_page(tmp_path):
    def make(desk, **options):
        opened = Page(desk, tmp_path, **options)
        opened.get("/")
        return opened

    return make


@pytest.fixture
def claim_of(store):
    """The claim of a type that names a person."""

    def find(person, kind="hire", employer=None):
        for row in store.claims():
            values = row.claim.values("person") + row.claim.values("employer")
            if row.claim.type == kind and person in values and employer in (None, *values):
                return row.claim
        raise LookupError(person)

    return find
