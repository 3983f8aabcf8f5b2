"""Bad input gets a clear error, and nothing is lost: each case runs the real command.

Every case is put between two good articles: both must come out, the bad one must be told with its code.
Extraction needs no model here: a small one takes its place, as what is tested stands before and after it.
"""

import gzip
import io
import json
import os
import tarfile
import zipfile

import pytest

from tests.cli.command import clean, extract

GOOD = (
    "Acme grows\n\nThe chip maker said on Monday that it had found a new head for its research group in the valley.\n\n"
    "Then Jane Roe joined Acme as its chief engineer, to the surprise of her colleagues at the old firm.\n"
)


def article(person):
    return GOOD.replace("Jane Roe", person)


def good_rows(*extra):
    rows = [json.dumps({"id": "r1", "text": article("Ann Lee")}), *extra]
    return "\n".join([*rows, json.dumps({"id": "r9", "text": article("Bob Fox")})]).encode(
        "utf-8", "surrogatepass"
    )


def bomb_zip():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb.txt", b"\0" * 80_000_000)
    return stream.getvalue()


def tar_of(members, mode="w:gz"):
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode=mode) as archive:
        for name, content in members:
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return stream.getvalue()


# name of the file, its content, the code it must get
BAD = {
    "an empty file": ("bad.txt", b"", "E103"),
    "only white space": ("bad.txt", b" \n\t\r\n \n", None),
    "a picture": ("bad.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8, "E104"),
    "a NUL in the text": ("bad.txt", GOOD.encode().replace(b"valley", b"val\0ley"), "E104"),
    "mixed encodings": (
        "bad.txt",
        "Zoë à ".encode() * 20 + "naïve café ".encode("latin-1") + b"\x81\x8d\n",
        "E105",
    ),
    "a truncated gzip": ("bad.txt.gz", gzip.compress(GOOD.encode() * 50)[:-40], "E106"),
    "a zip bomb": ("bad.zip", bomb_zip(), "E107"),
    "a tar bomb": ("bad.tar.gz", tar_of([("zeros.txt", b"\0" * 60_000_000)]), "E107"),
}


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """One run of each command over all bad files at once, good ones before, between and after."""
    folder = tmp_path_factory.mktemp("bad")
    for number, (name, content, _) in enumerate(BAD.values()):
        (folder / f"{number:02}-a-good.txt").write_text(article(f"Jane Roe{number}"), encoding="utf-8")
        (folder / f"{number:02}-{name}").write_bytes(content)
    (folder / "99-good.txt").write_text(article("Last One"), encoding="utf-8")
    results = {}
    for name, command in (("clean", clean), ("extract", extract)):
        output = tmp_path_factory.mktemp(name) / "out.jsonl"
        done = command(folder, "-o", output, "--summary", output.with_name("summary.json"))
        failed = [
            json.loads(line) for line in output.with_name("out.jsonl.failed.jsonl").read_text().splitlines()
        ]
        written = [json.loads(line) for line in output.read_text(encoding="utf-8").splitlines()]
        summary = json.loads(output.with_name("summary.json").read_text())
        results[name] = (done, written, failed, summary)
    return results


@pytest.mark.parametrize("command", ["clean", "extract"])
@pytest.mark.parametrize("case", list(BAD))
def test_a_bad_file_is_told_by_its_code(told, command, case):
    number = list(BAD).index(case)
    name, _, code = BAD[case]
    done, _, failed, _ = told[command]
    entries = [item for item in failed if f"{number:02}-{name}" in item["path"]]
    assert entries
    lines = [line for line in done.stderr.splitlines() if f"{number:02}-{name}" in line]
    assert len(lines) == sum(entry["status"] == "failed" for entry in entries)
    for entry in entries:
        assert entry["code"] == code or (code is None and entry["code"] in {"E103", "E114", "S204"})
        assert entry["what"]
        assert entry["advice"]
    assert all(line.startswith(f"{code} ") for line in lines if code)


@pytest.mark.parametrize("command", ["clean", "extract"])
def test_every_good_article_comes_out(told, command):
    done, written, failed, summary = told[command]
    assert done.returncode == 1
    paths = {item["path"] if command == "clean" else item["document"]["path"] for item in written}
    assert len(paths) == len(BAD) + 1
    assert all("good" in path for path in paths)
    assert summary["inputs"] == summary["extracted"] + summary["skipped"] + summary["failed"]
    assert summary["extracted"] == len(BAD) + 1
    assert summary["unfinished"] == 0
    assert summary["skipped"] + summary["failed"] == len(failed) >= len(BAD)
    assert f"{summary['inputs']} inputs = " in done.stderr


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("{not json", "E109"),
        ("[1, 2]", "E109"),
        ('{"id": "r5", "title": "no text here"}', "E110"),
        ('{"id": "r5", "text": "   "}', "E110"),
        (json.dumps({"id": "r1", "text": article("Cat Dow")}), "E111"),
        (json.dumps({"id": "r5", "text": article("Cat Dow").replace("valley", "val\ud800ley")}), "E105"),
    ],
    ids=["not JSON", "not an object", "no text", "blank text", "an id twice", "a lone surrogate"],
)
def test_a_bad_line_costs_that_line(tmp_path, line, code):
    (tmp_path / "rows.jsonl").write_bytes(good_rows(line))
    done = clean(tmp_path / "rows.jsonl", "-o", tmp_path / "out.jsonl")
    assert done.returncode == 1
    assert f"{code} " in done.stderr
    assert "rows.jsonl:2" in done.stderr
    assert [json.loads(item)["id"] for item in (tmp_path / "out.jsonl").read_text().splitlines()] == [
        "r1",
        "r9",
    ]


