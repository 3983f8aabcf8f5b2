"""Every bad input of ``test_bad_input``, for a batch into a folder: told by its code in its shard, and nothing is lost.

Full disks, Ctrl-C, unwritable places and crashes of batches stand in ``test_extract_resume``.
"""

import json
import os

import pytest

from tests.batch.trees import claims, documents, lines
from tests.cli.command import extract
from tests.cli.test_bad_input import BAD, GOOD, article, good_rows, tar_of

ODD_LINES = [
    ("{not json", "E109"),
    ("[1, 2]", "E109"),
    ('{"id": "r5", "title": "no text here"}', "E110"),
    ('{"id": "r5", "text": "   "}', "E110"),
    (json.dumps({"id": "r1", "text": article("Cat Dow")}), "E111"),
    (json.dumps({"id": "r5", "text": article("Cat Dow").replace("valley", "val\ud800ley")}), "E105"),
]


def batch(folder, *inputs, shard=4, **options):
    extra = ("--shard-size", str(shard), "--summary", folder / "summary.json")
    done = extract(*inputs, "-o", f"{folder}/out/", *extra, *options.pop("extra", ()), **options)
    return done, documents(folder / "out")


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """All bad files in one batch, good ones before, between and after."""
    folder = tmp_path_factory.mktemp("bad")
    (folder / "in").mkdir()
    for number, (name, content, _) in enumerate(BAD.values()):
        (folder / "in" / f"{number:02}-a-good.txt").write_text(article(f"Jane Roe{number}"), encoding="utf-8")
        (folder / "in" / f"{number:02}-{name}").write_bytes(content)
    (folder / "in" / "99-good.txt").write_text(article("Last One"), encoding="utf-8")
    return (*batch(folder, folder / "in"), folder)


@pytest.mark.parametrize("case", list(BAD))
def test_a_bad_file_is_told_by_its_code(told, case):
    done, _, folder = told
    name, _, code = BAD[case]
    prefix = f"{list(BAD).index(case):02}-{name}"
    entries = [item for item in lines(folder / "out" / "failed.jsonl") if prefix in item["path"]]
    assert entries
    for entry in entries:
        assert entry["code"] == code or (code is None and entry["code"] in {"E103", "E114", "S204"})
        assert entry["advice"]
        assert entry["attempts"] == 1
        shard = folder / "out" / "documents" / f"{entry['shard']:06d}.jsonl"
        assert entry["path"] in [line["path"] for line in lines(shard)]
    assert done.returncode == 1


def test_every_good_article_comes_out_and_the_account_is_whole(told):
    _, listed, folder = told
    good = [line for line in listed if "good" in line["path"]]
    assert [line["status"] for line in good] == ["extracted"] * (len(BAD) + 1)
    assert len(claims(folder / "out")) == len(BAD) + 1
    account = json.loads((folder / "summary.json").read_text())
    assert account["inputs"] == account["extracted"] + account["skipped"] + account["failed"] == len(listed)
    assert json.loads((folder / "out" / "batch.json").read_text())["counts"]["documents"] == len(listed)


def test_bad_lines_cost_themselves(tmp_path):
    (tmp_path / "rows.jsonl").write_bytes(good_rows(*(line for line, _ in ODD_LINES)))
    done, listed = batch(tmp_path, tmp_path / "rows.jsonl")
    assert done.returncode == 1
    assert [line["code"] for line in listed] == [None, *(code for _, code in ODD_LINES), None]
    assert [claim["document"]["id"] for claim in claims(tmp_path / "out")] == ["r1", "r9"]


@pytest.mark.parametrize(
    "text", [GOOD.replace("\n", "\r\n"), GOOD.replace("\n", "\r"), "👩‍💻🇪🇺 e\u0301le\u0300ve " * 3 + GOOD]
)
def test_line_ends_emoji_and_combining_marks_shift_nothing(tmp_path, text):
    (tmp_path / "a.txt").write_bytes(text.encode())
    batch(tmp_path, tmp_path / "a.txt", extra=("--language", "any"))
    [claim] = claims(tmp_path / "out")
    for argument in claim["arguments"]:
        assert text[argument["source_start"] : argument["source_end"]] == argument["text"]


def test_deep_html_and_climbing_names(tmp_path):
    source = tmp_path / "in"
    source.mkdir()
    body = "".join(f"<p>{sentence}.</p>" for sentence in GOOD.replace("\n", " ").split(". "))
    page = f"<article><h1>Acme grows</h1>{body * 3}</article>"
    deep = f"<html><body>{'<div>' * 10_000}{page}{'</div>' * 10_000}</body></html>"
    (source / "deep.html").write_text(deep, encoding="utf-8")
    members = [
        ("../../escaped.txt", article("Ann Lee").encode()),
        ("/tmp/claimwright-batch-escaped.txt", b"x"),
    ]
    (source / "climb.tar").write_bytes(tar_of(members, "w"))
    (source / "good.txt").write_text(article("Bob Fox"), encoding="utf-8")
    before = sorted(path.name for path in tmp_path.iterdir())
    done, listed = batch(tmp_path, source)
    assert len(listed) == 4
    assert [line["status"] for line in listed if line["path"].endswith(("deep.html", "good.txt"))] == [
        "extracted",
        "extracted",
    ]
    assert sorted({path.name for path in tmp_path.iterdir()} - {"out", "summary.json"}) == before
    assert not os.path.exists("/tmp/claimwright-batch-escaped.txt")  # noqa: PTH110
    assert "Traceback" not in done.stderr


def test_missing_paths_and_unreadable_files_are_documents_of_the_batch(tmp_path):
    locked = tmp_path / "locked.txt"
    locked.write_text(GOOD, encoding="utf-8")
    locked.chmod(0)
    # The superuser may read every file; the memory of a process is one that nobody can read from its beginning.
    path = "/proc/self/mem" if os.geteuid() == 0 else locked
    (tmp_path / "good.txt").write_text(GOOD, encoding="utf-8")
    done, listed = batch(tmp_path, "no-such-*.md", path, tmp_path / "good.txt", cwd=tmp_path)
    assert done.returncode == 1
    assert [line["code"] for line in listed] == ["E101", "E102", None]


@pytest.mark.slow
def test_an_article_of_fifty_megabytes_does_not_hold_up_the_others(tmp_path):
    source = tmp_path / "in"
    source.mkdir()
    paragraph = (
        "Nothing was said of the matter in the valley for another day, and nobody asked. " * 12
    ) + "\n\n"
    with (source / "large.txt").open("w", encoding="utf-8") as file:
        file.write(GOOD)
        for number in range(50_000_000 // len(paragraph)):
            file.write(f"{number} {paragraph}")
    (source / "z-good.txt").write_text(article("Bob Fox"), encoding="utf-8")
    done, listed = batch(tmp_path, source, extra=("--timeout", "900"), timeout=1000)
    assert [line["status"] for line in listed] == ["extracted", "extracted"], done.stderr
    assert listed[0]["characters"] > 49_000_000
    assert len(claims(tmp_path / "out")) == 2
