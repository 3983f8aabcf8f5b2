"""``make bench`` as it is called, on three small articles."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from benchmarks.contenders import SpacyPipe, spacy_model
from benchmarks.speed import arguments_of

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def ran(tmp_path_factory):
    """One run on written articles; what it printed and what it wrote."""
    folder = tmp_path_factory.mktemp("bench")
    output = folder / "sub" / "speed.json"
    words = [
        "--articles",
        "3",
        "--rounds",
        "2",
        "--cold-rounds",
        "1",
        "--only",
        "pipeline",
        "encoder",
        "command",
    ]
    environment = {**os.environ, "CLAIMWRIGHT_SHARED": str(folder / "nowhere")}
    environment["PYTHONPATH"] = os.pathsep.join([str(ROOT / "pipeline"), environment.get("PYTHONPATH", "")])
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.speed", *words, "-o", str(output)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done, json.loads(output.read_text(encoding="utf-8"))


@pytest.mark.slow
def test_the_tables_name_every_contender_and_target(ran):
    done, _ = ran
    for words in (
        "pipeline",
        "encoder",
        "command",
        "first claim, cold",
        "peak memory",
        "model on disk",
        "cores",
    ):
        assert words in done.stdout
    assert "round 2/2" in done.stderr


@pytest.mark.slow
def test_the_json_says_where_when_and_how(ran):
    _, written = ran
    assert written["command"].startswith("python -m benchmarks.speed --articles 3")
    assert written["machine"]["cpu"]
    assert len(written["machine"]["load"]) == 3
    assert len(written["busy_elsewhere"]) == 4  # before, before each round, after
    assert written["versions"]["onnxruntime"]
    assert written["articles"]["count"] == 3
    assert written["verdict"]


@pytest.mark.slow
def test_both_sides_did_the_same_work(ran):
    _, written = ran
    rounds = written["rounds"]
    assert [len(samples) for samples in rounds.values()] == [2, 2, 2]
    done = {name: [sample["done"] for sample in samples] for name, samples in rounds.items()}
    assert {d["articles"] for listed in done.values() for d in listed} == {3}
    assert done["pipeline"][0]["pieces"] == done["encoder"][0]["pieces"] > 100
    assert done["pipeline"][0]["claims"] == done["pipeline"][1]["claims"] == done["command"][0]["claims"]
    assert written["memory"]["peak"] > 50
    assert written["cold_start"]["first_claim"][0] > 0


@pytest.mark.slow
@pytest.mark.skipif(
    spacy_model() is None, reason="spaCy's small English pipeline is not installed (extra bench)"
)
@pytest.mark.parametrize("processes", [1, 2])
def test_spacy_analyses_the_same_articles(processes, tmp_path):
    for number, text in enumerate(("Ana Ruiz left Quillon.", "Bo Lind joined Tessaly in May.")):
        (tmp_path / f"{number}.txt").write_text(text * 6, encoding="utf-8")
    contender = SpacyPipe(processes)
    contender.prepare(tmp_path)
    assert contender.round().articles == 2


def test_a_wrong_call_is_refused(capsys):
    with pytest.raises(SystemExit):
        arguments_of(["--only", "stanza"])
    assert "invalid choice" in capsys.readouterr().err
