"""``extract -o FOLDER/`` as a user runs it: killed at any moment and run again, the bytes are the same."""

import json
import os
import random
import signal
import time
import urllib.request

import pytest

from tests.batch.trees import article, claims, corpus, documents, lines, tree
from tests.cli.command import FAKE, extract, run, start

OPTIONS = ("--language", "any", "--shard-size", "5")


def into(folder, *inputs, **options):
    extra = options.pop("extra", ())
    return extract(*inputs, "-o", f"{folder}/", *OPTIONS, *extra, **options)


def test_a_batch_and_its_account(tmp_path):
    source = corpus(tmp_path / "in", 12)
    done = into(tmp_path / "out", source, extra=("--summary", tmp_path / "summary.json"))
    assert done.returncode == 0
    assert "12 inputs = 12 extracted + 0 skipped + 0 failed; 12 claims" in done.stderr
    assert [line["status"] for line in documents(tmp_path / "out")] == ["extracted"] * 12
    assert not (tmp_path / "out" / "failed.jsonl").exists()
    account = json.loads((tmp_path / "summary.json").read_text())
    assert (account["inputs"], account["claims"], account["kept"]) == (12, 12, 0)
    [log] = (tmp_path / "out" / "runs").iterdir()
    assert json.loads(log.read_text())["status"] == "finished"
    again = into(tmp_path / "out", source, extra=("--resume",))
    assert again.returncode == 0
    assert "12 kept" in again.stderr


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
def test_killed_at_random_moments_the_batch_ends_as_if_undisturbed(tmp_path, seed):
    """Power cuts: SIGKILL to the whole process group, at moments spread over a run, until one gets through."""
    source = corpus(tmp_path / "in", 25, " PAUSE-HERE")
    (source / "0013.txt").write_text(article(13, " RAISE-HERE"), encoding="utf-8")
    whole = into(tmp_path / "whole", source, extra=("--workers", "4"))
    assert whole.returncode == 1
    chooser = random.Random(seed)
    options = ("--workers", "2", "--resume") if seed % 2 else ("--resume",)
    kills = 0
    for _ in range(4):
        command = ("extract", source, "-o", f"{tmp_path}/out/", *OPTIONS, *options)
        process = start(FAKE, *command, start_new_session=True)
        _wait_for_shards(tmp_path / "out", process, chooser.randint(0, 1), chooser.uniform(0, 0.7))
        kills += process.poll() is None
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
    assert kills >= 2
    last = into(tmp_path / "out", source, extra=options)
    assert last.returncode == 1
    assert tree(tmp_path / "out") == tree(tmp_path / "whole")


def _wait_for_shards(folder, process, more, then):
    """Until so many more shards are in their place, and some seconds longer."""
    before = len(list((folder / "manifests").glob("*.json")))
    deadline = time.monotonic() + 60
    while process.poll() is None and time.monotonic() < deadline:
        if len(list((folder / "manifests").glob("*.json"))) >= before + more:
            break
        time.sleep(0.02)
    deadline = time.monotonic() + then
    while process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.02)


def test_ctrl_c_leaves_whole_shards_and_the_rest_goes_on(tmp_path):
    source = corpus(tmp_path / "in", 30, " PAUSE-HERE")
    (source / "0001.txt").write_bytes(b"")
    process = start(FAKE, "extract", source, "-o", f"{tmp_path}/out/", *OPTIONS, start_new_session=True)
    _wait_for_shards(tmp_path / "out", process, 2, 0.1)
    os.killpg(process.pid, signal.SIGINT)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 130
    assert b"Traceback" not in errors
    assert b"interrupted" in errors
    shards = len(list((tmp_path / "out" / "manifests").iterdir()))
    assert 2 <= shards < 6
    assert len(documents(tmp_path / "out")) == 5 * shards
    assert not (tmp_path / "out" / "batch.json").exists()
    assert [line["code"] for line in lines(tmp_path / "out" / "failed.jsonl")] == ["E103"]
    into(tmp_path / "out", source, extra=("--resume",))
    into(tmp_path / "whole", source)
    assert tree(tmp_path / "out") == tree(tmp_path / "whole")


@pytest.mark.parametrize("workers", ["1", "2"])
def test_poisonous_documents_cost_themselves_and_are_retried_alone(tmp_path, workers):
    source = corpus(tmp_path / "in", 12)
    (source / "0002.txt").write_text(article(2, " CRASH-HERE"), encoding="utf-8")
    (source / "0007.txt").write_text(article(7, " HANG-HERE"), encoding="utf-8")
    (source / "0009.txt").write_text(article(9, " FILL-HERE"), encoding="utf-8")
    limits = ("--timeout", "3", "--memory", "300", "--workers", workers)
    done = into(tmp_path / "out", source, extra=limits)
    assert done.returncode == 1
    listed = lines(tmp_path / "out" / "failed.jsonl")
    assert [(line["path"][-8:], line["code"], line["shard"], line["attempts"]) for line in listed] == [
        ("0002.txt", "E203", 0, 1),
        ("0007.txt", "E202", 1, 1),
        ("0009.txt", "E205", 1, 1),
    ]
    assert all(line["advice"] for line in listed)
    assert len(claims(tmp_path / "out")) == 9
    # More memory is allowed now: one of them goes through, and takes its place among the claims.
    raised = ("--timeout", "3", "--memory", "4000", "--workers", workers, "--retry-failed")
    done = into(tmp_path / "out", source, extra=raised)
    assert done.returncode == 1
    assert "9 kept" in done.stderr
    assert [(line["code"], line["attempts"]) for line in lines(tmp_path / "out" / "failed.jsonl")] == [
        ("E203", 2),
        ("E202", 2),
    ]
    people = [argument["text"] for claim in claims(tmp_path / "out") for argument in claim["arguments"][:1]]
    assert people == [f"Jane Roe{number}" for number in range(12) if number not in (2, 7)]


