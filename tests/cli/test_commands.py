"""Each command does what its help says, as a process of its own."""

import csv
import json
import os
import pty
import select
import subprocess
import time

import pyarrow.parquet
import pytest
from jsonschema import Draft202012Validator

from claimwright.exchange.schema import schema_faults
from tests.cli.command import ENVIRONMENT, FAKE, REAL, clean, extract, run

ARTICLE = (
    "A quiet week\n\nNothing much had happened in the valley for days, and nobody expected any news.\n\n"
    "Then Jane Roe joined Acme as its chief engineer, to the surprise of her colleagues at the time. "
    "John Doe left Beta on the same day, reportedly, and nobody has heard of him since.\n"
)


@pytest.fixture
def articles(tmp_path):
    folder = tmp_path / "articles"
    folder.mkdir()
    for number in range(3):
        (folder / f"{number}.txt").write_text(ARTICLE.replace("quiet", f"quiet{number}"), encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    "command", ["extract", "report", "clean", "explain", "schema", "check-offsets", "evaluate", "train"]
)
def test_every_command_has_help_with_an_example(command):
    done = run(REAL, command, "--help")
    assert done.returncode == 0
    assert f"claimwright {command} " in done.stdout.decode()


def test_the_help_starts_fast():
    """Start-up imports neither the model's libraries nor those of the formats; 0.3 s, with room for a busy machine."""
    program = (
        "import sys, claimwright.cli.app; print(sorted({name.partition('.')[0] for name in sys.modules}))"
    )
    done = subprocess.run(
        [*REAL[:1], "-c", program], capture_output=True, text=True, check=True, env=ENVIRONMENT
    )
    heavy = {
        "spacy",
        "onnxruntime",
        "numpy",
        "pyarrow",
        "trafilatura",
        "lxml",
        "jsonschema",
        "jinja2",
        "pandas",
    }
    assert not heavy & set(json.loads(done.stdout.replace("'", '"')))
    seconds = []
    for _ in range(3):
        started = time.perf_counter()
        assert run(REAL, "--help").returncode == 0
        seconds.append(time.perf_counter() - started)
    assert min(seconds) < 0.9


def test_the_version():
    done = run(REAL, "--version")
    assert (done.returncode, done.stdout) == (0, b"claimwright 0.1.0\n")


def test_claims_go_to_a_pipe_as_json_lines_and_are_valid(articles):
    done = extract(articles)
    assert done.returncode == 0
    claims = [json.loads(line) for line in done.stdout.splitlines()]
    assert [claim["type"] for claim in claims] == ["hire", "departure"] * 3
    assert [fault for claim in claims for fault in schema_faults(claim)] == []
    assert "3 inputs = 3 extracted + 0 skipped + 0 failed; 6 claims" in done.stderr


def test_the_suffix_chooses_the_format(articles, tmp_path):
    for name in ("c.jsonl", "c.parquet", "c.csv", "c.txt"):
        assert extract(articles, "-o", tmp_path / name, "-q").stderr == ""
    assert len((tmp_path / "c.jsonl").read_text().splitlines()) == 6
    assert pyarrow.parquet.read_table(tmp_path / "c.parquet").num_rows == 6
    with (tmp_path / "c.csv").open(newline="", encoding="utf-8") as file:
        assert [row["person"] for row in csv.DictReader(file)][:2] == ["Jane Roe", "John Doe"]
    assert "Jane Roe" in (tmp_path / "c.txt").read_text(encoding="utf-8")


def test_an_explicit_format_wins_over_the_suffix(articles, tmp_path):
    extract(articles, "-o", tmp_path / "c.csv", "--format", "jsonl")
    assert json.loads((tmp_path / "c.csv").read_text().splitlines()[0])["type"] == "hire"


def test_unsure_claims_are_left_out(articles):
    done = extract(articles, "--min-confidence", "0.5")
    assert {json.loads(line)["type"] for line in done.stdout.splitlines()} == {"hire"}


def test_workers_give_the_same_lines(articles):
    assert extract(articles, "--workers", "2").stdout == extract(articles).stdout


def test_standard_input_is_an_article_and_names_of_columns_can_be_told(tmp_path):
    done = extract("-", stdin=ARTICLE.encode())
    assert len(done.stdout.splitlines()) == 2
    (tmp_path / "rows.jsonl").write_text(json.dumps({"prose": ARTICLE, "name": "A week", "key": "k1"}) + "\n")
    names = ("--text-field", "prose", "--title-field", "name", "--id-field", "key")
    claim = json.loads(extract(tmp_path / "rows.jsonl", *names).stdout.splitlines()[0])
    assert (claim["document"]["id"], claim["document"]["title"]) == ("k1", "A week")


