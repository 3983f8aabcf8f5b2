"""Every end of a run leaves whole records and a true account."""

import json
import os
import signal

import pytest

from claimwright.batch.deliver import Delivery
from claimwright.batch.failures import FailureLog
from claimwright.batch.interrupts import Interrupts
from claimwright.batch.output import open_target
from claimwright.batch.result import Result
from claimwright.batch.run import run
from claimwright.batch.sinks import ClaimSink
from claimwright.batch.summary import Summary
from claimwright.errors import ModelError, OutputError
from claimwright.exchange.formats import ClaimFormat, read_claims
from claimwright.records import Outcome, Status
from claimwright.settings import ExtractSettings
from tests.fakes import RegexExtractor, outcome

INPUTS = [
    outcome("Jane Roe joined Acme.", "0.txt"),
    Outcome("1.txt", Status.SKIPPED, code="S201", detail="German"),
    outcome("John Doe left Beta.", "2.txt"),
    Outcome("3.txt", Status.FAILED, code="E105"),
    outcome("Nobody moved.", "4.txt"),
]


def deliver(path, results, *, kind=ClaimFormat.JSONL, summary=None, watch=lambda result: None):
    target = open_target(str(path))
    delivery = Delivery(target, ClaimSink(kind, target), summary or Summary(), FailureLog(str(path)), watch)
    with Interrupts() as interrupts:
        delivery.run(results, interrupts)
    return delivery


def broken_after(count, error):
    yield from list(run(INPUTS, RegexExtractor, ExtractSettings()))[:count]
    raise error


@pytest.mark.parametrize("kind", [ClaimFormat.JSONL, ClaimFormat.PARQUET])
def test_all_is_delivered_and_counted(tmp_path, kind):
    summary = Summary()
    results = run(summary.watch(INPUTS), RegexExtractor, ExtractSettings())
    delivery = deliver(tmp_path / "out", results, kind=kind, summary=summary)
    assert delivery.error is None
    assert [claim.type for claim in read_claims(tmp_path / "out")] == ["hire", "departure"]
    data = summary.as_dict()
    assert (data["inputs"], data["extracted"], data["skipped"], data["failed"]) == (5, 3, 1, 1)
    assert (data["unfinished"], data["codes"]) == (0, {"S201": 1, "E105": 1})
    assert (data["claims"], data["claims_by_type"]) == (2, {"hire": 1, "departure": 1})
    listed = [json.loads(line) for line in (tmp_path / "out.failed.jsonl").read_text().splitlines()]
    assert [(item["path"], item["code"], item["status"]) for item in listed] == [
        ("1.txt", "S201", "skipped"),
        ("3.txt", "E105", "failed"),
    ]
    assert listed[0]["detail"] == "German"


def test_without_failures_there_is_no_list_of_them_not_even_an_old_one(tmp_path):
    (tmp_path / "out.failed.jsonl").write_text("from an earlier run\n")
    deliver(tmp_path / "out", run(INPUTS[:1], RegexExtractor))
    assert not (tmp_path / "out.failed.jsonl").exists()


@pytest.mark.parametrize("kind", [ClaimFormat.JSONL, ClaimFormat.PARQUET, ClaimFormat.CSV])
def test_an_interrupt_keeps_what_was_finished(tmp_path, kind):
    summary = Summary()
    results = run(summary.watch(INPUTS), RegexExtractor, ExtractSettings())

    def interrupt(result):
        if result.outcome.path == "0.txt":
            os.kill(os.getpid(), signal.SIGINT)

    deliver(tmp_path / "out", results, kind=kind, summary=summary, watch=interrupt)
    data = summary.as_dict()
    assert data["interrupted"]
    assert data["extracted"] == 1
    assert data["inputs"] == data["extracted"] + data["skipped"] + data["failed"] + data["unfinished"]
    if kind is ClaimFormat.CSV:
        assert len((tmp_path / "out").read_text().splitlines()) == 2
    else:
        assert [claim.type for claim in read_claims(tmp_path / "out")] == ["hire"]


def test_an_interrupt_before_anything_was_finished_leaves_the_old_file(tmp_path):
    (tmp_path / "out").write_text("old\n")
    delivery = deliver(tmp_path / "out", broken_after(0, KeyboardInterrupt()))
    assert delivery.summary.interrupted
    assert (tmp_path / "out").read_text() == "old\n"
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


@pytest.mark.parametrize(
    ("error", "code"), [(ModelError("E402", "m"), "E402"), (RuntimeError("a fault of ours"), "E203")]
)
def test_an_error_keeps_what_was_finished(tmp_path, error, code):
    delivery = deliver(tmp_path / "out", broken_after(3, error))
    assert delivery.error is not None
    assert delivery.error.code == code
    assert len(list(read_claims(tmp_path / "out"))) == 2


def test_output_that_fails_keeps_whole_lines(tmp_path):
    target = open_target(str(tmp_path / "out"))

    class Fails:
        whole = True
        count = 0

        def write(self, result: Result) -> None:
            self.count += 1
            if self.count == 2:
                target.write(b'{"half":')
                raise OutputError("E301", "out", "full")
            target.write(b'{"whole": 1}\n')

        def close(self) -> None:
            pass

    delivery = Delivery(target, Fails(), Summary(), None, lambda result: None)
    with Interrupts() as interrupts:
        delivery.run(run(INPUTS, RegexExtractor), interrupts)
    assert delivery.error is not None
    assert delivery.error.code == "E301"
    assert (tmp_path / "out").read_bytes() == b'{"whole": 1}\n'


def test_a_table_file_that_cannot_be_finished_is_not_left_behind(tmp_path):
    target = open_target(str(tmp_path / "out.parquet"))

    class Fails:
        whole = False

        def write(self, result: Result) -> None:
            target.write(b"PAR1")

        def close(self) -> None:
            raise OutputError("E301", "out.parquet", "full")

    delivery = Delivery(target, Fails(), Summary(), None, lambda result: None)
    with Interrupts() as interrupts:
        delivery.run(run(INPUTS, RegexExtractor), interrupts)
    assert delivery.error is not None
    assert list(tmp_path.iterdir()) == []


def test_a_signal_while_a_record_is_written_waits_for_its_end():
    done = []

    def write(interrupts):
        with interrupts.held():
            os.kill(os.getpid(), signal.SIGTERM)
            done.append("written")
        done.append("not reached")

    with Interrupts() as interrupts, pytest.raises(KeyboardInterrupt):
        write(interrupts)
    assert done == ["written"]
    assert interrupts.status == 128 + signal.SIGTERM


def test_handlers_are_put_back():
    before = signal.getsignal(signal.SIGINT)
    with Interrupts():
        assert signal.getsignal(signal.SIGINT) is not before
    assert signal.getsignal(signal.SIGINT) is before
