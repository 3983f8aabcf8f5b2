"""Documents to claims: one result an input, in order, alone and with workers; a bad document costs itself."""

import os
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimwright.batch import run as run_module
from claimwright.batch.run import chunks, run
from claimwright.errors import ModelError
from claimwright.records import Outcome, RawDocument, Status
from claimwright.settings import CleanSettings, ExtractSettings
from tests.batch.trees import article
from tests.fakes import RegexExtractor, outcome

GOOD = [outcome(f"Jane Roe{number} joined Acme. " * 2, f"{number}.txt") for number in range(12)]


def texts(*contents):
    return [outcome(content, f"{number}.txt") for number, content in enumerate(contents)]


ANY = CleanSettings(language="any")


def raw(content, path):
    return RawDocument(path, content.encode() if isinstance(content, str) else content)


@pytest.fixture(params=[1, 2], ids=["alone", "two workers"])
def workers(request):
    return request.param


def test_every_input_has_its_result_in_order(workers):
    skipped = Outcome("b.txt", Status.SKIPPED, code="S201")
    failed = Outcome("c.txt", Status.FAILED, code="E101")
    inputs = [skipped, *GOOD[:5], failed, *GOOD[5:], skipped]
    results = list(run(iter(inputs), RegexExtractor, ExtractSettings(workers=workers, chunk=3)))
    assert [result.outcome for result in results] == inputs
    assert [len(result.claims) for result in results] == [0, *[2] * 5, 0, *[2] * 7, 0]


def test_no_inputs_no_results(workers):
    assert list(run([], RegexExtractor, ExtractSettings(workers=workers))) == []


def test_unsure_claims_are_left_out(workers):
    inputs = texts("Jane Roe joined Acme. John Doe joined Beta, reportedly.")
    [result] = run(inputs, RegexExtractor, ExtractSettings(workers=workers, min_confidence=0.5))
    assert [claim.values("person") for claim in result.claims] == [("Jane Roe",)]


def test_an_error_costs_the_one_document(workers):
    inputs = texts(
        *("Jane Roe joined Acme.", "RAISE-HERE", "John Doe left Beta.", "REFUSE-HERE"),
        *("MISPLACE-HERE Ann Lee joined Gamma MISPLACE-HERE.", "Bob Fox left Delta."),
    )
    results = list(run(inputs, RegexExtractor, ExtractSettings(workers=workers, chunk=8)))
    assert [result.outcome.code for result in results] == [None, "E203", None, "E203", "E201", None]
    assert "ZeroDivisionError: as told" in results[1].outcome.detail
    assert results[3].outcome.detail == "refused as told"
    assert [len(result.claims) for result in results] == [1, 0, 1, 0, 0, 1]


def test_a_crash_costs_the_one_document():
    inputs = [*GOOD[:6], *texts("CRASH-HERE"), *GOOD[6:]]
    results = list(run(inputs, RegexExtractor, ExtractSettings(workers=2, chunk=8)))
    assert [result.outcome.path for result in results] == [item.path for item in inputs]
    [lost] = [result.outcome for result in results if result.outcome.status is Status.FAILED]
    assert (lost.path, lost.code) == ("0.txt", "E203")
    assert "SIGSEGV" in lost.detail
    assert sum(len(result.claims) for result in results) == 24


def test_a_hang_costs_the_one_document_and_its_time():
    inputs = [*GOOD[:3], *texts("HANG-HERE"), *GOOD[3:6]]
    started = time.monotonic()
    results = list(run(inputs, RegexExtractor, ExtractSettings(workers=2, chunk=4, timeout=0.7)))
    assert [result.outcome.code for result in results] == [None] * 3 + ["E202"] + [None] * 3
    assert results[3].outcome.detail == "0.7 seconds"
    assert time.monotonic() - started < 60  # the document would have taken ten minutes


def test_two_bad_documents_in_one_chunk_are_both_found():
    inputs = texts("CRASH-HERE 1", "Jane Roe joined Acme.", "CRASH-HERE 2", "John Doe left Beta.")
    results = list(run(inputs, RegexExtractor, ExtractSettings(workers=2)))
    assert [result.outcome.code for result in results] == ["E203", None, "E203", None]


def test_a_model_that_does_not_load_ends_the_run(workers):
    with pytest.raises(ModelError, match="weights are missing"):
        list(run(GOOD, partial(RegexExtractor, "broken"), ExtractSettings(workers=workers)))


def test_a_worker_that_dies_while_it_loads_ends_the_run():
    with pytest.raises(ModelError, match=r"E204.*SIGKILL"):
        list(run(GOOD, partial(RegexExtractor, "dies-loading"), ExtractSettings(workers=2)))


def test_workers_end_when_nobody_wants_their_results():
    import multiprocessing

    results = run(GOOD * 20, RegexExtractor, ExtractSettings(workers=2, chunk=4))
    next(results)
    assert multiprocessing.active_children()
    results.close()
    assert not multiprocessing.active_children()


def test_inputs_are_read_only_so_far_ahead():
    read = []

    def stream():
        for number in range(10_000):
            read.append(number)
            yield GOOD[number % 12]

    results = run(stream(), RegexExtractor, ExtractSettings(workers=2, chunk=4))
    next(results)
    results.close()
    assert len(read) < 100


@given(st.lists(st.integers(0, 3), max_size=60), st.integers(1, 9))
def test_chunks_hold_everything_once_and_in_order(kinds, size):
    made = [
        GOOD[0],
        GOOD[1],
        Outcome("s", Status.SKIPPED, code="S201"),
        Outcome("f", Status.FAILED, code="E101"),
    ]
    inputs = [made[kind] for kind in kinds]
    groups = list(chunks(inputs, size))
    assert [item for group in groups for item in group] == inputs
    assert all(sum(item.status is Status.EXTRACTED for item in group) <= size for group in groups)
    assert all(groups)