def test_parquet_shards_hold_the_same_claims(tmp_path):
    import pyarrow.parquet

    source = corpus(tmp_path / "in", 12)
    into(tmp_path / "lines", source)
    into(tmp_path / "table", source, extra=("--format", "parquet"))
    table = pyarrow.parquet.read_table(tmp_path / "table" / "claims")
    assert table.column("id").to_pylist() == [claim["id"] for claim in claims(tmp_path / "lines")]


def test_the_output_does_not_depend_on_workers_or_threads(tmp_path):
    source = corpus(tmp_path / "in", 12)
    into(tmp_path / "one", source)
    into(tmp_path / "two", source, extra=("--workers", "2", "--threads", "1"))
    assert tree(tmp_path / "one") == tree(tmp_path / "two")


def test_wrong_calls(tmp_path):
    source = corpus(tmp_path / "in", 2)
    into(tmp_path / "out", source)
    for arguments, told in (
        (("-o", f"{tmp_path}/out/"), "go on with it by --resume"),
        (("-o", f"{source}/out/"), "it lies in the input"),
        (("-o", f"{tmp_path}/x/", "--format", "csv"), "cannot be written in shards"),
        (("--resume",), "need -o FOLDER/"),
        (("-o", "/proc/x/"), "E301 /proc/x"),
        (("-o", "nosuch://x/"), "E301 nosuch://x/"),
        (("-o", f"{tmp_path}/in/0000.txt/"), "E301 "),
    ):
        done = run(FAKE, "extract", source, *arguments, cwd=tmp_path)
        assert done.returncode == 2, arguments
        assert told in " ".join(done.stderr.replace("│", " ").split()), arguments


def test_two_runs_do_not_write_into_one_folder(tmp_path):
    source = corpus(tmp_path / "in", 200, " PAUSE-HERE")  # it is ended long before its end
    first = start(FAKE, "extract", source, "-o", f"{tmp_path}/out/", *OPTIONS)
    _wait_for_shards(tmp_path / "out", first, 1, 0)
    second = into(tmp_path / "out", source, extra=("--resume",))
    assert second.returncode == 2
    assert "another run is writing there" in second.stderr
    first.send_signal(signal.SIGTERM)
    first.communicate(timeout=60)
    assert first.returncode == 128 + signal.SIGTERM


def test_a_full_disk_keeps_the_shards_that_are_whole(tmp_path):
    import resource

    # Plain English, so that no language model is unpacked into a file of its own.
    source = corpus(tmp_path / "in", 12, " and so it was, for this and that" * 12)
    (source / "0011.txt").write_text(article(11, " and so on" * 600_000), encoding="utf-8")

    def limit():
        resource.setrlimit(resource.RLIMIT_FSIZE, (4_000_000, 4_000_000))

    done = into(tmp_path / "out", source, preexec_fn=limit)
    assert done.returncode == 1
    assert "E301 " in done.stderr
    assert len(list((tmp_path / "out" / "manifests").iterdir())) == 2
    assert len(documents(tmp_path / "out")) == 10
    assert into(tmp_path / "out", source, extra=("--resume",)).returncode == 0
    into(tmp_path / "whole", source)
    assert tree(tmp_path / "out") == tree(tmp_path / "whole")


def test_the_log_is_json_and_figures_are_served(tmp_path):
    source = corpus(tmp_path / "in", 20, " PAUSE-HERE")
    (source / "0001.txt").write_bytes(b"")
    process = start(
        FAKE, "extract", source, "-o", f"{tmp_path}/out/", *OPTIONS, "--log-json", "--prometheus", "0"
    )
    first = json.loads(process.stderr.readline())
    assert first["event"] == "figures"
    assert first["address"].startswith("http://127.0.0.1:")
    _wait_for_shards(tmp_path / "out", process, 2, 0.3)
    with urllib.request.urlopen(first["address"]) as answer:
        figures = answer.read().decode()
    _, rest = process.communicate(timeout=60)
    assert process.returncode == 1
    counted = {line.rpartition(" ")[0]: line.rpartition(" ")[2] for line in figures.splitlines()}
    assert float(counted['claimwright_documents_total{status="extracted"}']) >= 9
    assert float(counted['claimwright_codes_total{code="E103"}']) == 1
    assert float(counted['claimwright_claims_total{type="hire"}']) >= 9
    assert float(counted["process_resident_memory_bytes"]) > 1e6
    events = [json.loads(line) for line in rest.decode().splitlines()]
    assert [event["event"] for event in events] == ["failed", "finished"]
    assert (events[0]["code"], events[0]["level"]) == ("E103", "warning")
    assert events[1]["extracted"] == 19
    assert all(event["time"].endswith("+00:00") for event in [first, *events])
