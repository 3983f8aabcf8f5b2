"""Articles into a store and out again, with the real commands."""

import json
import os
import shutil
import signal
import sqlite3
import time
from contextlib import suppress

import pytest

from claimwright.exchange.jsonl import JsonlWriter, read_jsonl
from claimwright.exchange.parquet import ParquetWriter
from claimwright.store import open_store
from claimwright.store.check import Checked, check
from claimwright.store.decision_json import decision_line
from claimwright.store.figures import figures
from tests.cli.command import FAKE, REAL, run, start
from tests.fakes import outcome
from tests.store.make import claims_in, decide

ARTICLE = (
    "A quiet week in the valley\n\nNothing much had happened for days, and nobody expected any news at all.\n\n"
    "Then Jane{0} Roe joined Acme{0} as its chief engineer, to the surprise of her colleagues at the time. "
    "John{0} Doe left Beta{0} on the same day, reportedly, and nobody has heard of him since. "
)
NAMES = ["a", "b", "c"]
FILLER = "{0}one {0}two {0}three {0}four {0}five {0}six {0}seven {0}eight {0}nine {0}ten {0}eleven. " * 3


def write(folder, name, more=""):
    (folder / f"{name}.txt").write_text(ARTICLE.format(name) + FILLER.format(name) + more, encoding="utf-8")


def folder_of(place, names):
    place.mkdir()
    for name in names:
        write(place, name)
    return place


@pytest.fixture
def articles(tmp_path):
    return folder_of(tmp_path / "articles", NAMES[:3])


@pytest.fixture(scope="module")
def once(tmp_path_factory):
    """Three articles, and their claims in a file and in a store, made by the command once for all tests."""
    place = tmp_path_factory.mktemp("once")
    folder_of(place / "articles", NAMES[:3])
    files = ("--store", "s.db", "-o", "claims.jsonl")
    done = run(FAKE, "extract", "articles", *files, cwd=place)
    assert (done.returncode, done.stdout) == (0, b""), done.stderr
    return place


@pytest.fixture
def made(once, tmp_path):
    """A copy of it to change."""
    shutil.copytree(once, tmp_path, dirs_exist_ok=True)
    return tmp_path


def stats(place):
    with open_store(place) as store:
        return figures(store)


def sound(place):
    with open_store(place) as store:
        return list(check(store, Checked())) == []


def load(store, *arguments, **options):
    return run(REAL, "store", "load", store, *arguments, **options)


def test_a_day_of_articles(made):
    """Extract into a store; the next night only what is new is read, and an updated story is known as one."""
    store = made / "s.db"
    articles = made / "articles"
    assert stats(store)["claims"] == 6

    write(articles, "d")
    write(articles, "a", "Late in the evening the company said a word about it.")
    (articles / "bad.txt").write_bytes(b"")
    done = run(FAKE, "extract", articles, "--store", store, "-o", made / "new.jsonl")
    assert done.returncode == 1
    assert "2 extracted + 2 skipped + 1 failed (E103 1, S206 2)" in done.stderr
    assert len(list(read_jsonl(made / "new.jsonl"))) == 4
    found = stats(store)
    assert {
        name: found[name] for name in ("documents", "stories", "updated", "claims", "runs", "models")
    } == {
        **{"documents": 5, "stories": 4, "updated": 1, "claims": 10, "runs": 2, "models": 1},
    }
    assert found["outcomes_by_code"] == {"E103": 1}
    assert sound(store)


def test_a_store_is_not_written_in_shards(articles, tmp_path):
    done = run(FAKE, "extract", articles, "--store", tmp_path / "s.db", "-o", f"{tmp_path}/out/")
    assert done.returncode == 2
    assert "--store" in done.stderr
    assert not (tmp_path / "s.db").exists()


def test_load_export_and_load_again(made):
    claims, store = made / "claims.jsonl", made / "other.db"
    done = load(store, claims, "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {
        **{"documents": 3, "known_documents": 0, "claims": 6, "known_claims": 0, "failed": 0},
    }
    before = stats(store)
    again = json.loads(load(store, claims, "--json").stdout)
    assert again == {"documents": 0, "known_documents": 3, "claims": 0, "known_claims": 6, "failed": 0}
    assert {**stats(store), "bytes": 0} == {**before, "bytes": 0}
    done = run(REAL, "store", "export", store, "-o", made / "out.jsonl")
    assert done.returncode == 0, done.stderr
    assert (made / "out.jsonl").read_bytes() == claims.read_bytes()
    told = run(REAL, "store", "stats", store, "--json")
    assert json.loads(told.stdout) == json.loads(json.dumps(stats(store)))
    done = run(REAL, "store", "check", store, "--json")
    assert json.loads(done.stdout) | {"spans": 0} == {
        **{"documents": 3, "texts": 3, "claims": 6, "spans": 0, "decisions": 0, "faults": 0},
    }