def test_large_documents_close_a_chunk_early(monkeypatch):
    monkeypatch.setattr(run_module, "_CHUNK_TEXT", 100)
    large = outcome("x" * 80)
    assert [len(group) for group in chunks([large] * 5, 32)] == [2, 2, 1]


def test_the_claims_do_not_depend_on_the_workers():
    alone = [result.claims for result in run(GOOD, RegexExtractor, ExtractSettings(workers=1))]
    many = [result.claims for result in run(GOOD, RegexExtractor, ExtractSettings(workers=3))]
    assert alone == many


def test_documents_are_cleaned_where_they_are_extracted(workers):
    items = [
        *(raw(article(number), f"{number}.txt") for number in range(3)),
        raw(b"\x89PNG\r\n\x1a\n", "picture.txt"),
    ]
    results = list(run(items, RegexExtractor, ExtractSettings(workers=workers), ANY))
    assert [result.outcome.code for result in results] == [None, None, None, "E104"]
    assert [result.outcome.document.text for result in results[:3]] == [
        article(number) for number in range(3)
    ]
    assert [len(result.claims) for result in results] == [1, 1, 1, 0]
    assert [result.characters for result in results[:3]] == [len(article(number)) for number in range(3)]


def test_copies_are_found_across_workers_and_chunks(workers):
    near = article(1, words=60)
    items = [
        raw(near, "first.txt"),
        *(raw(article(number), f"{number}.txt") for number in range(2, 12)),
        raw(near, "copy.txt"),
        raw(near + " More to come.", "near.txt"),
        raw("", "empty.txt"),
        raw("", "empty too.txt"),
    ]
    results = list(run(items, RegexExtractor, ExtractSettings(workers=workers, chunk=3), ANY))
    by_path = {result.outcome.path: result for result in results}
    assert (by_path["copy.txt"].outcome.code, by_path["copy.txt"].outcome.detail) == (
        "S202",
        "a copy of first.txt",
    )
    [claim] = by_path["near.txt"].claims
    assert claim.document.cluster == by_path["first.txt"].outcome.id
    assert by_path["near.txt"].outcome.document.cluster == claim.document.cluster
    assert by_path["empty too.txt"].outcome.code == "E103"  # nothing is no copy of nothing
    skipping = CleanSettings(language="any", skip_near_duplicates=True)
    results = list(run(items, RegexExtractor, ExtractSettings(workers=workers, chunk=3), skipping))
    assert {result.outcome.path: result.outcome.code for result in results}["near.txt"] == "S203"


@pytest.mark.parametrize(
    ("poison", "settings", "code"),
    [
        ("CRASH-HERE", {}, "E203"),
        ("HANG-HERE", {"timeout": 5}, "E202"),
        ("FILL-HERE", {"memory": 300}, "E205"),
    ],
)
def test_one_isolated_worker_loses_the_poisonous_document_alone(poison, settings, code):
    contents = [*(article(number) for number in range(5)), f"{poison} in this one.", article(6)]
    items = [raw(content, f"{number}.txt") for number, content in enumerate(contents)]
    chosen = ExtractSettings(workers=1, isolated=True, **settings)
    results = list(run(items, RegexExtractor, chosen, ANY))
    assert [result.outcome.code for result in results] == [None] * 5 + [code, None]
    assert sum(len(result.claims) for result in results) == 6


def test_a_crash_while_cleaning_costs_the_one_document(monkeypatch):
    """What a parser does to its process must not reach the run: cleaning is done in the worker."""
    items = [raw(article(number), f"{number}.txt") for number in range(4)]
    items[2] = raw("KILL-THE-CLEANER", "2.txt")
    results = list(run(items, CrashingCleaner, ExtractSettings(workers=1, isolated=True), ANY))
    assert [result.outcome.code for result in results] == [None, None, "E203", None]
    assert "SIGABRT" in results[2].outcome.detail


class CrashingCleaner(RegexExtractor):
    """Makes cleaning crash in the process it is made in."""

    def __init__(self, **options):
        super().__init__(**options)
        from claimwright.clean import article as module

        decode = module.decode

        def crashing(content, **declared):
            if b"KILL-THE-CLEANER" in content:
                os.abort()
            return decode(content, **declared)

        module.decode = crashing


def test_workers_end_with_a_parent_that_is_killed():
    program = (
        "import sys, time; sys.path[:0] = sys.argv[1:]\n"
        "from tests.batch.test_run import GOOD, RegexExtractor, ExtractSettings, run\n"
        "import multiprocessing\n"
        "if __name__ == '__main__':\n"
        "    results = run(GOOD * 50, RegexExtractor, ExtractSettings(workers=2, chunk=4))\n"
        "    next(results)\n"
        "    print(*(child.pid for child in multiprocessing.active_children()), flush=True)\n"
        "    time.sleep(60)\n"
    )
    root = Path(__file__).parents[2]
    process = subprocess.Popen(
        [sys.executable, "-c", program, str(root / "pipeline"), str(root)], stdout=subprocess.PIPE
    )
    children = [int(number) for number in process.stdout.readline().split()]
    assert len(children) == 2
    process.kill()
    process.communicate()
    deadline = time.monotonic() + 20
    while any(_alive(child) for child in children) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not any(_alive(child) for child in children)


def _alive(number):
    try:
        state = Path(f"/proc/{number}/stat").read_text()
    except OSError:
        return False
    return state.rpartition(")")[2].split()[0] != "Z"
