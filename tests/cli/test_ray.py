"""``--engine ray`` as a user runs it, with the model that is shipped."""

import pytest

from tests.batch.trees import claims, tree
from tests.cli.command import REAL, ROOT, run

pytest.importorskip("ray", reason="the extra ray is not installed")
pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("ray")]


def test_ray_on_this_machine_gives_the_bytes_of_the_local_engine(tmp_path):
    sample = ROOT / "corpora" / "sample"
    local = run(REAL, "extract", sample, "-o", f"{tmp_path}/local/", "--shard-size", "3", timeout=300)
    assert local.returncode == 0, local.stderr
    there = run(
        REAL, "extract", sample, "-o", f"{tmp_path}/ray/", "--shard-size", "3", "--engine", "ray", timeout=300
    )
    assert there.returncode == 0, there.stderr
    assert claims(tmp_path / "ray")
    assert tree(tmp_path / "ray") == tree(tmp_path / "local")


def test_a_cluster_that_cannot_be_reached_is_a_wrong_call(tmp_path):
    (tmp_path / "a.txt").write_text("Jane Roe joined Acme.")
    done = run(REAL, "extract", tmp_path / "a.txt", "--engine", "ray", "--address", "127.0.0.1:9", timeout=60)
    assert done.returncode == 2
    assert "E902 127.0.0.1:9" in done.stderr
