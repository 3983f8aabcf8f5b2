"""Several processes write at once, one is killed: nothing is lost, nothing is there twice."""

import os
import signal
import subprocess
import sys
import time

from sqlalchemy import text

from claimwright.store import open_store
from claimwright.store.check import Checked, check
from tests.cli.command import ENVIRONMENT, ROOT
from tests.store.make import article

_WRITERS, _ARTICLES, _SHARED = 3, 5, 3


def writer(address, number, articles=_ARTICLES, shared=_SHARED):
    environment = {**ENVIRONMENT, "PYTHONPATH": f"{ROOT / 'pipeline'}{os.pathsep}{ROOT}"}
    command = [sys.executable, "-m", "tests.store.writer", address, *map(str, (number, articles, shared))]
    return subprocess.Popen(command, env=environment, cwd=ROOT, stderr=subprocess.PIPE, text=True)


def faults(store):
    return [f"{fault.place}: {fault.what}" for fault in check(store, Checked())]


def test_writers_at_once_lose_nothing(address):
    with open_store(address, create=True) as store:
        processes = [writer(address, number) for number in range(_WRITERS)]
        told = [process.communicate(timeout=900)[1] for process in processes]
        assert [process.returncode for process in processes] == [0] * _WRITERS, told
        own = {article(1000 * (n + 1) + i)[0].sha256 for n in range(_WRITERS) for i in range(_ARTICLES)}
        common = {article(index)[0].sha256 for index in range(_SHARED)}
        assert {known.sha256 for known in store.documents()} == own | common
        assert store.count() == 2 * len(own | common)
        log = [logged.decision for logged in store.decisions()]
        expected = {
            f"client-{n}-{name}"
            for n in range(_WRITERS)
            for name in (*range(1000 * (n + 1), 1000 * (n + 1) + _ARTICLES), *range(_SHARED))
        }
        assert sorted(decision.client_id for decision in log) == sorted(expected)
        for sha256 in common:  # what all decided on is answered by all
            [first, *_] = [s for s in store.claims() if s.claim.document.sha256 == sha256]
            assert set(store.answers(first)) == {f"r{number}" for number in range(_WRITERS)}
        assert faults(store) == []


def test_a_killed_writer_leaves_a_sound_store(address):
    with open_store(address, create=True) as store:
        for number in range(3):
            before = _decisions(store)
            process = writer(address, number, articles=400, shared=0)
            _wait(lambda limit=before + 2 + 2 * number: _decisions(store) > limit)
            os.kill(process.pid, signal.SIGKILL)
            process.communicate()
            assert faults(store) == []
        assert _decisions(store) > 6
        # What was answered before the kill is there: each document with a decision has its claims and answers.
        for logged in store.decisions():
            assert store.document(logged.decision.document_sha256)


def test_readers_do_not_wait_for_a_writer(address):
    """A reader sees the last whole state while a transaction is open; opening an up-to-date store takes no lock."""
    with open_store(address, create=True) as store, store.database.write() as connection:
        connection.execute(
            text("INSERT INTO models (name, version, digest, added) VALUES ('a', 'b', 'c', 'd')")
        )
        with open_store(address) as other:
            started = time.perf_counter()
            assert other.count() == 0
            assert time.perf_counter() - started < 5


def _decisions(store):
    with store.database.read() as connection:
        return connection.execute(text("SELECT count(*) FROM decisions")).scalar_one()


def _wait(condition):
    for _ in range(12000):
        if condition():
            return
        time.sleep(0.05)
    raise AssertionError("it did not come about in ten minutes")