def test_what_was_extracted_into_a_store_is_not_loaded_again(made):
    """The file does not carry the model's digest; name and version tell it."""
    done = load(made / "s.db", made / "claims.jsonl")
    assert done.stdout == b"0 documents and 0 claims are new, 3 and 6 were there, 0 failed\n"


def test_parquet_is_loaded_like_json_lines(made):
    with (made / "c.parquet").open("wb") as stream:
        writer = ParquetWriter(stream)
        writer.write(list(read_jsonl(made / "claims.jsonl")))
        writer.close()
    done = load(made / "other.db", made / "c.parquet")
    assert done.stdout.decode() == "3 documents and 6 claims are new, 0 and 0 were there, 0 failed\n"


def test_all_articles_named_become_documents_and_claims_may_come_in_any_order(made):
    (made / "articles" / "none.txt").write_text(
        "A dull day\n\nNothing happened, nobody moved at all.\n", "utf-8"
    )
    lines = (made / "claims.jsonl").read_bytes().splitlines(keepends=True)
    (made / "claims.jsonl").write_bytes(b"".join(lines[::2] + lines[1::2]))
    done = load(made / "other.db", made / "claims.jsonl", "--texts", made / "articles")
    assert done.returncode == 0, done.stderr
    found = stats(made / "other.db")
    assert (found["documents"], found["extracted"], found["claims"]) == (4, 3, 6)
    assert sound(made / "other.db")


def test_what_cannot_be_loaded_is_told_and_the_rest_is_loaded(made):
    """A missing text, and a span that does not hold."""
    (made / "articles" / "b.txt").unlink()
    lines = (made / "claims.jsonl").read_text("utf-8").splitlines()
    first = json.loads(lines[0])
    first["mentions"][0]["trigger"] |= {"text": "JOINED"}
    (made / "claims.jsonl").write_text("\n".join([json.dumps(first), *lines[1:]]) + "\n", "utf-8")
    done = load(made / "other.db", made / "claims.jsonl")
    assert done.returncode == 1
    assert "E807" in done.stderr
    assert "b.txt" in done.stderr
    assert "E201" in done.stderr
    found = stats(made / "other.db")
    assert (found["documents"], found["claims"]) == (1, 2)


@pytest.mark.parametrize("line", ["{", '{"a": NaN}'])
def test_a_broken_claims_file_loads_nothing(made, line):
    with (made / "claims.jsonl").open("a") as stream:
        stream.write(line + "\n")
    done = load(made / "other.db", made / "claims.jsonl")
    assert done.returncode == 2
    assert f"E302 {made / 'claims.jsonl'}:7" in done.stderr
    assert stats(made / "other.db")["documents"] == 0


def test_documents_go_out_whole(made):
    done = run(REAL, "store", "export", made / "s.db", "--what", "documents")
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [row["source"] for row in rows] == [
        (made / "articles" / f"{name}.txt").read_text("utf-8") for name in NAMES[:3]
    ]


def test_parquet_partitions_are_replaced_and_nothing_else_is(made):
    out = made / "claims.parquet"
    for _ in range(2):
        done = run(REAL, "store", "export", made / "s.db", "-o", out)
        assert done.returncode == 0, done.stderr
        assert sorted(str(p.relative_to(out)) for p in out.rglob("*.parquet")) == [
            "month=undated/type=departure/part-0.parquet",
            "month=undated/type=hire/part-0.parquet",
        ]
    done = run(REAL, "store", "export", made / "s.db", "-o", made / "articles", "--format", "parquet")
    assert (done.returncode, "E301" in done.stderr) == (2, True)
    assert len(list((made / "articles").iterdir())) == 3
    assert [path.name for path in made.glob(".*")] == []


def test_check_tells_what_is_wrong_and_fails(made):
    with sqlite3.connect(made / "s.db") as plain:
        plain.execute("UPDATE mentions SET evidence_end = evidence_end + 1 WHERE claim = 1")
    done = run(REAL, "store", "check", made / "s.db")
    assert done.returncode == 1
    assert "claim 1 (c_" in done.stderr
    assert done.stdout.decode().endswith("1 faults\n")


