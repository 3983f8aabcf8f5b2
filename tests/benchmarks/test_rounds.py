from dataclasses import dataclass
from pathlib import Path

import pytest
from benchmarks.contenders import Done
from benchmarks.rounds import Resident, alternate


@dataclass
class Counter:
    """Notes each of its rounds in a file; fails when told to."""

    name: str
    fails_in: str = ""
    folder: Path = Path()

    def prepare(self, folder):
        self.folder = folder
        if self.fails_in == "prepare":
            raise ValueError("cannot load")

    def round(self):
        if self.fails_in == "round":
            raise ValueError("cannot go on")
        with (self.folder / "order.txt").open("a", encoding="utf-8") as file:
            file.write(f"{self.name}\n")
        return Done(7)


def test_contenders_take_turns(tmp_path):
    lines = []
    measured = alternate({"a": Counter("a"), "b": Counter("b")}, tmp_path, 2, [0], lines.append)
    assert (tmp_path / "order.txt").read_text(encoding="utf-8").split() == ["a", "b", "a", "b"]
    assert {name: [s.done.articles for s in listed] for name, listed in measured.samples.items()} == {
        "a": [7, 7],
        "b": [7, 7],
    }
    assert all(s.seconds > 0 and s.cpu_seconds >= 0 for s in measured.samples["a"])
    assert len(measured.busy) == len(lines) == 2


def test_a_contender_that_cannot_load_says_why(tmp_path):
    with pytest.raises(RuntimeError, match="cannot load"), Resident(Counter("a", "prepare"), tmp_path):
        pass


def test_a_contender_that_fails_in_a_round_says_why(tmp_path):
    with (
        Resident(Counter("a", "round"), tmp_path) as resident,
        pytest.raises(RuntimeError, match="cannot go on"),
    ):
        resident.measure()
