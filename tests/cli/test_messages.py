"""Every error is one line and has its exit status; tracebacks only on demand."""

import pytest

from claimwright.cli.messages import complain, status_of
from claimwright.errors import ClaimwrightError, DocumentError, InputError, ModelError, OutputError


def raised(error):
    try:
        raise error
    except Exception as caught:
        return caught


def test_an_error_of_ours_is_its_line(capsys):
    complain(raised(InputError("E101", "a\x1b[2J.txt", "not\nhere")))
    told = capsys.readouterr().err
    assert told == "E101 a\ufffd[2J.txt: the path does not exist (not here); " + (
        "check the spelling; globs must match at least one file\n"
    )


def test_any_other_error_is_e203_with_its_kind(capsys):
    assert complain(raised(KeyError("x"))).code == "E203"
    told = capsys.readouterr().err
    assert told.startswith("E203 the document could not be processed (KeyError: 'x')")
    assert len(told.splitlines()) == 1


def test_a_traceback_only_on_demand(capsys, monkeypatch):
    monkeypatch.setenv("CLAIMWRIGHT_DEBUG", "1")
    complain(raised(KeyError("x")))
    assert "Traceback" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (OutputError("E301"), 2),
        (ModelError("E401"), 2),
        (DocumentError("E203"), 1),
        (ClaimwrightError("E203"), 1),
    ],
)
def test_statuses(error, status):
    assert status_of(error) == status