@pytest.mark.parametrize("name", ["stats", "export"])
def test_a_store_that_is_not_there_is_a_wrong_call(name, tmp_path):
    done = run(REAL, "store", name, tmp_path / "none.db")
    assert (done.returncode, "E801" in done.stderr) == (2, True)
    assert not (tmp_path / "none.db").exists()


def test_init_makes_a_store_once(tmp_path):
    for _ in range(2):
        done = run(REAL, "store", "init", tmp_path / "s.db")
        assert done.returncode == 0, done.stderr
    assert stats(tmp_path / "s.db")["documents"] == 0


# Decisions.


@pytest.fixture
def decided(made):
    """A store with five decisions."""
    place = made / "s.db"
    with open_store(place) as store:
        claims = [stored.claim for stored in store.claims()]
        first = decide("accept", claims[0], note="sicher \U0001f44d")
        log = [first, decide("reject", claims[1], by="bo"), decide("correct", claims[2], results=[claims[2]])]
        log.append(decide("undo", undoes=first.id, sha256=first.document_sha256))
        store.append_decisions([*log, decide("nothing_missed", sha256=first.document_sha256)])
    return place


def test_decisions_go_out_and_come_back_identical(decided, tmp_path):
    done = run(REAL, "decisions", "export", decided, "-o", tmp_path / "log.jsonl")
    assert done.returncode == 0, done.stderr
    other = tmp_path / "other.db"
    done = run(REAL, "decisions", "import", other, tmp_path / "log.jsonl", "--json")
    assert json.loads(done.stdout) == {"new": 5, "known": 0}
    again = run(REAL, "decisions", "import", other, tmp_path / "log.jsonl")
    assert again.stdout == b"0 decisions are new, 5 were there\n"
    done = run(REAL, "decisions", "export", other)
    assert done.stdout == (tmp_path / "log.jsonl").read_bytes()
    only = run(REAL, "decisions", "export", decided, "--reviewer", "bo")
    assert [json.loads(line)["reviewer"] for line in only.stdout.splitlines()] == ["bo"]


@pytest.fixture
def tasks(decided, tmp_path):
    """The decisions of that store as tasks for Label Studio."""
    done = run(REAL, "decisions", "export", decided, "--to", "label-studio", "-o", tmp_path / "tasks.json")
    assert done.returncode == 0, done.stderr
    assert "5 decisions on 2 documents" in done.stderr
    assert "<Labels " in (tmp_path / "tasks.config.xml").read_text("utf-8")
    return tmp_path / "tasks.json"


def test_decisions_go_to_label_studio_and_come_back_identical(decided, tasks, tmp_path):
    log = run(REAL, "decisions", "export", decided).stdout
    assert run(REAL, "decisions", "export", decided, "--to", "label-studio").stdout == tasks.read_bytes()
    other = tmp_path / "other.db"
    done = run(REAL, "decisions", "import", other, tasks, "--json")
    assert json.loads(done.stdout) == {"new": 5, "known": 0}
    again = run(REAL, "decisions", "import", other, tasks, "--from", "label-studio")
    assert again.stdout == b"0 decisions are new, 5 were there\n"
    assert run(REAL, "decisions", "export", other).stdout == log
    converted = run(REAL, "convert", tasks, "--to", "decisions")
    assert (converted.returncode, converted.stdout) == (0, log), converted.stderr
    assert "5 decisions of 5 records written to decisions" in converted.stderr


def test_what_is_changed_in_label_studio_is_new_in_the_log(decided, tasks, tmp_path):
    changed = json.loads(tasks.read_bytes())
    for task in changed:
        for annotation in task["annotations"]:
            annotation["updated_at"] = "2026-03-02T10:00:00Z"
            annotation["result"] = []
            annotation |= {"import_id": annotation["id"], "id": 77}
    tasks.write_text(json.dumps(changed), "utf-8")
    converted = run(REAL, "convert", tasks, "--to", "decisions", "-o", tmp_path / "log.jsonl")
    assert converted.returncode == 0, converted.stderr
    done = run(REAL, "decisions", "import", decided, tasks)
    assert done.stdout == b"4 decisions are new, 5 were there\n", done.stderr
    assert run(REAL, "decisions", "import", decided, tmp_path / "log.jsonl").stdout == (
        b"0 decisions are new, 9 were there\n"
    )
    log = [json.loads(line) for line in run(REAL, "decisions", "export", decided).stdout.splitlines()]
    assert [one["action"] for one in log[5:]] == ["reject"] * 4
    assert {one["at"] for one in log[5:]} == {"2026-03-02T10:00:00.000000+00:00"}


