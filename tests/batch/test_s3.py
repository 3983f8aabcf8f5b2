"""Batches from and to a real S3 server on this machine (moto's), killed and resumed."""

import os

import pytest

from tests.batch.trees import article, corpus, tree
from tests.cli.command import ENVIRONMENT, FAKE, run

pytest.importorskip("s3fs", reason="the extra s3 is not installed")
server = pytest.importorskip("moto.server", reason="moto is not installed")
pytestmark = pytest.mark.slow

KEYS = {"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test", "AWS_DEFAULT_REGION": "us-east-1"}


@pytest.fixture
def bucket(monkeypatch):
    """The file system of a fresh bucket, and the environment that leads the command to it."""
    import s3fs

    running = server.ThreadedMotoServer(ip_address="127.0.0.1", port=0)
    running.start()
    host, port = running.get_host_and_port()
    environment = {**KEYS, "AWS_ENDPOINT_URL": f"http://{host}:{port}"}
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    made = s3fs.S3FileSystem(skip_instance_cache=True)
    made.makedirs("corpus", exist_ok=True)
    yield made, {"env": {**ENVIRONMENT, **environment}}
    running.stop()


def test_a_bucket_is_read_and_written_and_a_run_goes_on(tmp_path, bucket):
    place, settings = bucket
    source = corpus(tmp_path / "in", 12)
    (source / "0003.txt").write_text(article(3, " RAISE-HERE"), encoding="utf-8")
    for path in source.iterdir():
        place.pipe_file(f"corpus/in/{path.name}", path.read_bytes())
    options = ("--language", "any", "--shard-size", "5")
    command = ("extract", "s3://corpus/in", "-o", "s3://corpus/out/", *options)
    first = run(FAKE, *command, **settings)
    assert first.returncode == 1, first.stderr
    assert "12 inputs = 11 extracted + 0 skipped + 1 failed" in first.stderr
    before = contents(place)
    assert "corpus/out/claims/000002.jsonl" in before
    assert "corpus/out/failed.jsonl" in before
    assert run(FAKE, *command, **settings).returncode == 2
    place.rm_file("corpus/out/manifests/000001.json")
    again = run(FAKE, *command, "--resume", **settings)
    assert again.returncode == 1, again.stderr
    assert "7 kept" in again.stderr
    assert contents(place) == before
    # The same from this machine's own disk, but for the paths and what is made of them.
    run(FAKE, "extract", source, "-o", f"{tmp_path}/out/", *options)
    local = tree(tmp_path / "out")["claims/000000.jsonl"].decode()
    assert (
        local.replace(f"{tmp_path}/in/", "s3://corpus/in/")
        == before["corpus/out/claims/000000.jsonl"].decode()
    )


def contents(place):
    place.invalidate_cache()
    names = [name for name in place.find("corpus/out") if "/runs/" not in name]
    return {name: place.cat_file(name) for name in names}


def test_a_bucket_that_is_not_there_is_told(tmp_path, bucket):
    _, settings = bucket
    source = corpus(tmp_path / "in", 2)
    done = run(FAKE, "extract", source, "-o", "s3://no-such-bucket/out/", "--language", "any", **settings)
    assert done.returncode == 2
    assert "E301 s3://no-such-bucket/out/" in done.stderr
    read = run(FAKE, "extract", "s3://no-such-bucket/in", "--language", "any", **settings)
    assert read.returncode == 1
    assert "s3://no-such-bucket/in" in read.stderr
    assert not os.path.exists("s3:")  # noqa: PTH110
