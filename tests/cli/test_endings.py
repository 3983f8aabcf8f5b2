"""However the command ends, what was finished is whole: full disk, closed pipe, Ctrl-C, crash, wrong call."""

import json
import os
import re
import resource
import signal
import time
import urllib.request
from pathlib import Path

import pyarrow.parquet
import pytest

from tests.cli.command import FAKE, REAL, extract, run, start


def articles(folder, count, extra="", first=0):
    folder.mkdir(exist_ok=True)
    for number in range(first, first + count):
        text = (
            f"Jane Roe{number} joined Acme{number} as its chief engineer on Monday, the company said {extra}."
        )
        (folder / f"{number:04}.txt").write_text(text, encoding="utf-8")
    return folder


def lines(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


OPTIONS = ("--language", "any", "-q")


@pytest.mark.parametrize("place", ["no/such/out.jsonl", "folder", "file.txt/out.jsonl", "/proc/out.jsonl"])
def test_an_unwritable_place_is_a_wrong_call(tmp_path, place):
    (tmp_path / "folder").mkdir()
    (tmp_path / "file.txt").write_text("x")
    done = extract(articles(tmp_path / "in", 1), "-o", place, cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr.startswith(f"E301 {place}: ")
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a device that is always full")
@pytest.mark.parametrize("form", ["jsonl", "parquet"])
def test_a_full_disk_is_told_in_one_line(tmp_path, form):
    folder = articles(tmp_path / "in", 3)
    done = extract(folder, "-o", "/dev/full", "--format", form, *OPTIONS)
    assert done.returncode == 1
    assert done.stderr.startswith("E301 /dev/full: the output cannot be written (No space left on device)")
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a device that is always full")
def test_standard_output_on_a_full_disk_is_told_in_one_line(tmp_path):
    with open("/dev/full", "wb") as full:  # noqa: PTH123
        done = extract(articles(tmp_path / "in", 3), "--format", "csv", *OPTIONS, stdout=full)
    assert done.returncode == 1
    assert done.stderr.startswith("E301 standard output: ")
    assert len(done.stderr.splitlines()) == 1


def test_a_disk_that_fills_up_keeps_whole_lines(tmp_path):
    folder = articles(tmp_path / "in", 30, "and so on " * 30_000)

    def limit():  # above what libraries write to temporary files of their own
        resource.setrlimit(resource.RLIMIT_FSIZE, (5_000_000, 5_000_000))

    done = extract(folder, "-o", tmp_path / "out.jsonl", *OPTIONS, preexec_fn=limit)
    assert done.returncode == 1
    assert "E301 " in done.stderr
    kept = lines(tmp_path / "out.jsonl")
    assert 3 < len(kept) < 30
    assert [claim["document"]["path"][-8:-4] for claim in kept] == [
        f"{number:04}" for number in range(len(kept))
    ]
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_a_closed_pipe_is_silent(tmp_path):
    process = start(FAKE, "extract", articles(tmp_path / "in", 400), "--language", "any")
    first = process.stdout.readline()
    process.stdout.close()
    told = process.stderr.read().decode()
    assert process.wait(60) == 0
    assert json.loads(first)["type"] == "hire"
    assert told == ""


@pytest.mark.parametrize("workers", ["1", "2"])
def test_ctrl_c_leaves_what_was_finished(tmp_path, workers):
    folder = articles(tmp_path / "in", 8)
    articles(folder, 60, "PAUSE-HERE", first=8)
    output, summary = tmp_path / "out.jsonl", tmp_path / "summary.json"
    options = ("--workers", workers, "--summary", summary, "--language", "any")
    process = start(FAKE, "extract", folder, "-o", output, *options, start_new_session=True)
    deadline = time.monotonic() + 120
    while _part_size(tmp_path) < 3000 and time.monotonic() < deadline:
        time.sleep(0.05)
    os.killpg(process.pid, signal.SIGINT)  # as the terminal does: to the whole group, workers included
    _, errors = process.communicate(timeout=120)
    told = errors.decode()
    assert process.returncode == 130, told
    assert "Traceback" not in told
    kept = lines(output)
    assert 4 <= len(kept) < 68
    assert [claim["document"]["path"][-8:-4] for claim in kept] == [
        f"{number:04}" for number in range(len(kept))
    ]
    account = json.loads(summary.read_text())
    assert account["interrupted"]
    assert account["extracted"] == len(kept)
    assert account["inputs"] == account["extracted"] + account["unfinished"]
    assert "interrupted" in told
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def _part_size(folder):
    return sum(path.stat().st_size for path in folder.glob(".*.part"))


def test_ctrl_c_leaves_a_readable_parquet_file(tmp_path):
    folder = articles(tmp_path / "in", 8)
    articles(folder, 60, "PAUSE-HERE", first=8)
    output = tmp_path / "out.parquet"
    options = ("--language", "any", "--prometheus", "0", "--log-json")
    process = start(FAKE, "extract", folder, "-o", output, *options)
    address = json.loads(process.stderr.readline())["address"]
    deadline = time.monotonic() + 60
    while _documents(address) < 4 and time.monotonic() < deadline:
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=120)
    assert process.returncode == 130
    assert 4 <= pyarrow.parquet.read_table(output).num_rows < 68


def _documents(address):
    with urllib.request.urlopen(address) as answer:
        figures = answer.read().decode()
    counts = re.findall(r'^claimwright_documents_total\{status="extracted"\} (\S+)', figures, re.MULTILINE)
    return float(counts[0]) if counts else 0.0


def test_termination_is_like_ctrl_c(tmp_path):
    folder = articles(tmp_path / "in", 60, "PAUSE-HERE")
    process = start(FAKE, "extract", folder, "--language", "any", "-q")
    first = process.stdout.readline()
    process.terminate()
    rest, errors = process.communicate(timeout=120)
    assert process.returncode == 128 + signal.SIGTERM
    assert errors == b""
    assert all(json.loads(line)["type"] == "hire" for line in [first, *rest.splitlines()])


def test_a_crash_and_a_hang_of_the_model_cost_two_documents(tmp_path):
    folder = articles(tmp_path / "in", 6)
    (folder / "0002.txt").write_text("CRASH-HERE in this document, which says nothing else of note.")
    (folder / "0004.txt").write_text("HANG-HERE in this document, which says nothing else of note.")
    output = tmp_path / "out.jsonl"
    done = extract(folder, "-o", output, "--workers", "2", "--timeout", "1", "--language", "any")
    assert done.returncode == 1
    assert len(lines(output)) == 4
    assert [(item["path"][-8:], item["code"]) for item in lines(tmp_path / "out.jsonl.failed.jsonl")] == [
        ("0002.txt", "E203"),
        ("0004.txt", "E202"),
    ]
    assert "6 inputs = 4 extracted + 0 skipped + 2 failed (E202 1, E203 1); 4 claims" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["extract"], "Missing argument"),
        (["extract", "a.txt", "--model", "nowhere"], "E401 nowhere: the model was not found"),
        (["extract", "a.txt", "--model", "broken"], "weights are missing"),
        (["extract", "a.txt", "--model", "dies-loading", "--workers", "2"], "E204 "),
        (["extract", "a.txt", "--declarations", "missing.json"], "E403 missing.json"),
        (["extract", "a.txt", "--format", "xml"], "Invalid value for '--format'"),
        (["extract", "a.txt", "--min-confidence", "2"], "Invalid value for '--min-confidence'"),
        (["extract", "a.txt", "--encoding", "klingon"], "no encoding is called 'klingon'"),
        (["extract", "a.txt", "--no-such-option"], "No such option"),
        (["extrakt"], "No such command 'extrakt'"),
        (["report", "missing.jsonl"], "E302 missing.jsonl: "),
    ],
)
def test_a_wrong_call_ends_with_two(tmp_path, arguments, told):
    (tmp_path / "a.txt").write_text("Jane Roe joined Acme as its chief engineer on Monday.")
    done = run(FAKE, *arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert told in " ".join(done.stderr.replace("│", " ").split())
    assert done.stdout == b""


def test_a_fault_of_ours_is_one_line_and_its_traceback_only_on_demand(tmp_path):
    (tmp_path / "claims.jsonl").write_text("{}\n")
    done = run(REAL, "report", tmp_path / "claims.jsonl", "-o", tmp_path / "r.html")
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert not (tmp_path / "r.html").exists()
