"""The cores a run may use: the affinity mask, and the share of the control group."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimwright.batch import cores
from claimwright.batch.cores import available_cores, share, thread_limits


@pytest.mark.parametrize(
    ("quota", "expected"),
    [("max 100000", 64), ("200000 100000", 2), ("50000 100000", 1), ("250000 100000", 2)],
)
def test_a_container_counts_its_own_share(monkeypatch, tmp_path, quota, expected):
    (tmp_path / "cpu.max").write_text(quota + "\n")
    monkeypatch.setattr(cores, "_QUOTA", tmp_path / "cpu.max")
    monkeypatch.setattr(os, "sched_getaffinity", lambda number: set(range(64)), raising=False)
    assert available_cores() == expected


def test_the_first_version_of_control_groups_is_known(monkeypatch, tmp_path):
    (tmp_path / "quota").write_text("300000\n")
    (tmp_path / "period").write_text("100000\n")
    monkeypatch.setattr(cores, "_QUOTA", tmp_path / "missing")
    monkeypatch.setattr(cores, "_QUOTA_V1", (tmp_path / "quota", tmp_path / "period"))
    monkeypatch.setattr(os, "sched_getaffinity", lambda number: set(range(8)), raising=False)
    assert available_cores() == 3


@given(st.integers(1, 200), st.integers(1, 200))
def test_processes_times_threads_are_never_more_than_the_cores(workers, number):
    assert share(workers, number) >= 1
    if workers <= number:
        assert workers * share(workers, number) <= number


def test_the_affinity_of_this_process_is_obeyed():
    code = "import os; os.sched_setaffinity(0, {min(os.sched_getaffinity(0))}); from claimwright.batch.cores import *;"
    done = subprocess.run(
        [sys.executable, "-c", f"{code} print(available_cores())"],
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[2] / "pipeline")},
    )
    assert done.stdout.strip() == "1"


def test_thread_pools_are_told_and_the_environment_is_put_back(monkeypatch):
    monkeypatch.delenv("OPENBLAS_NUM_THREADS", raising=False)
    monkeypatch.setenv("OMP_NUM_THREADS", "7")
    with thread_limits(2):
        assert os.environ["OPENBLAS_NUM_THREADS"] == "2"
        assert os.environ["OMP_NUM_THREADS"] == "7"
    assert "OPENBLAS_NUM_THREADS" not in os.environ
