"""How long it takes: to the first claim, and for two hundred answers, each on the disk before the next is shown.

Each is tried up to three times, and the best counts. The limits are seconds on the wall. Where other programs want the
cores, waiting for one is no fault of ours: there, what server and browser worked in all has to be no more than two
cores do in that time. Where more than three want each core, time says nothing about us: it is told, and only what was
stored is checked.
"""

import os
import shutil
import time
from dataclasses import dataclass

import psutil

from tests.review.browser.actions import answers, log, press

DECISIONS, DECISIONS_SECONDS = 200, 10.0
FIRST_SECONDS = 2.0
TRIES = 3
STARVED = 3.0  # programs for each core
ITEM = "[document.querySelector('#item').dataset].map(data => [data.key, data.kind])[0]"
ACTIONS = {"a": "accept", "x": "reject", "u": "unsure", "0": "nothing_missed"}


@dataclass(frozen=True)
class Measured:
    """Seconds on the wall, and seconds of processor time of server and browser."""

    wall: float
    work: float

    def __str__(self):
        return f"{self.wall:.2f} s, {self.work:.2f} s of work, {os.getloadavg()[0]:.1f} programs at once"

    def within(self, limit):
        crowd = os.getloadavg()[0] / (os.cpu_count() or 1)
        return self.wall < limit or (crowd > 1 and self.work < 2 * limit) or crowd > STARVED


def measure(deed):
    """Do something and say what it took."""
    begin, done = time.perf_counter(), worked()
    deed()
    return Measured(time.perf_counter() - begin, worked() - done)


def worked():
    """Seconds of processor time that server and browser have used; Playwright's own do not count."""
    return sum(of_process(one) for one in psutil.Process().children(recursive=True))


def of_process(process):
    try:
        return 0.0 if process.name() == "node" else sum(process.cpu_times()[:2])  # user and system
    except psutil.NoSuchProcess:
        return 0.0


def best(tries, limit, name, record_property):
    """Tries until one keeps the limit; tells what was measured."""
    told = []
    for measured in tries:
        told.append(f"{name}: {measured}")
        print(told[-1])
        if measured.within(limit):
            record_property(name, told[-1])
            return
    raise AssertionError("; ".join(told))


def test_the_first_claim_is_there_in_two_seconds(serve, open_page, record_property):
    page = open_page("about:blank")
    page.context.new_page().goto("about:blank")  # the browser is awake

    def first():
        page.goto(serve().address)
        page.wait_for_selector("#item #heading")

    best((measure(first) for _ in range(TRIES)), FIRST_SECONDS, "first claim", record_property)


def test_two_hundred_keyboard_decisions_in_ten_seconds(serve, open_page, store, tmp_path, record_property):
    def tries():
        for number in range(TRIES):
            copy = tmp_path / f"try{number}.db"
            shutil.copyfile(store, copy)
            server = serve("--overlap", "1", on=copy)
            page = open_page(server.address)
            said = []
            measured = measure(lambda: said.extend(answer_all(page, server)))  # noqa: B023 - called at once
            check(copy, said)
            yield measured

    best(tries(), DECISIONS_SECONDS, f"{DECISIONS} decisions", record_property)


def answer_all(page, server):
    """Answer with keys alone; what was on the screen, and the key."""
    said = []
    while len(said) < DECISIONS:
        item, kind = page.evaluate(ITEM)
        if kind == "none":  # a model that finds few claims: a second reviewer goes on
            page.context.add_cookies(
                [{"name": "claimwright_reviewer", "value": "ben", "url": server.address}]
            )
            page.goto(server.address)
            item, kind = page.evaluate(ITEM)
        key = ("a", "x", "u")[len(said) % 3] if kind == "claim" else "0"
        said.append((item, key))
        press(page, key, item)
    return said


def check(path, said):
    """Every answer is in the log, in order."""
    assert [(one.claim_id or one.document_sha256, one.action.value) for one in log(path)] == [
        (item, ACTIONS[key]) for item, key in said
    ]
    assert answers(path, next(item for item, key in said if key == "x"))["ann"] == "rejected"