def test_copies_are_counted_as_skipped(articles, tmp_path):
    (articles / "copy.txt").write_bytes((articles / "0.txt").read_bytes())
    done = extract(articles, "-o", tmp_path / "c.jsonl", "--summary", tmp_path / "s.json")
    assert done.returncode == 0
    account = json.loads((tmp_path / "s.json").read_text())
    assert (account["inputs"], account["extracted"], account["skipped"]) == (4, 3, 1)
    assert account["codes"] == {"S202": 1}
    assert account["claims_by_type"] == {"departure": 3, "hire": 3}
    near = extract(articles, "--skip-near-duplicates")
    assert "S203" in near.stderr


def test_cleaned_documents_carry_text_structure_metadata_and_map(articles):
    done = clean(articles / "0.txt", "--source")
    [document] = [json.loads(line) for line in done.stdout.splitlines()]
    assert document["source"] == ARTICLE.replace("quiet", "quiet0")
    assert document["blocks"][0]["kind"] == "title"
    assert document["metadata"]["title"] == "A quiet0 week"
    for clean_start, source_start, clean_length, source_length in document["map"]:
        if clean_length == source_length:
            kept = document["text"][clean_start : clean_start + clean_length]
            assert document["source"][source_start : source_start + source_length].split() == kept.split()
    assert "1 cleaned" in done.stderr


def test_the_schema_can_be_written_and_used(tmp_path, articles):
    assert run(REAL, "schema", "-o", tmp_path / "s.json").returncode == 0
    schema = json.loads((tmp_path / "s.json").read_text())
    assert json.loads(run(REAL, "schema").stdout) == schema
    validator = Draft202012Validator(schema)
    for line in extract(articles).stdout.splitlines():
        validator.validate(json.loads(line))


def test_offsets_are_checked_and_counted(articles, tmp_path):
    done = run(REAL, "check-offsets", articles, "--summary", tmp_path / "s.json")
    assert done.returncode == 0
    account = json.loads((tmp_path / "s.json").read_text())
    words = 3 * len(ARTICLE.split())
    assert account == {"documents": 3, "skipped": 0, "failed": 0, "spans": words + 3 * 3, "faults": 0}
    told = run(FAKE, "check-offsets", articles, "--model", "default")
    assert f"{words + 3 * 3 + 3 * 8:,} spans checked, 0 do not hold" in told.stdout.decode()


def test_a_span_that_does_not_hold_fails_the_check(tmp_path):
    (tmp_path / "a.txt").write_text(
        "Jane Roe joined Acme MISPLACE-HERE on Monday, the company said in a statement."
    )
    done = run(FAKE, "check-offsets", tmp_path / "a.txt", "--model", "default", "--language", "any")
    assert done.returncode == 1
    assert "E201 " in done.stderr


def test_a_report_shows_claims_in_their_articles(articles, tmp_path):
    extract(articles, "-o", tmp_path / "claims.parquet", cwd=tmp_path)
    done = run(REAL, "report", "claims.parquet", "--title", "The week", cwd=tmp_path)
    assert done.returncode == 0
    assert "6 claims, 3 of 3 articles in full" in done.stderr
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert "<h1>The week</h1>" in page
    assert page.count("Nothing much had happened in the valley") == 3
    for path in articles.iterdir():
        path.rename(tmp_path / path.name)
    moved = run(
        REAL, "report", "claims.parquet", "-o", "moved.html", "--texts", tmp_path / "1.txt", cwd=tmp_path
    )
    assert "1 of 3 articles in full" in moved.stderr


def in_a_terminal(*arguments):
    """Everything the command shows where all three streams are a terminal of 100 columns."""
    master, slave = pty.openpty()
    environment = ENVIRONMENT | {"TERM": "xterm-256color", "COLUMNS": "100"}
    process = subprocess.Popen(
        [*FAKE, *map(str, arguments)], stdin=slave, stdout=slave, stderr=slave, env=environment
    )
    os.close(slave)
    shown = b""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        ready, _, _ = select.select([master], [], [], 0.2)
        if ready:
            try:
                shown += os.read(master, 65536)
            except OSError:  # Linux ends a terminal nobody holds open with EIO
                break
        elif process.poll() is not None:
            break
    os.close(master)
    assert process.wait(10) == 0
    return shown.decode("utf-8", "replace")


def test_a_terminal_gets_a_table_in_colour(articles):
    shown = in_a_terminal("extract", articles / "0.txt")
    for piece in ("A quiet0 week", "hire", "Jane Roe", "departure", "\x1b[", "extracted"):
        assert piece in shown


def test_a_terminal_gets_a_progress_bar_when_the_claims_go_to_a_file(articles, tmp_path):
    shown = in_a_terminal("extract", articles, "-o", tmp_path / "c.jsonl")
    assert "3/3" in shown
    assert "6 claims" in shown
    assert "0 failed" in shown
    assert "/s" in shown
    assert len((tmp_path / "c.jsonl").read_text().splitlines()) == 6
