"""``claimwright watch`` as a user runs it."""

import json
import signal
import time

import pytest

from tests.batch.trees import article, claims, corpus, documents, lines
from tests.cli.command import FAKE, run, start

OPTIONS = ("--language", "any")


def test_looking_once_takes_what_came_since_the_last_time(tmp_path):
    source = corpus(tmp_path / "in", 3)
    first = run(FAKE, "watch", source, "-o", tmp_path / "out", "--once", *OPTIONS)
    assert first.returncode == 0
    assert "3 new (0 updates), 3 claims" in first.stderr
    (source / "0001.txt").write_text(article(1) + " Bob Fox left Beta1.", encoding="utf-8")
    corpus(source, 1, first=3)
    second = run(FAKE, "watch", source, "-o", tmp_path / "out", "--once", *OPTIONS)
    assert "2 new (1 updates), 3 claims" in second.stderr
    third = run(FAKE, "watch", source, "-o", tmp_path / "out", "--once", *OPTIONS)
    assert third.stderr == ""
    assert len(claims(tmp_path / "out")) == 6


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_watches_until_it_is_told_to_stop(tmp_path, number):
    source = corpus(tmp_path / "in", 2)
    options = ("--interval", "0.2", "--log-json", *OPTIONS)
    process = start(FAKE, "watch", source, "-o", tmp_path / "out", *options)
    first = json.loads(process.stderr.readline())
    assert (first["event"], first["new"]) == ("round", 2)
    corpus(source, 1, first=2)
    second = json.loads(process.stderr.readline())
    assert (second["event"], second["new"], second["claims"]) == ("round", 1, 1)
    process.send_signal(number)
    _, rest = process.communicate(timeout=30)
    assert process.returncode == 0
    assert [json.loads(line)["event"] for line in rest.decode().splitlines()] == ["stopped"]
    assert len(documents(tmp_path / "out")) == 3


def test_killed_in_a_round_it_goes_on_and_takes_nothing_twice(tmp_path):
    source = corpus(tmp_path / "in", 12, " PAUSE-HERE")
    process = start(FAKE, "watch", source, "-o", tmp_path / "out", *OPTIONS)
    deadline = time.monotonic() + 60
    while not (tmp_path / "out" / "watch.sqlite").exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    time.sleep(1)
    process.kill()
    process.communicate()
    run(FAKE, "watch", source, "-o", tmp_path / "out", "--once", *OPTIONS)
    assert [line["path"][-8:] for line in documents(tmp_path / "out")] == [f"{n:04}.txt" for n in range(12)]


def test_a_failure_is_the_exit_status_of_one_look(tmp_path):
    source = corpus(tmp_path / "in", 1)
    (source / "bad.txt").write_bytes(b"")
    done = run(FAKE, "watch", source, "-o", tmp_path / "out", "--once", *OPTIONS)
    assert done.returncode == 1
    assert "E103 " in done.stderr
    again = run(FAKE, "watch", source, "-o", tmp_path / "out", "--once", "--retry-failed", *OPTIONS)
    assert again.returncode == 1
    [line] = lines(tmp_path / "out" / "failed.jsonl")
    assert (line["code"], line["attempts"]) == ("E103", 2)
    (source / "bad.txt").unlink()
    assert run(FAKE, "watch", source, "-o", tmp_path / "out", "--once", *OPTIONS).returncode == 0


def test_a_store_takes_what_is_new_and_keeps_the_versions(tmp_path):
    from claimwright.store import open_store

    source = corpus(tmp_path / "in", 3)
    store = tmp_path / "claims.db"
    first = run(FAKE, "watch", source, "--store", store, "--once", *OPTIONS)
    assert first.returncode == 0, first.stderr
    assert "3 new (0 updates), 3 claims" in first.stderr
    (source / "0001.txt").write_text(article(1, words=60), encoding="utf-8")
    second = run(FAKE, "watch", source, "--store", store, "--once", *OPTIONS)
    assert "1 new (1 updates), 1 claims" in second.stderr
    assert run(FAKE, "watch", source, "--store", store, "--once", *OPTIONS).stderr == ""
    with open_store(store) as opened:
        stored = list(opened.documents())
        assert len(stored) == 4
        newest = next(item for item in stored if item.version == 2)
        assert [item.version for item in opened.versions(newest.sha256)] == [1, 2]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ((), "either -o FOLDER or --store STORE"),
        (("-o", "out", "--store", "x.db"), "either -o FOLDER or --store STORE"),
        (("-o", "out", "--format", "csv"), "cannot be written in shards"),
        (("-o", "memory://out"), "name a file on this machine with --state"),
        (("-o", "/proc/x"), "E301 "),
    ],
)
def test_wrong_calls(tmp_path, arguments, told):
    done = run(FAKE, "watch", corpus(tmp_path / "in", 1), *arguments, "--once", cwd=tmp_path)
    assert done.returncode == 2
    assert told in " ".join(done.stderr.replace("│", " ").split())
