"""Killed, cut off, refused: what was answered is kept, what was not saved is said."""

import sqlite3

from tests.review.browser.actions import CHANGED, answers, key_of, log, press, settled, wait_kind

BROKEN = ("Failed to load resource", "htmx:", "Response Status Error")  # the browser tells of them, too


def test_a_server_killed_in_the_middle_loses_nothing(serve, open_page, store):
    server = serve()
    page = open_page(server.address, expected=BROKEN)
    said = []
    for _ in range(6):
        said.append(key_of(page))
        press(page, "a" if page.get_attribute("#item", "data-kind") == "claim" else "0")
    claim = key_of(page)
    page.click("summary:text('Note')")
    page.fill("#note", "typed before it broke")
    page.click("#heading")
    server.kill()
    key = "x" if page.get_attribute("#item", "data-kind") == "claim" else "0"
    page.keyboard.press(key)
    page.wait_for_selector("#failure:not([hidden])")
    assert "Not saved" in page.inner_text("#failure")
    assert key_of(page) == claim  # not optimistic
    assert page.input_value("#note") == "typed before it broke"
    assert len(log(store)) == 6
    server.start()
    page.click("#failure button[data-does=retry]")
    page.wait_for_function(CHANGED, arg=claim)
    assert page.is_hidden("#failure")
    decisions = log(store)
    assert [one.claim_id or one.document_sha256 for one in decisions] == [*said, claim]
    assert decisions[-1].note == "typed before it broke"


def test_an_answer_that_arrived_but_was_not_confirmed_is_not_written_twice(serve, open_page, store):
    server = serve("--order", "doubt")
    page = open_page(server.address, expected=BROKEN)
    claim = key_of(page)
    dropped = []

    def drop(route):
        """The answer of the server gets lost on the way, once."""
        if dropped:
            route.continue_()
            return
        dropped.append(route.fetch())
        route.abort()

    page.route("**/decide", drop)
    page.keyboard.press("a")
    page.wait_for_selector("#failure:not([hidden])")
    assert len(log(store)) == 1
    page.click("#failure button[data-does=retry]")
    page.wait_for_function(CHANGED, arg=claim)
    assert len(log(store)) == 1
    assert answers(store, claim) == {"ann": "accepted"}


def test_a_store_that_refuses_is_said_and_the_page_stays_usable(serve, open_page, store):
    server = serve("--order", "doubt")
    page = open_page(server.address, expected=BROKEN)
    claim = key_of(page)
    # Somebody else's program took the write lock; ours would wait a minute, so the log itself refuses.
    with sqlite3.connect(store) as connection:
        connection.execute(
            "CREATE TRIGGER refuse BEFORE INSERT ON decisions BEGIN SELECT RAISE(ABORT, 'the disk is full'); END"
        )
    page.keyboard.press("a")
    page.wait_for_selector("#failure:not([hidden])")
    told = page.inner_text("#failure")
    assert "Not saved: E803" in told
    assert "the disk is full" in told
    assert key_of(page) == claim
    assert log(store) == []
    with sqlite3.connect(store) as connection:
        connection.execute("DROP TRIGGER refuse")
    page.click("#failure button[data-does=dismiss]")
    page.click("#heading")
    press(page, "x")
    assert answers(store, claim) == {"ann": "rejected"}


def test_a_correction_that_could_not_be_saved_is_still_there(serve, open_page, store):
    server = serve("--order", "doubt")
    page = open_page(server.address, expected=BROKEN)
    page.keyboard.press("e")
    wait_kind(page, "editor")
    page.select_option("#modality", "denied" if page.input_value("#modality") != "denied" else "planned")
    settled(page)
    wanted = page.input_value("#modality")
    server.kill()
    page.click("#save")
    page.wait_for_selector("#failure:not([hidden])")
    assert page.input_value("#modality") == wanted
    server.start()
    page.click("#failure button[data-does=retry]")
    page.wait_for_selector("#editor", state="detached")
    [made] = log(store)
    assert made.results[0].modality == wanted
