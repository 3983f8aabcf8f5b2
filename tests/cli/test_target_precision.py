"""``extract --target-precision``: the threshold, what it rests on, and the claims that pass it."""

import json
from dataclasses import replace

import pytest

from claimwright.claims import Calibrator
from claimwright.claims.guarantee import CalibrationOutcome
from tests.cli.command import REAL, ROOT, run

ARTICLE = (
    "# Acme hires Globex veteran\n\nAcme has hired Mara Quill, a longtime engineer at Globex, to run its chip group, "
    "the company said on Tuesday. Her predecessor, Pavel Ost, resigned from Acme last month.\n"
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The shipped model with outcomes: 60 sure claims, two of them wrong, and as many unsure ones, half wrong."""
    folder = tmp_path_factory.mktemp("promise")
    (folder / "acme.md").write_text(ARTICLE, encoding="utf-8")
    (folder / "model").mkdir()
    for path in (ROOT / "models" / "default").iterdir():
        if path.name != "calibrator.json":
            (folder / "model" / path.name).symlink_to(path)
    sure = [CalibrationOutcome(0.525, number > 1, "hire") for number in range(60)]
    unsure = [CalibrationOutcome(0.205, number % 2 == 0, "hire") for number in range(60)]
    calibrator = Calibrator.load(ROOT / "models" / "default" / "calibrator.json")
    replace(calibrator, outcomes=(*sure, *unsure)).save(folder / "model" / "calibrator.json")
    return folder


def extract(folder, *arguments):
    return run(REAL, "extract", "acme.md", "--model", "model", *arguments, cwd=folder)


def test_the_promise_is_told_and_kept(folder):
    done = extract(folder, "--target-precision", "0.9", "--summary", "summary.json")
    assert done.returncode == 0, done.stderr
    assert "confidence of 0.21 or more at least 90.0% are right" in done.stderr
    promise = json.loads((folder / "summary.json").read_text(encoding="utf-8"))["promise"]
    assert promise["guarantee"] in done.stderr
    assert (promise["calibration_claims"], promise["calibration_claims_right"]) == (60, 58)
    assert promise["threshold"] == 0.21
    assert promise["lower_bound"] >= 0.9
    claims = [json.loads(line) for line in done.stdout.splitlines()]
    assert claims
    for claim in claims:
        assert claim["confidence"] >= claim["explanation"]["threshold"] >= promise["threshold"]


def test_the_stricter_of_two_thresholds_holds_and_shards_tell_it_too(folder):
    arguments = ("--target-precision", "0.9", "--min-confidence", "0.97", "-o", "out/", "--summary", "s.json")
    done = extract(folder, *arguments)
    assert done.returncode == 0, done.stderr
    summary = json.loads((folder / "s.json").read_text(encoding="utf-8"))
    assert summary["promise"]["threshold"] == 0.21
    for path in (folder / "out").glob("*.jsonl"):
        for line in path.read_text(encoding="utf-8").splitlines():
            data = json.loads(line)
            assert data.get("confidence", 1) >= 0.97


def test_what_cannot_be_promised(folder):
    done = extract(folder, "--target-precision", "0.99")
    assert done.returncode == 2
    assert done.stdout == b""
    assert "E405" in done.stderr
    assert "the highest it can promise with 90% assurance is 0.91" in done.stderr


def test_a_model_without_outcomes(folder):
    (folder / "old").mkdir()
    for path in (folder / "model").iterdir():
        if path.name != "calibrator.json":
            (folder / "old" / path.name).symlink_to(path)
    calibrator = Calibrator.load(folder / "model" / "calibrator.json")
    replace(calibrator, outcomes=()).save(folder / "old" / "calibrator.json")
    done = run(REAL, "extract", "acme.md", "--model", "old", "--target-precision", "0.9", cwd=folder)
    assert done.returncode == 2
    assert done.stderr.startswith("E404 ")


def test_explain_tells_the_threshold(folder):
    done = run(REAL, "explain", "acme.md", "--model", "model", cwd=folder)
    assert " passed 0." in done.stdout.decode()
