"""Two windows, two people: nobody is overwritten unseen."""

from tests.review.browser.actions import CHANGED, answers, key_of, log, press

CONFLICT = ("409",)


def test_two_tabs_in_conflict(serve, open_page, store):
    server = serve("--order", "doubt")
    first = open_page(server.address)
    second = open_page(server.address, first.context, expected=CONFLICT)
    claim = key_of(first)
    assert key_of(second) == claim
    press(first, "a")
    second.keyboard.press("x")
    second.wait_for_selector("text=you answered this in another window")
    assert key_of(second) == claim
    assert second.locator(".meanwhile .word.accepted").count() == 1
    assert second.locator(".meanwhile .word.rejected").count() == 1
    assert answers(store, claim) == {"ann": "accepted"}
    second.click("text=Put mine in its place")
    second.wait_for_function(CHANGED, arg=claim)
    assert answers(store, claim) == {"ann": "rejected"}
    assert len(log(store)) == 2


def test_two_tabs_and_the_first_answer_stays(serve, open_page, store):
    server = serve("--order", "doubt")
    first = open_page(server.address)
    second = open_page(server.address, first.context, expected=CONFLICT)
    claim = key_of(first)
    press(first, "a")
    second.keyboard.press("x")
    second.click("text=Leave it as it is")
    second.wait_for_function(CHANGED, arg=claim)
    assert answers(store, claim) == {"ann": "accepted"}
    assert len(log(store)) == 1


def test_two_people_and_an_adjudication(serve, open_page, store):
    server = serve("--order", "doubt")
    ann = open_page(server.address)
    ben = open_page(f"{server.address}/settings", expected=CONFLICT)
    ben.fill("[name=reviewer]", "ben")
    ben.click("form[action='/settings/reviewer'] button")
    ben.wait_for_selector("text=Saved.")
    ben.goto(server.address)
    claim = key_of(ann)
    assert key_of(ben) == claim
    press(ann, "a")
    # Ben was not told; his answer is not lost, and Ann's neither.
    ben.keyboard.press("x")
    ben.wait_for_selector("text=it was answered meanwhile")
    ben.click("text=Keep both answers")
    ben.wait_for_function(CHANGED, arg=claim)
    assert answers(store, claim) == {"ann": "accepted", "ben": "rejected"}
    ben.goto(f"{server.address}/?order=conflicts")
    assert ben.get_attribute("#item", "data-kind") == "conflict"
    assert ben.locator(".sides .answer").count() == 2
    ben.keyboard.press("f")
    ben.wait_for_selector("text=This queue is done")
    final = log(store)[-1]
    assert (final.final, final.action, final.reviewer) == (True, "accept", "ben")
    ben.goto(f"{server.address}/figures")
    assert "ann" in ben.inner_text("main")