@pytest.mark.parametrize("end", ["\r\n", "\r"], ids=["CRLF", "CR"])
def test_other_line_ends_are_read_and_stay_in_the_source(tmp_path, end):
    text = GOOD.replace("\n", end)
    (tmp_path / "a.txt").write_bytes(text.encode())
    done = extract(tmp_path / "a.txt")
    [claim] = [json.loads(line) for line in done.stdout.splitlines()]
    evidence = claim["mentions"][0]["evidence"]
    assert text[evidence["source_start"] : evidence["source_end"]].split() == evidence["text"].split()


def test_emoji_and_combining_marks_do_not_shift_anything(tmp_path):
    text = "👩‍💻🇪🇺 e\u0301le\u0300ve " * 3 + GOOD
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    done = extract(tmp_path / "a.txt", "--language", "any")
    [claim] = [json.loads(line) for line in done.stdout.decode("utf-8").splitlines()]
    for argument in claim["arguments"]:
        assert text[argument["source_start"] : argument["source_end"]] == argument["text"]
    assert done.returncode == 0


def test_an_encoding_can_be_declared(tmp_path):
    (tmp_path / "a.txt").write_bytes(GOOD.replace("valley", "důl").encode("cp1250"))
    done = clean(tmp_path / "a.txt", "--encoding", "cp1250")
    assert done.returncode == 0
    assert "důl" in json.loads(done.stdout)["text"]


def test_very_deep_html_is_no_crash(tmp_path):
    body = "".join(f"<p>{sentence}.</p>" for sentence in GOOD.replace("\n", " ").split(". "))
    article = f"<article><h1>Acme grows</h1>{body * 3}</article>"
    page = f"<html><body>{'<div>' * 10_000}{article}{'</div>' * 10_000}</body></html>"
    (tmp_path / "deep.html").write_text(page, encoding="utf-8")
    (tmp_path / "good.txt").write_text(GOOD, encoding="utf-8")
    done = clean(tmp_path / "deep.html", tmp_path / "good.txt")
    documents = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 0
    assert [document["path"].rpartition("/")[2] for document in documents] == ["deep.html", "good.txt"]
    assert "Jane Roe joined Acme" in documents[0]["text"]


