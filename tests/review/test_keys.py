"""The table of keys, and what a reviewer made of it."""

import json
import stat

import pytest

from claimwright.review.keys import bindings, default_bindings, shown_key
from claimwright.review.preferences import Preferences, PreferencesFile


def test_the_shipped_table_holds():
    table = bindings({})
    assert table == default_bindings()
    actions = [one.action for one in table]
    assert len(set(actions)) == len(actions)
    keys = {one.action: one.key for one in table}
    assert (keys["accept"], keys["reject"], keys["undo"]) == ("a", "x", "z")


def test_a_key_can_be_moved_and_taken_away():
    table = {one.action: one.key for one in bindings({"accept": "y", "split": "", "no such action": "q"})}
    assert (table["accept"], table["split"]) == ("y", "")


@pytest.mark.parametrize(
    "changed", [{"accept": "x"}, {"accept": "1"}, {"save": "2"}, {"accept": "Hyper"}, {"accept": "ab"}]
)
def test_what_cannot_be_is_refused(changed):
    with pytest.raises(ValueError, match=r"key|taken"):
        bindings(changed)


def test_one_key_may_mean_two_things_that_are_never_meant_at_once():
    keys = {one.action: one.key for one in bindings({})}
    assert keys["undo"] == keys["edit_undo"]


def test_keys_as_written_on_buttons():
    assert [shown_key(key) for key in ("a", "Z", " ", "ArrowUp", "?", "")] == [
        "a",
        "⇧Z",
        "Space",
        "↑",
        "?",
        "none",
    ]


def test_preferences_are_kept_for_each_reviewer(tmp_path):
    file = PreferencesFile(tmp_path / "deep" / "review.json")
    assert file.of("ann") == Preferences()
    file.keep("ann", Preferences({"accept": "y"}, shortcuts=False))
    file.keep("ben", Preferences({"accept": "j"}))
    again = PreferencesFile(file.path)
    assert again.of("ann") == Preferences({"accept": "y"}, shortcuts=False)
    assert again.of("ben").keys == {"accept": "j"}
    assert [path.name for path in file.path.parent.iterdir()] == ["review.json"]
    assert stat.S_IMODE(file.path.stat().st_mode) == 0o600


@pytest.mark.parametrize("text", ["", "{", "[]", '{"reviewers": 3}', '{"reviewers": {"ann": [1]}}'])
def test_a_broken_file_counts_as_none(tmp_path, text):
    path = tmp_path / "review.json"
    path.write_text(text)
    file = PreferencesFile(path)
    assert file.of("ann") == Preferences()
    file.keep("ann", Preferences({"accept": "y"}))
    assert json.loads(path.read_text())["reviewers"]["ann"]["keys"] == {"accept": "y"}


def test_own_keys_that_no_longer_hold_give_way():
    assert Preferences({"accept": "x"}).bindings == default_bindings()