def test_what_label_studio_cannot_show_is_told_and_rides_along(decided, tmp_path):
    bare = tmp_path / "bare.db"
    log = run(REAL, "decisions", "export", decided, "-o", tmp_path / "log.jsonl")
    assert run(REAL, "decisions", "import", bare, tmp_path / "log.jsonl").returncode == 0, log.stderr
    done = run(REAL, "decisions", "export", bare, "--to", "label-studio", "-o", tmp_path / "tasks.json")
    assert (done.returncode, done.stdout) == (0, b"")
    assert "2 documents are shown empty: their text is not in the store" in done.stderr
    run(REAL, "decisions", "import", tmp_path / "other.db", tmp_path / "tasks.json")
    back = run(REAL, "decisions", "export", tmp_path / "other.db").stdout
    assert back == (tmp_path / "log.jsonl").read_bytes()


def test_a_broken_task_imports_nothing(tasks, tmp_path):
    broken = json.loads(tasks.read_bytes())
    broken[1]["annotations"][0]["result"].append({"type": "labels"})
    tasks.write_text(json.dumps(broken), "utf-8")
    done = run(REAL, "decisions", "import", tmp_path / "other.db", tasks)
    assert done.returncode == 1
    assert f"E701 {tasks}: task 2: " in done.stderr
    assert stats(tmp_path / "other.db")["decisions"] == 0
    converted = run(REAL, "convert", tasks, "--to", "decisions", "-o", tmp_path / "log.jsonl")
    assert converted.returncode == 1
    assert f"E701 {tasks}: task 2: " in converted.stderr
    assert "; 1 failed" in converted.stderr


@pytest.mark.parametrize(
    ("place", "broken", "code"),
    [
        (0, lambda line: "{", "E804"),
        (0, lambda line: line.replace('"accept"', '"agree"', 1), "E804"),
        (0, lambda line: line.replace('"note"', '"remark"', 1), "E804"),
        (3, lambda line: line, "E805"),  # an undo of what is not in the log
    ],
)
def test_a_broken_line_imports_nothing(decided, tmp_path, place, broken, code):
    with open_store(decided) as store:
        lines = [decision_line(logged.decision) for logged in store.decisions()]
    log = tmp_path / "log.jsonl"
    log.write_text("\n".join([*lines[1:3], broken(lines[place])]) + "\n", "utf-8")
    done = run(REAL, "decisions", "import", tmp_path / "other.db", log)
    assert done.returncode == 2
    assert f"{code} {log}:3" in done.stderr
    assert stats(tmp_path / "other.db")["decisions"] == 0


# Ends in the middle.


@pytest.fixture
def many(tmp_path):
    """A file with the claims of sixty articles."""
    documents = [
        outcome(ARTICLE.format(n) + FILLER.format(n), f"articles/n{n}.txt").document for n in range(60)
    ]
    (tmp_path / "articles").mkdir()
    with (tmp_path / "c.jsonl").open("wb") as stream:
        writer = JsonlWriter(stream)
        for document in documents:
            (tmp_path / document.path).write_text(document.source, "utf-8")
            writer.write(claims_in(document))
    return tmp_path / "c.jsonl"


@pytest.mark.parametrize("documents", [1, 20])
def test_a_load_that_is_killed_leaves_a_sound_store_and_goes_on(many, tmp_path, documents):
    place = tmp_path / "s.db"
    process = start(REAL, "store", "load", place, many)
    _wait_for(documents, place, process)
    os.kill(process.pid, signal.SIGKILL)
    process.communicate()
    assert sound(place)
    assert stats(place)["documents"] >= documents
    assert load(place, many).returncode == 0
    found = stats(place)
    assert (found["documents"], found["claims"], found["stories"]) == (60, 120, 60)
    assert sound(place)


def test_an_interrupted_load_says_so(many, tmp_path):
    place = tmp_path / "s.db"
    process = start(REAL, "store", "load", place, many)
    _wait_for(1, place, process)
    process.send_signal(signal.SIGINT)
    told = process.communicate()[1].decode()
    if process.returncode:  # a quick machine may have been done before
        assert (process.returncode, "interrupted" in told) == (130, True)
    assert sound(place)


def _wait_for(documents, place, process):
    """Until so many documents are in the store."""
    for _ in range(6000):
        with suppress(sqlite3.Error), sqlite3.connect(f"file:{place}?mode=ro", uri=True) as plain:
            if plain.execute("SELECT count(*) FROM documents").fetchone()[0] >= documents:
                return
        assert process.poll() is None, process.stderr.read().decode()
        time.sleep(0.02)
    raise AssertionError("too little was loaded in two minutes")
