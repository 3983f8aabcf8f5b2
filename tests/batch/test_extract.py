"""Claims from Python in one call."""

import sys
import types

import pytest

import claimwright
from claimwright.batch.extract import extract
from claimwright.errors import DocumentError
from claimwright.settings import CleanSettings
from tests.fakes import RegexExtractor

TEXT = (
    "A quiet week\n\nNothing much had happened in the valley for days, and nobody expected any news.\n\n"
    "Then Jane Roe joined Acme as its chief engineer, to the surprise of her colleagues at the time.\n"
)
GERMAN = (
    "Die Firma hat am Montag mitgeteilt, dass ihr Vorstand zurückgetreten ist und ein Nachfolger gesucht wird. "
    * 4
)


@pytest.fixture(autouse=True)
def model(monkeypatch):
    module = types.ModuleType("claimwright.extractor")
    module.Extractor = RegexExtractor
    monkeypatch.setitem(sys.modules, "claimwright.extractor", module)


def test_files_and_text_give_typed_claims(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    [claim] = claimwright.extract(tmp_path / "a.txt")
    assert isinstance(claim, claimwright.Claim)
    assert (claim.type, claim.values("person"), claim.values("employer")) == (
        "hire",
        ("Jane Roe",),
        ("Acme",),
    )
    assert [
        item.values("person") for item in extract(str(tmp_path / "a.txt"), text="Bob Fox left Beta.")
    ] == [
        ("Bob Fox",),
        ("Jane Roe",),
    ]


def test_text_is_never_taken_for_a_path():
    assert extract(text="missing.txt") == []


def test_a_failure_is_raised_with_its_code():
    with pytest.raises(DocumentError, match="E101 missing"):
        extract("missing.txt")


def test_a_skipped_document_is_a_warning(tmp_path):
    (tmp_path / "a.txt").write_text(GERMAN, encoding="utf-8")
    with pytest.warns(UserWarning, match="S201 "):
        assert extract(tmp_path / "a.txt") == []
    assert extract(tmp_path / "a.txt", clean=CleanSettings(language="any")) == []


def test_the_package_exports_what_it_says_and_imports_nothing_for_it():
    assert set(claimwright.__all__) <= set(dir(claimwright))
    assert claimwright.__version__ == "0.1.0"
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        claimwright.nothing  # noqa: B018
