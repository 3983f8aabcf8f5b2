"""``claimwright review`` as a user starts and stops it; what the page does is tested in tests/review."""

from __future__ import annotations

import re
import signal
import socket
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from claimwright.store import open_store
from tests.cli.command import REAL, run, start
from tests.store.make import article

ADDRESS = re.compile(rb"review at (http://\S+)")


@pytest.fixture
def store(tmp_path):
    path = tmp_path / "claims.db"
    document, claims = article()
    with open_store(path, create=True) as opened:
        opened.add(opened.start_run(claims[0].model), document, claims)
    return path


def started(*arguments):
    """The command, and the address it told."""
    process = start(REAL, "review", *arguments, "--no-browser")
    line = process.stderr.readline()
    assert ADDRESS.search(line), line + process.stderr.read()
    return process, ADDRESS.search(line)[1].decode()


def stopped(process):
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=60)
    assert b"Traceback" not in errors
    return process.returncode


def test_the_page_is_served_and_ctrl_c_stops_it(store):
    process, address = started(store, "--port", "0", "--reviewer", "ann")
    with urllib.request.urlopen(address, timeout=60) as answer:
        html = answer.read().decode()
    assert "JaneA Roe0" in html
    assert ">ann<" in html
    assert address.startswith("http://127.0.0.1:")
    assert stopped(process) == 0


def test_a_port_that_is_taken_is_said(store):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = run(REAL, "review", store, "--no-browser", "--port", taken.getsockname()[1])
    assert done.returncode == 2
    assert done.stderr.startswith("E601 127.0.0.1:")


def test_without_a_port_another_is_found(store):
    first, one = started(store)
    second, other = started(store)
    assert one != other
    for process in (first, second):
        stopped(process)


def test_a_store_that_is_not_there_is_said(tmp_path):
    done = run(REAL, "review", tmp_path / "nothing.db", "--no-browser")
    assert done.returncode != 0
    assert done.stderr.startswith("E801")


def test_beyond_this_machine_it_wants_a_token_and_warns(store):
    done = run(REAL, "review", store, "--no-browser", "--host", "0.0.0.0")
    assert done.returncode == 2
    assert "--token" in done.stderr
    assert run(REAL, "review", store, "--no-browser", "--token", "short").returncode == 2
    process, address = started(store, "--host", "0.0.0.0", "--port", "0", "--token", "new")
    assert b"unencrypted" in process.stderr.readline()
    local = address.replace("0.0.0.0", "127.0.0.1")
    assert "?token=" in local
    with pytest.raises(urllib.error.HTTPError, match="403"):
        urllib.request.urlopen(local.partition("?")[0], timeout=60)
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
    assert "JaneA Roe0" in opener.open(local, timeout=60).read().decode()
    stopped(process)


@pytest.mark.skipif(not Path("/proc/self/maps").exists(), reason="only Linux tells what a process has loaded")
def test_the_server_is_light(store):
    """What the page needs of memory and modules; the model and its libraries are not among them."""
    process, address = started(store, "--port", "0")
    urllib.request.urlopen(address, timeout=60).close()
    maps = Path(f"/proc/{process.pid}/maps").read_text(encoding="utf-8")
    stopped(process)
    assert not [
        name for name in ("torch", "spacy", "pandas", "onnxruntime", "pyarrow") if f"/{name}/" in maps
    ]
