"""What people found in an article that was passed over is not passed over again."""

import shutil
from dataclasses import replace

import pytest

from claimwright.clean import clean
from claimwright.encoder.triage import TRIAGE_FILE
from claimwright.extractor import Extractor
from claimwright.records import RawDocument
from claimwright.retraining.parent import find_parent
from claimwright.retraining.triage import carry_triage, lowered

QUIET = "The bridge opens at noon. Rain fell on the valley for most of the week, and the river rose a little."


@pytest.fixture(scope="module")
def parent():
    return find_parent("default")


def document(text):
    return clean(RawDocument("a.txt", text.encode())).document


def test_the_threshold_falls_below_a_quiet_article_with_a_claim(parent):
    extractor = Extractor(parent.folder)
    assert extractor.score([document(QUIET)])[0].passed_over
    thresholds = lowered(parent, [document(QUIET)])
    extractor.layout.thresholds["triage"] = thresholds["triage"]
    assert not extractor.score([document(QUIET)])[0].passed_over
    assert {name for name, value in thresholds.items() if parent.layout.thresholds[name] != value} == {
        "triage"
    }


def test_nothing_found_changes_nothing(parent):
    loud = document("Acme has hired Mara Quill as chief executive.")
    assert lowered(parent, []) == lowered(parent, [loud]) == parent.layout.thresholds


def test_the_weights_go_along(parent, tmp_path):
    carry_triage(parent, tmp_path)
    assert (tmp_path / TRIAGE_FILE).read_bytes() == (parent.folder / TRIAGE_FILE).read_bytes()


def test_a_parent_without_triage_has_none_to_lower(tmp_path, parent):
    shutil.copytree(parent.folder, tmp_path / "m", ignore=shutil.ignore_patterns(TRIAGE_FILE))
    plain = replace(parent, folder=tmp_path / "m")
    assert lowered(plain, [document(QUIET)]) == plain.layout.thresholds
