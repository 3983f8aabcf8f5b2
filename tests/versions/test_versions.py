"""The versions of a model: the real command on folders that hold a layout and no weights."""

import json

import pytest

from claimwright.errors import ModelError
from claimwright.versions import find_model
from claimwright.versions.home import models_home
from claimwright.versions.uses import Step, Use, trail
from tests.cli.command import ENVIRONMENT, REAL, run
from tests.versions.make import model


@pytest.fixture
def home(tmp_path, monkeypatch):
    """A shipped model, one version that passed its gate, one that did not."""
    monkeypatch.setenv("CLAIMWRIGHT_MODELS", str(tmp_path / "shipped"))
    monkeypatch.setenv("CLAIMWRIGHT_HOME", str(tmp_path / "home"))
    model(tmp_path / "shipped" / "small", "1.0")
    kept = {"parent": {"number": 0}, "decisions": {"learnt": ["a", "b"]}, "scores": {"test": {"f1": 0.5}}}
    model(tmp_path / "home" / "small" / "1", "1.0+1", passed=True, **kept)
    model(tmp_path / "home" / "small" / "2", "1.0+2", passed=False, parent={"number": 1})
    return tmp_path / "home"


@pytest.fixture
def models(home, tmp_path):
    """``claimwright models``."""
    environment = {
        **ENVIRONMENT,
        "CLAIMWRIGHT_MODELS": str(tmp_path / "shipped"),
        "CLAIMWRIGHT_HOME": str(home),
    }

    def call(command, *arguments):
        return run(REAL, "models", command, *arguments, "--model", "small", env=environment)

    return call


def used(models):
    [one] = [one for one in json.loads(models("list", "--json").stdout) if one["in_use"]]
    return one["number"]


def test_the_name_means_the_version_that_came_with_the_package_until_another_is_used(home, models, tmp_path):
    assert find_model("small") == tmp_path / "shipped" / "small"
    assert used(models) == 0
    assert models("use", "1").returncode == 0
    assert find_model("small") == home / "small" / "1"
    assert find_model("small@0") == tmp_path / "shipped" / "small"
    assert find_model("small@2") == home / "small" / "2"
    assert find_model(home / "small" / "2") == home / "small" / "2"


def test_a_version_is_also_named_by_what_its_model_tells(models):
    assert models("use", "1.0+1").returncode == 0
    assert used(models) == 1


def test_the_list_shows_parent_decisions_scores_and_state(models):
    lines = models("list").stdout.decode().splitlines()
    [first] = [line for line in lines if "1.0+1" in line]
    assert "0.500" in first
    assert "passed" in first
    [second] = [line for line in lines if "1.0+2" in line]
    assert "candidate" in second


def test_a_candidate_is_used_only_against_advice(models):
    refused = models("use", "2")
    assert refused.returncode == 2
    assert "E407" in refused.stderr
    assert "worse" in refused.stderr
    assert used(models) == 0
    assert models("use", "2", "--anyway").returncode == 0
    assert used(models) == 2


def test_rolling_back_goes_through_what_was_used_before(home, models):
    for number in ("1", "2"):
        models("use", number, "--anyway")
    assert models("rollback").returncode == 0
    assert used(models) == 1
    models("rollback")
    assert used(models) == 0
    told = models("rollback")
    assert (told.returncode, told.stderr[:4]) == (2, "E408")
    lines = (home / "small" / "uses.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["step"] for line in lines] == ["use", "use", "rollback", "rollback"]


def test_a_version_that_is_used_again_after_going_back_is_gone_back_from_again():
    steps = [(Step.USE, 1), (Step.USE, 2), (Step.ROLLBACK, 1), (Step.USE, 3), (Step.USE, 3)]
    assert trail(Use("", step, number) for step, number in steps) == [0, 1, 3]


def test_show_and_diff_tell_what_is_different(models):
    shown = json.loads(models("show", "1", "--json").stdout)
    assert shown["training"]["decisions"] == {"learnt": ["a", "b"]}
    assert b"1.0+1" in models("show", "1").stdout
    found = json.loads(models("diff", "0", "1", "--json").stdout)
    assert found["version"] == ["1.0", "1.0+1"]
    assert found["scores.test.f1"] == [None, "0.5"]
    assert "thresholds.trigger" not in found
    assert b"1.0+1" in models("diff", "0", "1").stdout


def test_prune_deletes_only_what_it_is_told_to(home, models):
    (home / "small" / ".work-abc").mkdir()
    named = models("prune")
    assert b"1.0+2" in named.stdout
    assert b"1.0+1" not in named.stdout
    assert (home / "small" / "2").is_dir()
    models("prune", "--yes")
    assert not (home / "small" / "2").exists()
    assert not (home / "small" / ".work-abc").exists()
    assert (home / "small" / "1").is_dir()


def test_what_is_in_use_or_was_before_is_not_pruned(home, models):
    models("use", "1")
    models("use", "2", "--anyway")
    told = models("prune", "1", "--yes")
    assert (told.returncode, told.stderr[:4]) == (2, "E409")
    assert b"1.0+2" not in models("prune").stdout
    assert (home / "small" / "1").is_dir()


@pytest.mark.parametrize("name", ["small@9", "small@x"])
def test_a_version_that_is_not_there_is_told(home, name):
    with pytest.raises(ModelError, match="E406"):
        find_model(name)


@pytest.mark.parametrize("name", ["nothing", "../small", "no/such/folder", "nothing@0"])
def test_a_model_that_is_not_there_is_told(home, name):
    with pytest.raises(ModelError, match="E401"):
        find_model(name)


def test_a_version_in_use_that_is_gone_is_told_and_can_be_left(home, models):
    models("use", "1")
    (home / "small" / "1" / "config.json").unlink()
    with pytest.raises(ModelError, match="E406"):
        find_model("small")
    assert models("use", "0").returncode == 0
    assert find_model("small@0") == find_model("small")


def test_a_version_of_another_format_does_not_bar_the_way_back(home, models):
    models("use", "1")
    config = home / "small" / "1" / "config.json"
    config.write_text(config.read_text("utf-8").replace('"format": 2', '"format": 1'), encoding="utf-8")
    assert models("show").stderr.startswith("E406")
    assert models("rollback").returncode == 0
    assert used(models) == 0


def test_without_a_setting_models_lie_in_the_users_folder_of_data(monkeypatch, tmp_path):
    monkeypatch.delenv("CLAIMWRIGHT_HOME")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setattr("sys.platform", "linux")
    assert models_home() == tmp_path / "claimwright" / "models"
