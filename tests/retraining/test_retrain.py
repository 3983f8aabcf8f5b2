"""A retraining from end to end with a tiny model: what it keeps, that it can be repeated, and that it goes on."""

import json
import os
import shutil
from dataclasses import replace

import pytest

pytest.importorskip("torch")

import torch

from claimwright.errors import ModelError
from claimwright.retraining.config import Frozen, RetrainConfig
from claimwright.retraining.retrain import retrain
from claimwright.retraining.watch import Silent
from claimwright.schema import load_declarations
from claimwright.store import open_store
from claimwright.store.transfer import import_decisions
from claimwright.training.export import export, write_pipeline
from claimwright.training.fit import FitConfig, new_layout
from claimwright.training.model import new_model
from claimwright.training.trainer import TrainSettings
from claimwright.versions import find_model, shipped_model
from claimwright.versions.catalogue import version
from tests.cli.command import ENVIRONMENT, REAL, run
from tests.store.make import article, decide
from tests.training.conftest import tiny_encoder  # noqa: F401

CONFIG = RetrainConfig(replay=3, frozen=Frozen.WRITTEN, train=TrainSettings(epochs=2, pieces=1024))


@pytest.fixture(scope="module")
def tiny(tiny_encoder, tmp_path_factory):  # noqa: F811
    """A folder of models with one that knows nothing; its calibrator is the default model's."""
    root = tmp_path_factory.mktemp("models")
    layout = new_layout(FitConfig("tiny", "1.0", "", ""), load_declarations())
    torch.manual_seed(2)
    export(new_model(tiny_encoder, layout), layout, tiny_encoder / "tokenizer.json", root / "tiny")
    write_pipeline(root / "tiny")
    shutil.copyfile(shipped_model("default") / "calibrator.json", root / "tiny" / "calibrator.json")
    return root


@pytest.fixture
def here(tiny, tmp_path, monkeypatch):
    """Models of the test's own, and no texts that are not part of the project."""
    monkeypatch.setenv("CLAIMWRIGHT_MODELS", str(tiny))
    monkeypatch.setenv("CLAIMWRIGHT_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("CLAIMWRIGHT_SHARED", str(tmp_path / "nothing"))
    return tmp_path / "home" / "tiny"


@pytest.fixture
def reviewed(store, run):
    for number in range(12):
        document, found = article(number)
        store.add(run, document, found)
        store.append_decisions([decide("accept" if number % 2 else "reject", found[0])])
    return store


def weights(folder):
    from safetensors.torch import load_file

    return load_file(folder / "model.safetensors")


def same(one, other):
    left, right = weights(one), weights(other)
    return set(left) == set(right) and all(left[name].equal(right[name]) for name in left)


def test_a_version_knows_where_it_comes_from(here, reviewed, tmp_path):
    made = retrain(reviewed, "tiny", CONFIG)
    assert (made.number, made.version, made.folder) == (1, "1.0+1", here / "1")
    assert not made.judgement.passed  # a model that finds nothing gets no better
    known = version("tiny", "1").manifest
    assert known["parent"]["number"] == 0
    assert len(known["parent"]["sha256"]) == 64
    assert known["decisions"]["log"]["entries"] == 12
    parts = [known["decisions"][part] for part in ("learnt", "calibrated", "held_back")]
    assert sum(map(len, parts)) == 12
    assert len(set().union(*parts)) == 12
    assert known["learn"]["documents"] == 3
    assert known["config"]["train"]["seed"] == 13
    assert known["scores"]["test"]["f1"] == 0.0
    assert known["gate"]["reasons"]
    assert len(known["epochs"]) == 2
    assert made.base.missing == ("news", "press")
    assert "texts are not here" in made.report.read_text(encoding="utf-8")
    assert find_model("tiny") == shipped_model("tiny")
    assert not list(here.glob(".work-*"))
    assert not same(here / "1", shipped_model("tiny"))


def test_the_same_decisions_give_the_same_model_also_when_imported_and_another_seed_another(
    here, reviewed, tmp_path
):
    first = retrain(reviewed, "tiny@0", CONFIG)
    log = tmp_path / "decisions.jsonl"
    run(REAL, "decisions", "export", tmp_path / "claims.db", "-o", log)
    with open_store(tmp_path / "other.db", create=True) as other:
        for row in reviewed.documents():
            other.add_document(reviewed.document(row.sha256))
        import_decisions(other, [log])
        second = retrain(other, "tiny@0", CONFIG)
    assert (first.number, second.number) == (1, 2)
    assert same(first.folder, second.folder)
    third = retrain(reviewed, "tiny@0", CONFIG.with_seed(14))
    assert not same(first.folder, third.folder)


class BrokenOffError(Exception):
    pass


class BreaksOff(Silent):
    def line(self, text):
        if text.startswith("epoch 2/"):
            raise BrokenOffError


def test_what_was_broken_off_goes_on_to_the_same_end(here, reviewed):
    with pytest.raises(BrokenOffError):
        retrain(reviewed, "tiny", CONFIG, watch=BreaksOff())
    [work] = here.glob(".work-*")
    assert (work / "training.ckpt").is_file()
    resumed = retrain(reviewed, "tiny", CONFIG)
    assert resumed.number == 1
    assert not work.exists()
    whole = retrain(reviewed, "tiny@0", CONFIG)
    assert same(resumed.folder, whole.folder)


def test_it_can_be_written_elsewhere_or_kept_as_a_candidate(here, reviewed, tmp_path):
    config = replace(CONFIG, replay=0, train=replace(CONFIG.train, epochs=1))
    made = retrain(reviewed, "tiny", config, output=tmp_path / "mine", candidate_only=True)
    assert (made.number, made.folder) == (None, tmp_path / "mine")
    assert made.judgement.reasons[0] == "Kept as a candidate, as asked."
    assert (tmp_path / "mine" / "gate.html").is_file()
    assert not here.exists()


def test_without_decisions_there_is_nothing_to_do(here, store):
    with pytest.raises(ModelError, match="E410"):
        retrain(store, "tiny", CONFIG)


def test_a_model_without_weights_cannot_be_trained_on(here, reviewed, tiny, tmp_path, monkeypatch):
    shutil.copytree(tiny, tmp_path / "bare")
    (tmp_path / "bare" / "tiny" / "model.safetensors").unlink()
    monkeypatch.setenv("CLAIMWRIGHT_MODELS", str(tmp_path / "bare"))
    with pytest.raises(ModelError, match="E411"):
        retrain(reviewed, "tiny", CONFIG)


def test_the_command_tells_what_came_of_it(here, reviewed, tmp_path):
    config = tmp_path / "c.toml"
    config.write_text('replay = 0\nfrozen = "written"\n[train]\nepochs = 1\n', encoding="utf-8")
    reviewed.close()
    call = ("retrain", tmp_path / "claims.db", "--model", "tiny", "--config", config, "--seed", "5")
    done = run(REAL, *call, timeout=600, env=_environment())
    assert done.returncode == 1
    told = done.stdout.decode()
    assert "version 1 (1.0+1) is kept as a candidate" in told
    assert "the texts of news, press are not here" in told
    assert str(here / "1" / "gate.html") in told
    assert json.loads((here / "1" / "training.json").read_text("utf-8"))["config"]["train"]["seed"] == 5


def _environment():

    return {
        **ENVIRONMENT,
        **{name: os.environ[name] for name in os.environ if name.startswith("CLAIMWRIGHT_")},
    }
