"""Every kind of action is taken back, from the log, also after a restart."""

import re

from claimwright.store import ClaimFilter, open_store
from tests.review.browser.actions import answers, key_of, log, press, settled, wait_kind


def undone(page, path, action):
    """Undo once: the last decision is void, and it was of that kind."""
    before = len(log(path))
    page.keyboard.press("z")
    page.wait_for_function("() => document.querySelector('#said').textContent.startsWith('Undone')")
    settled(page)
    entries = log(path)
    assert len(entries) == before + 1
    target = next(entry for entry in entries if entry.id == entries[-1].undoes)
    assert (entries[-1].action, target.action) == ("undo", action)
    with open_store(path) as store:
        assert target not in store.rulings(target.document_sha256).decisions
    return target


def test_undo_of_each_kind_of_action(serve, open_page, store):
    server = serve("--order", "doubt")
    page = open_page(server.address)
    for key, action in (("a", "accept"), ("x", "reject"), ("u", "unsure")):
        claim = key_of(page)
        press(page, key)
        undone(page, store, action)
        assert key_of(page) == claim
        assert answers(store, claim) == {}
    # A correction.
    page.keyboard.press("e")
    wait_kind(page, "editor")
    told = page.input_value("#modality")
    page.select_option("#modality", "denied" if told != "denied" else "planned")
    settled(page)
    page.click("#save")
    page.wait_for_selector("#editor", state="detached")
    assert undone(page, store, "correct").claim_id == claim
    # Nothing missed.
    page.keyboard.press("0")
    page.wait_for_function("() => document.querySelector('#said').textContent.startsWith('Nothing missed')")
    undone(page, store, "nothing_missed")
    # What was undone is done again, and undone again.
    page.keyboard.press("Z")
    page.wait_for_function("() => document.querySelector('#said').textContent.startsWith('Done again')")
    assert [entry.action.value for entry in log(store)[-2:]] == ["undo", "undo"]
    undone(page, store, "nothing_missed")


def test_undo_of_a_split_a_merge_and_an_addition(serve, open_page, store):
    with open_store(store) as opened:
        rows = [row.claim for row in opened.claims(ClaimFilter())]
    pairs = [
        (a, b)
        for a in rows
        for b in rows
        if a.id != b.id and (a.document.sha256, a.type) == (b.document.sha256, b.type)
    ]
    first, second = pairs[0]
    server = serve("--order", "doubt")
    page = open_page(f"{server.address}/claim/{first.id}")
    # Merge with the one beside it.
    page.locator("li", has=page.locator(f"a[href='/claim/{second.id}']")).locator(
        "[data-action=merge]"
    ).click()
    wait_kind(page, "editor")
    page.click("#save")
    page.wait_for_selector("#editor", state="detached")
    assert undone(page, store, "merge").targets == (first, second)
    # Split it: the second part takes a value of the other claim.
    role = next(r for r in first.arguments if r.role in {a.role for a in second.arguments}).role
    other = next(a.span.text for a in second.arguments if a.role == role)
    mine = next(a.span.text for a in first.arguments if a.role == role)
    page.goto(f"{server.address}/claim/{first.id}")
    page.keyboard.press("s")
    wait_kind(page, "editor")
    page.fill(f"#words-{role}\\.0", other if other != mine else re.split(r"\s", other)[0])
    page.keyboard.press("Tab")
    page.wait_for_function("() => JSON.parse(document.querySelector('[name=past]').value).length > 0")
    settled(page)
    page.click("#save")
    page.wait_for_selector("#editor", state="detached")
    undone(page, store, "split")
    # An addition, the claim beside it told once more by other words.
    page.goto(f"{server.address}/claim/{first.id}")
    page.keyboard.press("m")
    wait_kind(page, "editor")
    page.select_option("#type", first.type)
    settled(page)
    for argument in first.arguments:
        page.fill(f"#words-{argument.role}\\.0", argument.span.text)
        page.keyboard.press("Tab")
        settled(page)
    page.fill("#words-trigger\\.0", first.mentions[0].trigger.text)
    page.keyboard.press("Tab")
    settled(page)
    page.click("#save")
    page.wait_for_selector("text=Added by reviewers")
    undone(page, store, "add")


def test_undo_goes_on_after_a_restart_and_has_no_limit(serve, open_page, store):
    server = serve("--order", "doubt")
    page = open_page(server.address)
    claims = []
    for _ in range(5):
        claims.append(key_of(page))
        press(page, "a")
    server.kill()
    server.start()
    page.goto(server.address)
    for claim in reversed(claims):
        undone(page, store, "accept")
        assert key_of(page) == claim
    page.keyboard.press("z")
    page.wait_for_function("() => document.querySelector('#said').textContent.includes('nothing to undo')")
    assert len(log(store)) == 10
