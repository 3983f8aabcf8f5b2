"""Batches in shards: what is kept, what is done again, and that the bytes never depend on how a run went."""

import json
from dataclasses import replace

import pytest

from claimwright.batch.engine import InProcess
from claimwright.batch.inputs import read_all
from claimwright.batch.journal import Journal
from claimwright.batch.places import Folder
from claimwright.batch.sharded import ShardedRun
from claimwright.batch.work import Work
from claimwright.errors import OutputError
from claimwright.exchange.formats import ClaimFormat, read_claims
from claimwright.records import Status
from claimwright.settings import CleanSettings, ShardSettings
from tests.batch.trees import article, claims, corpus, documents, lines, tree
from tests.fakes import RegexExtractor

PRINTS = {"code": {"version": "1"}, "libraries": {}, "model": {"name": "regex"}, "configuration": {"a": 1}}
CLEAN = CleanSettings(language="any")


class Counting(RegexExtractor):
    """Counts what it is given."""

    seen: list[str] = []  # noqa: RUF012 - emptied before every run

    def extract(self, documents):
        listed = list(documents)
        self.seen.extend(document.path.rpartition("/")[2] for document in listed)
        return super().extract(listed)


def batch(source, place, *, form=ClaimFormat.JSONL, prints=PRINTS, clean=CLEAN, stop=None, **settings):
    """One run; the paths the model saw, and the shards as they were committed."""
    Counting.seen.clear()
    shards = ShardSettings(**{"documents": 3, **settings})
    journal = Journal(Folder(place), form, prints, chained=clean.skip_near_duplicates)
    journal.begin(resume=shards.resume or shards.retry_failed)
    run = ShardedRun(journal, InProcess(Work(Counting, clean)), clean, shards, chunk=2)
    done = []
    for committed in run.run(read_all([str(source)], clean)):
        done.append(committed)
        if stop is not None and len(done) == stop:
            break
    return list(Counting.seen), done


def test_every_document_is_in_one_shard_in_order(tmp_path):
    source = corpus(tmp_path / "in", 8)
    seen, done = batch(source, tmp_path / "out")
    assert seen == [f"{number:04}.txt" for number in range(8)]
    assert [committed.counts["documents"] for committed in done] == [3, 3, 2]
    assert sorted(tree(tmp_path / "out")) == sorted(
        ["batch.json"]
        + [f"claims/00000{number}.jsonl" for number in range(3)]
        + [f"documents/00000{number}.jsonl" for number in range(3)]
        + [f"sketches/00000{number}.bin" for number in range(3)]
        + [f"manifests/00000{number}.json" for number in range(3)]
    )
    assert [line["claims"] for line in documents(tmp_path / "out")] == [1] * 8
    assert len(claims(tmp_path / "out")) == 8
    account = json.loads((tmp_path / "out" / "batch.json").read_text())
    assert account["shards"] == 3
    assert account["counts"]["claims_by_type"] == {"hire": 8}


def test_a_second_run_does_nothing_and_changes_nothing(tmp_path):
    source = corpus(tmp_path / "in", 8)
    batch(source, tmp_path / "out")
    before = tree(tmp_path / "out")
    seen, done = batch(source, tmp_path / "out", resume=True)
    assert seen == []
    assert [len(committed.results) for committed in done] == [0, 0, 0]
    assert sum(committed.counts["claims"] for committed in done) == 8
    assert tree(tmp_path / "out") == before


@pytest.mark.parametrize("stop", [1, 2, 3])
@pytest.mark.parametrize("form", [ClaimFormat.JSONL, ClaimFormat.PARQUET])
def test_a_run_that_ended_early_goes_on(tmp_path, stop, form):
    source = corpus(tmp_path / "in", 8)
    batch(source, tmp_path / "whole", form=form)
    batch(source, tmp_path / "parts", form=form, stop=stop)
    seen, _ = batch(source, tmp_path / "parts", form=form, resume=True)
    assert len(seen) == max(8 - 3 * stop, 0)
    assert tree(tmp_path / "parts") == tree(tmp_path / "whole")


def test_an_earlier_batch_is_not_written_over_by_mistake(tmp_path):
    source = corpus(tmp_path / "in", 2)
    batch(source, tmp_path / "out")
    with pytest.raises(OutputError, match=r"E301 .*--resume"):
        batch(source, tmp_path / "out")


