"""An article with emoji before its spans, and the claims in it."""

import pytest

from claimwright.exchange.article import of_document
from tests.fakes import outcome
from tests.store.make import claims_in

TEXT = """Moves 🎉🎉 of the week

The 👩‍💻 desk reports: Jane Roe joined Acme as chief of O'Neil-Hart. Max Mint left Globex in May.

Jane Roe joined Initech too, they say.
"""


@pytest.fixture
def document():
    return outcome(TEXT, "moves.txt").document


@pytest.fixture
def claims(document):
    return list(claims_in(document))


@pytest.fixture
def article(document, claims):
    return of_document(document, claims)
