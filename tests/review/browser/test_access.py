"""Barriers: what axe-core finds on every kind of screen, by day and by night."""

import pytest
from playwright.sync_api import expect

from tests.review.browser.actions import press, wait_kind
from tests.review.scenes import open_scenes

SERIOUS = {"serious", "critical"}


def barriers(page):
    """Findings that shut people out, each with the element."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page).response["violations"]
    return [
        (one["id"], one["impact"], node["html"][:160])
        for one in found
        if one["impact"] in SERIOUS
        for node in one["nodes"]
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_serious_barriers(serve, open_page, store, scheme):
    server = serve("--order", "doubt", "--overlap", "1")
    page = open_page(server.address, scheme=scheme)
    press(page, "a")
    found = {}
    for name in open_scenes(page, server, store):
        found[name] = barriers(page)
    assert {name: list_ for name, list_ in found.items() if list_} == {}
    assert len(found) >= 8


def test_at_tablet_width_everything_is_reached(serve, open_page):
    server = serve("--order", "doubt")
    page = open_page(server.address, width=800, height=1100)
    overflow = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(overflow) <= 0
    assert page.is_visible("[data-action=accept]")
    expect(page.locator("#article mark.trigger").first).to_be_in_viewport()
    press(page, "a")
    assert page.evaluate(overflow) <= 0
    page.keyboard.press("e")
    wait_kind(page, "editor")
    assert page.evaluate(overflow) <= 0
    expect(page.locator("#article mark.active")).to_be_in_viewport()
    assert barriers(page) == []


def test_a_claim_is_answered_by_keyboard_alone(serve, open_page):
    """With single keys unused: the buttons are reached with Tab."""
    server = serve("--order", "doubt")
    page = open_page(server.address)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.dataset.action") == "reject":
            break
    press(page, "Enter")
    assert page.inner_text("#said").startswith("Rejected")