def test_a_changed_document_is_done_again_and_only_that_one(tmp_path):
    source = corpus(tmp_path / "in", 8)
    batch(source, tmp_path / "out")
    (source / "0004.txt").write_text(article(99), encoding="utf-8")
    seen, done = batch(source, tmp_path / "out", resume=True)
    assert seen == ["0004.txt"]
    assert [len(committed.results) for committed in done] == [0, 1, 0]
    batch(source, tmp_path / "fresh")
    assert tree(tmp_path / "out") == tree(tmp_path / "fresh")


@pytest.mark.parametrize("damage", ["manifests/000001.json", "claims/000001.jsonl", "sketches/000001.bin"])
def test_a_shard_whose_files_are_gone_or_damaged_is_done_again(tmp_path, damage):
    source = corpus(tmp_path / "in", 8)
    batch(source, tmp_path / "out")
    before = tree(tmp_path / "out")
    path = tmp_path / "out" / damage
    path.write_bytes(path.read_bytes()[:-9])
    seen, _ = batch(source, tmp_path / "out", resume=True)
    assert seen == ["0003.txt", "0004.txt", "0005.txt"]
    assert tree(tmp_path / "out") == before


@pytest.mark.parametrize("part", ["code", "libraries", "model", "configuration"])
def test_another_code_model_or_configuration_does_everything_again(tmp_path, part):
    source = corpus(tmp_path / "in", 4)
    batch(source, tmp_path / "out")
    seen, _ = batch(source, tmp_path / "out", resume=True, prints={**PRINTS, part: {"name": "other"}})
    assert len(seen) == 4


def test_a_shorter_batch_leaves_no_shards_of_the_longer_one(tmp_path):
    source = corpus(tmp_path / "in", 8)
    batch(source, tmp_path / "out")
    for number in range(4, 8):
        (source / f"{number:04}.txt").unlink()
    batch(source, tmp_path / "out", resume=True)
    batch(source, tmp_path / "fresh")
    assert tree(tmp_path / "out") == tree(tmp_path / "fresh")


def test_another_format_replaces_the_files_of_the_first(tmp_path):
    source = corpus(tmp_path / "in", 4)
    batch(source, tmp_path / "out")
    batch(source, tmp_path / "out", resume=True, form=ClaimFormat.PARQUET, prints={**PRINTS, "model": {}})
    assert sorted(path.name for path in (tmp_path / "out" / "claims").iterdir()) == [
        "000000.parquet",
        "000001.parquet",
    ]
    assert len(list(read_claims(tmp_path / "out" / "claims" / "000000.parquet"))) == 3


def test_failures_are_listed_and_retried_alone_and_merged_in_their_place(tmp_path, monkeypatch):
    source = corpus(tmp_path / "in", 8)
    for number in (1, 6):
        (source / f"{number:04}.txt").write_text(article(number, " RAISE-HERE"), encoding="utf-8")
    (source / "0004.txt").write_bytes(b"")
    batch(source, tmp_path / "out")
    listed = lines(tmp_path / "out" / "failed.jsonl")
    assert [(line["path"][-8:], line["code"], line["shard"], line["attempts"]) for line in listed] == [
        ("0001.txt", "E203", 0, 1),
        ("0004.txt", "E103", 1, 1),
        ("0006.txt", "E203", 2, 1),
    ]
    monkeypatch.setattr("tests.fakes._misbehave", lambda document: None)  # what was wrong is mended
    seen, done = batch(source, tmp_path / "out", resume=True)
    assert seen == []  # resuming alone does not try them again
    seen, done = batch(source, tmp_path / "out", retry_failed=True)
    assert seen == ["0001.txt", "0006.txt"]
    assert [len(committed.results) for committed in done] == [1, 1, 1]
    [left] = lines(tmp_path / "out" / "failed.jsonl")
    assert (left["path"][-8:], left["attempts"]) == ("0004.txt", 2)
    batch(source, tmp_path / "fresh")
    assert claims(tmp_path / "out") == claims(tmp_path / "fresh")
    without_attempts = [
        [{**line, "attempts": 1} for line in documents(tmp_path / name)] for name in ("out", "fresh")
    ]
    assert without_attempts[0] == without_attempts[1]