def test_an_article_of_fifty_megabytes_is_read_or_refused_in_time(tmp_path):
    paragraph = (GOOD.split("\n\n")[1] + " ") * 12 + "\n\n"
    with (tmp_path / "large.txt").open("w", encoding="utf-8") as file:
        file.write("A long story\n\n")
        for number in range(50_000_000 // len(paragraph)):
            file.write(f"{number} {paragraph}")
    (tmp_path / "good.txt").write_text(GOOD, encoding="utf-8")
    done = clean(tmp_path / "large.txt", tmp_path / "good.txt", "-o", tmp_path / "out.jsonl", timeout=100)
    assert done.returncode == 0
    with (tmp_path / "out.jsonl").open("rb") as lines:
        assert sum(1 for _ in lines) == 2


def test_what_is_over_the_limit_is_refused(tmp_path):
    (tmp_path / "large.txt").write_text(GOOD * 40, encoding="utf-8")
    (tmp_path / "good.txt").write_text(GOOD, encoding="utf-8")
    done = clean(tmp_path / "large.txt", tmp_path / "good.txt", "--max-bytes", "2000")
    assert done.returncode == 1
    assert "E108 " in done.stderr
    assert len(done.stdout.splitlines()) == 1


def test_names_that_climb_out_of_an_archive_touch_nothing(tmp_path):
    inner = tmp_path / "in"
    inner.mkdir()
    members = [
        ("../../escaped.txt", GOOD.encode()),
        ("/tmp/claimwright-escaped.txt", article("Ann Lee").encode()),
    ]
    (inner / "climb.tar").write_bytes(tar_of(members, "w"))
    before = sorted(tmp_path.rglob("*"))
    done = extract(inner / "climb.tar", cwd=inner)
    assert len(done.stdout.splitlines()) + done.stderr.count("E107") >= 1
    assert sorted(tmp_path.rglob("*")) == before
    assert not os.path.exists("/tmp/claimwright-escaped.txt")  # noqa: PTH110


@pytest.mark.parametrize("path", ["no-such-file.txt", "no-such-*.md"])
def test_a_missing_path_is_told_and_the_rest_is_done(tmp_path, path):
    (tmp_path / "good.txt").write_text(GOOD, encoding="utf-8")
    done = extract(path, tmp_path / "good.txt", cwd=tmp_path)
    assert done.returncode == 1
    assert f"E101 {path}: " in done.stderr
    assert len(done.stdout.splitlines()) == 1


def test_an_unreadable_file_is_told(tmp_path):
    locked = tmp_path / "locked.txt"
    locked.write_text(GOOD, encoding="utf-8")
    locked.chmod(0)
    # The superuser may read every file; the memory of a process is one that nobody can read from its beginning.
    path = "/proc/self/mem" if os.geteuid() == 0 else locked
    (tmp_path / "good.txt").write_text(GOOD, encoding="utf-8")
    done = clean(path, tmp_path / "good.txt")
    assert done.returncode == 1
    assert f"E102 {path}: " in done.stderr
    assert len(done.stdout.splitlines()) == 1


def test_a_file_name_that_is_not_utf_8_or_steers_the_terminal(tmp_path):
    odd = os.fsencode(tmp_path) + b"/caf\xe9\x1b[2J.txt"
    with open(odd, "w", encoding="utf-8") as file:  # noqa: PTH123 - a path of bytes
        file.write(GOOD)
    (tmp_path / "empty\x1b[2J.txt").write_bytes(b"")
    done = extract(tmp_path)
    assert done.returncode == 1
    assert "\x1b" not in done.stderr
    [claim] = [json.loads(line) for line in done.stdout.splitlines()]
    assert os.fsencode(claim["document"]["path"]) == odd
