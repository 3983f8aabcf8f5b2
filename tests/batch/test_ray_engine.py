"""The Ray engine on a real cluster of two nodes: the same bytes as the local engine, also when a node is lost."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from claimwright.batch.engine import InProcess
from claimwright.batch.inputs import read_all
from claimwright.batch.journal import Journal
from claimwright.batch.places import Folder
from claimwright.batch.run import run
from claimwright.batch.sharded import ShardedRun
from claimwright.batch.work import Work
from claimwright.errors import ClaimwrightError, ModelError
from claimwright.exchange.formats import ClaimFormat
from claimwright.settings import CleanSettings, ExtractSettings, ShardSettings
from tests.batch.trees import article, corpus, documents, lines, tree
from tests.cli.command import ENVIRONMENT
from tests.fakes import RegexExtractor

ray = pytest.importorskip("ray", reason="the extra ray is not installed")
cluster_utils = pytest.importorskip("ray.cluster_utils")

from claimwright.batch.ray_engine import RayEngine  # noqa: E402 - it needs Ray

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("ray")]

ROOT = Path(__file__).parents[2]
CLEAN = CleanSettings(language="any")
SETTINGS = ExtractSettings(timeout=60)
_STORE = 100 * 1024 * 1024  # bytes of each node's object store


@pytest.fixture(scope="module")
def cluster():
    """Two nodes of one core each, and this process as the driver; the last test takes one away."""
    made = cluster_utils.Cluster(
        initialize_head=True,
        head_node_args={"num_cpus": 1, "object_store_memory": _STORE, "include_dashboard": False},
    )
    made.second = made.add_node(num_cpus=1, object_store_memory=_STORE)
    made.wait_for_nodes()
    path = os.pathsep.join([str(ROOT / "pipeline"), str(ROOT)])
    runtime = {"env_vars": {"PYTHONPATH": path}}
    ray.init(address=made.address, log_to_driver=False, runtime_env=runtime)
    yield made
    ray.shutdown()
    made.shutdown()


def batch(source, place, engine, on_shard=lambda count: None):
    journal = Journal(Folder(place), ClaimFormat.JSONL, {"code": 1})
    journal.begin(resume=False)
    shards = ShardedRun(journal, engine, CLEAN, ShardSettings(documents=5), chunk=2)
    for count, _ in enumerate(shards.run(read_all([str(source)], CLEAN)), 1):
        on_shard(count)


def engine(factory=RegexExtractor):
    return RayEngine(Work(factory, CLEAN, documents=False), SETTINGS)


class Broken(RegexExtractor):
    """A model that does not load."""

    def __init__(self, **options):
        super().__init__("broken", **options)


def test_runs_of_one_driver_do_not_share_models_and_faults_come_back_with_their_code(tmp_path, cluster):
    source = corpus(tmp_path / "in", 4)
    items = list(read_all([str(source)], CLEAN))
    with pytest.raises(ModelError, match="weights are missing"):
        list(run(items, Broken, SETTINGS, CLEAN, engine(Broken)))
    good = list(run(items, RegexExtractor, SETTINGS, CLEAN, engine()))
    local = list(
        run(items, RegexExtractor, SETTINGS, CLEAN, InProcess(Work(RegexExtractor, CLEAN, documents=False)))
    )
    assert good == local


def test_machines_with_another_version_are_refused(tmp_path, cluster, monkeypatch):
    monkeypatch.setattr("claimwright.batch.ray_engine.code_digest", lambda: "another")
    items = list(read_all([str(corpus(tmp_path / "in", 2))], CLEAN))
    with pytest.raises(ClaimwrightError, match=r"E902 .*another version"):
        list(run(items, RegexExtractor, SETTINGS, CLEAN, engine()))


def test_without_an_address_no_cluster_of_others_is_joined(cluster):
    program = (
        "import ray\n"
        "from claimwright.batch.engine import open_engine\n"
        "from claimwright.batch.work import ModelFactory, Work\n"
        "from claimwright.settings import EngineName, ExtractSettings\n"
        "with open_engine(EngineName.RAY, Work(ModelFactory('default')), ExtractSettings()):\n"
        "    print(ray.get_runtime_context().gcs_address)\n"
    )
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, env=ENVIRONMENT, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() not in ("", cluster.address)


def test_a_node_is_taken_away_and_nothing_is_lost_or_twice(tmp_path, cluster):
    source = corpus(tmp_path / "in", 60, " PAUSE-HERE")
    (source / "0017.txt").write_text(article(17, " CRASH-HERE"), encoding="utf-8")
    (source / "0031.txt").write_bytes(b"")
    (source / "0050.txt").write_text(article(3, " PAUSE-HERE"), encoding="utf-8")
    nodes = []

    def take_away(count):
        nodes.append(sum(node["Alive"] for node in ray.nodes()))
        if count == 3:
            cluster.remove_node(cluster.second, allow_graceful=False)

    batch(source, tmp_path / "ray", engine(), take_away)
    assert nodes[0] == 2
    assert nodes[-1] == 1
    told = documents(tmp_path / "ray")
    assert [line["path"][-8:] for line in told] == [f"{number:04}.txt" for number in range(60)]
    assert [(line["path"][-8:-4], line["code"]) for line in lines(tmp_path / "ray" / "failed.jsonl")] == [
        ("0017", "E203"),
        ("0031", "E103"),
        ("0050", "S202"),
    ]
    from claimwright.batch.pool import Pool

    batch(source, tmp_path / "local", Pool(Work(RegexExtractor, CLEAN, documents=False), 2, 60))
    assert tree(tmp_path / "ray") == tree(tmp_path / "local")
