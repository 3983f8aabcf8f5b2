"""``claimwright convert``, as a user calls it."""

import json
import re

import pytest

from claimwright.clean import clean as clean_document
from claimwright.exchange.claim_json import claim_to_dict
from claimwright.exchange.document_json import document_to_dict
from claimwright.exchange.formats import read_claims
from claimwright.exchange.jsonl import encode_line
from claimwright.records import RawDocument
from claimwright.store.decision_json import decision_from_line
from tests.cli.command import REAL, run
from tests.report.samples import FIRST, SECOND, sample_claims

MARKING = ("web-annotation", "label-studio", "prodigy", "docbin")
SUFFIX = {"web-annotation": "json", "label-studio": "json", "prodigy": "jsonl", "docbin": "spacy"}


def convert(*arguments, **options):
    return run(REAL, "convert", *arguments, **options)


def cleaned(text, path):
    document = clean_document(RawDocument(path, text.encode("utf-8"))).document
    return encode_line(document_to_dict(document))


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Claims beside their articles, and everything they convert to."""
    folder = tmp_path_factory.mktemp("convert")
    (folder / "articles").mkdir()
    (folder / "articles" / "acme.txt").write_text(FIRST, "utf-8")
    (folder / "articles" / "initech.txt").write_text(SECOND, "utf-8")
    lines = [encode_line(claim_to_dict(claim)) for claim in sample_claims()]
    (folder / "claims.jsonl").write_bytes(b"".join(lines))
    for name in MARKING:
        done = convert("claims.jsonl", "--to", name, "-o", f"{name}.{SUFFIX[name]}", cwd=folder)
        assert done.returncode == 0, done.stderr
        assert f"5 claims of 2 records written to {name}" in done.stderr
    assert convert("claims.jsonl", "--to", "brat", "-o", "brat", cwd=folder).returncode == 0
    return folder


@pytest.mark.parametrize("name", [*(f"{name}.{SUFFIX[name]}" for name in MARKING), "brat"])
def test_every_format_is_recognised_and_comes_back_the_same(made, tmp_path, name):
    done = convert(made / name, "--to", "jsonl", "-o", tmp_path / "back.jsonl")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "back.jsonl").read_bytes() == (made / "claims.jsonl").read_bytes()


@pytest.mark.parametrize("name", ["csv", "table", "parquet", "conll", "followthemoney"])
def test_the_other_formats_are_written(made, tmp_path, name):
    done = convert("claims.jsonl", "--to", name, "-o", tmp_path / "out", cwd=made)
    assert done.returncode == 0, done.stderr
    content = (tmp_path / "out").read_bytes()
    assert b"Mara Quill" in content or (name == "conll" and b"\tQuill\t" in content)
    if name == "parquet":
        assert list(read_claims(tmp_path / "out")) == sample_claims()
    if name == "followthemoney":
        assert "2 claims have no place in followthemoney" in done.stderr


def test_the_labelling_interface_comes_with_the_tasks(made):
    assert "<Labels " in (made / "label-studio.config.xml").read_text("utf-8")


def test_standard_output_takes_all_but_brat(made):
    done = convert("claims.jsonl", "--to", "prodigy", cwd=made)
    assert done.returncode == 0
    assert len([json.loads(line) for line in done.stdout.split(b"\n") if line]) == 5
    wrong = convert("claims.jsonl", "--to", "brat", cwd=made)
    assert (wrong.returncode, "brat is a folder" in wrong.stderr) == (2, True)


def test_texts_come_from_what_clean_wrote_and_empty_articles_only_with_all(made, tmp_path):
    extra = cleaned("Nothing happened at Hooli this week. Nobody came, nobody went, it was quiet.", "q.txt")
    documents = cleaned(FIRST, "a") + cleaned(SECOND, "b") + extra
    (tmp_path / "documents.jsonl").write_bytes(documents)
    claims = made / "claims.jsonl"
    (tmp_path / "claims.jsonl").write_bytes(claims.read_bytes())
    for options, records in (((), 2), (("--all",), 3)):
        done = convert(
            tmp_path / "claims.jsonl",
            "--to",
            "label-studio",
            "--texts",
            tmp_path / "documents.jsonl",
            *options,
            cwd=tmp_path,
        )
        assert done.returncode == 0, done.stderr
        assert len(json.loads(done.stdout)) == records


def test_a_folder_may_hold_articles_and_cleaned_ones(made, tmp_path):
    (tmp_path / "claims.jsonl").write_bytes((made / "claims.jsonl").read_bytes())
    (tmp_path / "mixed").mkdir()
    (tmp_path / "mixed" / "documents.jsonl").write_bytes(cleaned(FIRST, "a"))
    (tmp_path / "mixed" / "second.txt").write_text(SECOND, "utf-8")
    options = ("--to", "label-studio", "--texts", "mixed", "--all")
    done = convert("claims.jsonl", *options, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "5 claims of 2 records" in done.stderr


def test_a_missing_article_fails_alone(made, tmp_path):
    (tmp_path / "claims.jsonl").write_bytes((made / "claims.jsonl").read_bytes())
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "initech.txt").write_text(SECOND, "utf-8")
    done = convert("claims.jsonl", "--to", "web-annotation", "-o", "out.json", cwd=tmp_path)
    assert done.returncode == 1
    assert re.search(r"^E807 articles/acme\.txt: .*4 claims", done.stderr, re.MULTILINE)
    assert "1 claims of 1 records written to web-annotation; 1 failed" in done.stderr
    assert len(json.loads((tmp_path / "out.json").read_text("utf-8"))["items"]) == 1


@pytest.fixture
def reviewed(made, tmp_path):
    """The tasks as two people hand them back: one changes a modality, one cancels."""
    tasks = json.loads((made / "label-studio.json").read_text("utf-8"))
    for number, task in enumerate(tasks, start=1):
        [prediction] = task["predictions"]
        task |= {
            "id": number,
            "annotations": [{"id": number, "completed_by": "ann", "result": prediction["result"]}],
        }
    choice = next(item for item in tasks[0]["annotations"][0]["result"] if item["type"] == "choices")
    choice["value"]["choices"] = ["planned"]
    tasks[1]["annotations"][0]["was_cancelled"] = True

    def save(tasks=tasks):
        (tmp_path / "export.json").write_text(json.dumps(tasks), "utf-8")
        return tasks

    save()
    return tmp_path, save


def decisions(folder, *options):
    done = convert("export.json", "--to", "decisions", "-o", "d.jsonl", *options, cwd=folder)
    return done, [decision_from_line(line) for line in (folder / "d.jsonl").read_bytes().splitlines()]


def test_answers_become_decisions(reviewed):
    folder, _ = reviewed
    done, found = decisions(folder)
    assert done.returncode == 0
    assert "5 decisions of 2 records" in done.stderr
    assert [decision.action.value for decision in found] == ["correct", *["accept"] * 3, "unsure"]
    assert found[0].results[0].modality == "planned"
    assert {decision.reviewer for decision in found} == {"ann"}
    assert [decision.client_id for decision in decisions(folder)[1]] == [one.client_id for one in found]
    assert decisions(folder, "--complete")[1][4].action.value == "nothing_missed"


def test_decisions_go_into_a_store_once(made, reviewed):
    folder, _ = reviewed
    decisions(folder)
    first = run(REAL, "decisions", "import", "s.db", "d.jsonl", cwd=folder)
    assert first.returncode == 0, first.stderr
    assert b"5 decisions are new, 0 were there" in first.stdout
    (folder / "elsewhere").mkdir()
    (folder / "export.json").rename(folder / "elsewhere" / "again.json")
    assert convert("elsewhere/again.json", "--to", "decisions", "-o", "d.jsonl", cwd=folder).returncode == 0
    again = run(REAL, "decisions", "import", "s.db", "d.jsonl", cwd=folder)
    assert b"0 decisions are new, 5 were there" in again.stdout, again.stderr


def test_who_is_not_named_is_named_by_the_call(made, tmp_path):
    done = convert(made / "brat", "--to", "decisions", "-o", tmp_path / "d.jsonl", "--reviewer", "desk")
    assert done.returncode == 0
    found = [decision_from_line(line) for line in (tmp_path / "d.jsonl").read_bytes().splitlines()]
    assert {decision.reviewer for decision in found} == {"desk"}


def test_broken_records_fail_alone_with_their_place(reviewed):
    folder, save = reviewed
    tasks = save()
    tasks[0]["annotations"][0]["result"][0]["value"]["labels"] = ["merger"]
    save(tasks)
    done, found = decisions(folder)
    assert done.returncode == 1
    assert re.search(r"^E702 export\.json: task 1, annotation 1: .*'merger'", done.stderr, re.MULTILINE)
    assert "1 decisions of 1 records written to decisions; 1 failed" in done.stderr
    assert len(found) == 1


def test_moved_spans_are_moved_back_only_with_reanchor(reviewed):
    folder, save = reviewed
    tasks = save()
    region = next(
        item
        for item in tasks[0]["annotations"][0]["result"]
        if item.get("value", {}).get("text") == "because of her exit"
    )
    region["value"]["start"] += 3
    region["value"]["end"] += 3
    save(tasks)
    assert decisions(folder)[0].returncode == 1
    done, found = decisions(folder, "--reanchor")
    assert done.returncode == 0
    assert "1 spans moved to where their quote stands" in done.stderr
    assert [decision.action.value for decision in found] == ["correct", *["accept"] * 3, "unsure"]
    assert found[3].targets[0].type == "delay"


def test_old_offsets_are_written_and_found_out(made, tmp_path):
    done = convert("claims.jsonl", "--to", "label-studio", "--utf16", "-o", tmp_path / "old.json", cwd=made)
    assert done.returncode == 0
    back = convert(tmp_path / "old.json", "--to", "jsonl")
    assert back.stdout == (made / "claims.jsonl").read_bytes()
    assert "2 texts with offsets in UTF-16 code units" in back.stderr


@pytest.mark.parametrize(
    ("content", "options", "status", "told"),
    [
        (b"[{", (), 1, "E701"),
        (b"<xml/>", (), 1, "E701.*none of the formats"),
        (b"\xff\xfe\x00", (), 1, "E701"),
        (b"{}", ("--from", "conll"), 1, "E701.*written only"),
        (b"PAR1", (), 2, "E302"),
        (b'{"id": 1}\n{"arguments": 1}', (), 1, "E302.*in:2"),
        (b"", (), 0, "0 claims of 0 records"),
        (b'{"arguments"', (), 1, "E109.*in:1"),
    ],
)
def test_bad_input_is_told_in_one_line(tmp_path, content, options, status, told):
    (tmp_path / "in").write_bytes(content)
    done = convert(tmp_path / "in", "--to", "jsonl", "-o", tmp_path / "out", *options)
    assert done.returncode == status, done.stderr
    assert re.search(told, done.stderr), done.stderr


@pytest.mark.parametrize(
    ("arguments", "status", "told"),
    [
        (("nowhere.json", "--to", "jsonl"), 1, "E101 nowhere.json"),
        (("claims.jsonl", "--to", "decisions"), 2, "holds no answers of people"),
        (("claims.jsonl", "--to", "morse"), 2, "Invalid value"),
        (("claims.jsonl", "--to", "brat", "-o", "."), 2, "E301.*not an empty folder"),
        (("claims.jsonl", "--to", "jsonl", "-o", "nowhere/x"), 2, "E301"),
    ],
)
def test_wrong_calls(made, arguments, status, told):
    done = convert(*arguments, cwd=made)
    assert done.returncode == status, done.stderr
    assert re.search(told, done.stderr), done.stderr


def test_a_failed_call_leaves_what_stood_there(made, tmp_path):
    (tmp_path / "out.json").write_text("before")
    assert convert(tmp_path / "in", "--to", "jsonl", "-o", tmp_path / "out.json").returncode == 1
    assert (tmp_path / "out.json").read_text() == "before"
    assert [path.name for path in tmp_path.iterdir()] == ["out.json"]