def test_a_retry_after_which_nothing_fails_removes_the_list(tmp_path, monkeypatch):
    source = corpus(tmp_path / "in", 2)
    (source / "0001.txt").write_text(article(1, " RAISE-HERE"), encoding="utf-8")
    batch(source, tmp_path / "out")
    monkeypatch.setattr("tests.fakes._misbehave", lambda document: None)
    batch(source, tmp_path / "out", retry_failed=True)
    assert not (tmp_path / "out" / "failed.jsonl").exists()
    assert len(claims(tmp_path / "out")) == 2


def similar(folder, numbers):
    """Articles that are near copies of each other."""
    base = article(1, words=60)
    for number in numbers:
        (folder / f"{number:04}.txt").write_text(f"{base} Copy{number} ends.", encoding="utf-8")


@pytest.mark.parametrize("skip", [False, True])
def test_clusters_reach_across_shards_and_over_resumed_ones(tmp_path, skip):
    clean = replace(CLEAN, skip_near_duplicates=skip)
    source = corpus(tmp_path / "in", 9)
    similar(source, (1, 4, 7))
    batch(source, tmp_path / "whole", clean=clean)
    batch(source, tmp_path / "parts", clean=clean, stop=2)
    batch(source, tmp_path / "parts", clean=clean, resume=True)
    assert tree(tmp_path / "parts") == tree(tmp_path / "whole")
    kept = documents(tmp_path / "whole")
    first = kept[1]["id"]
    if skip:
        assert [line["code"] for line in kept] == [None] * 4 + ["S203"] + [None] * 2 + ["S203", None]
        assert len(claims(tmp_path / "whole")) == 7
    else:
        assert [line["cluster"] for line in kept] == [None] * 4 + [first] + [None] * 2 + [first, None]
        assert [claim["document"]["cluster"] for claim in claims(tmp_path / "whole")] == [
            line["cluster"] for line in kept
        ]


@pytest.mark.parametrize("skip", [False, True])
def test_a_change_before_a_kept_shard_changes_its_clusters(tmp_path, skip):
    """The first of three similar articles is replaced: the second is now the first of its kind."""
    clean = replace(CLEAN, skip_near_duplicates=skip)
    source = corpus(tmp_path / "in", 9)
    similar(source, (1, 4, 7))
    batch(source, tmp_path / "out", clean=clean)
    (source / "0001.txt").write_text(article(50), encoding="utf-8")
    seen, _ = batch(source, tmp_path / "out", clean=clean, resume=True)
    assert ("0004.txt" in seen) is skip  # claims of a skipped copy are not there to be kept
    batch(source, tmp_path / "fresh", clean=clean)
    assert tree(tmp_path / "out") == tree(tmp_path / "fresh")


def test_exact_copies_are_worked_on_once(tmp_path):
    source = corpus(tmp_path / "in", 6)
    (source / "0005.txt").write_text(article(0), encoding="utf-8")
    seen, _ = batch(source, tmp_path / "out")
    assert "0005.txt" not in seen
    last = documents(tmp_path / "out")[-1]
    assert (last["status"], last["code"]) == ("skipped", "S202")
    assert last["detail"].endswith("0000.txt")
    (source / "0000.txt").write_text(article(70), encoding="utf-8")
    seen, _ = batch(source, tmp_path / "out", resume=True)
    assert seen == ["0000.txt", "0005.txt"]


def test_bad_inputs_are_documents_of_their_shard(tmp_path):
    source = corpus(tmp_path / "in", 2)
    (source / "rows.jsonl").write_text('{"text": "Ann Lee joined Beta as its head on Monday."}\n{oops\n')
    _, done = batch(source, tmp_path / "out")
    assert [line["code"] for line in documents(tmp_path / "out")] == [None, None, None, "E109"]
    assert [committed.counts["failed"] for committed in done] == [0, 1]
    assert sum(line["status"] == Status.EXTRACTED for line in documents(tmp_path / "out")) == 3


def test_no_input_is_an_empty_batch(tmp_path):
    (tmp_path / "in").mkdir()
    assert batch(tmp_path / "in", tmp_path / "out")[1] == []
    assert json.loads((tmp_path / "out" / "batch.json").read_text())["shards"] == 0
