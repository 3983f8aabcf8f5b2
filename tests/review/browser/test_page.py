"""Keys, focus, hostile articles, and the way through the pages."""

from claimwright.store import open_store
from tests.review.articles import EMOJI
from tests.review.browser.actions import CHANGED, key_of, log, press, settled, wait_kind


def test_a_script_tag_in_an_article_stays_text(serve, open_page, store):
    with open_store(store) as opened:
        [document] = [d for d in opened.documents() if d.path.endswith("hostile.md")]
    server = serve()
    page = open_page(f"{server.address}/article/{document.sha256}")
    shown = page.inner_text("#article")
    assert "<script>document.title='owned'</script>" in shown
    assert EMOJI in shown
    assert page.title() == "Review – claimwright"
    assert page.locator("#article script, #article img").count() == 0
    assert page.locator("main").count() == 1
    with open_store(store) as opened:
        claim = next(row.claim for row in opened.claims() if row.claim.document.sha256 == document.sha256)
    page.goto(f"{server.address}/claim/{claim.id}")
    page.keyboard.press("o")
    page.wait_for_selector("#original[open] pre")
    assert page.locator("#original script, #original img").count() == 0
    assert page.title() == "Review – claimwright"


def test_nothing_fires_while_a_field_has_the_focus(serve, open_page, store):
    server = serve("--order", "doubt")
    page = open_page(server.address)
    claim = key_of(page)
    page.click("summary:text('Note')")
    page.click("#note")
    page.keyboard.type("ax uz?0n")
    assert page.input_value("#note") == "ax uz?0n"
    page.focus("#order")
    page.keyboard.press("x")
    settled(page)
    assert key_of(page) == claim
    assert log(store) == []
    # Chords of the browser are left alone.
    page.click("#heading")
    page.keyboard.press("Control+z")
    settled(page)
    assert log(store) == []


def test_keys_can_be_moved_and_switched_off(serve, open_page, store):
    server = serve("--order", "doubt")
    page = open_page(f"{server.address}/settings")
    page.fill("[name=key-accept]", "y")
    page.click("form[action='/settings/keys'] button.primary")
    page.wait_for_selector("text=Saved.")
    page.goto(server.address)
    assert page.inner_text("[data-action=accept] kbd") == "y"
    claim = key_of(page)
    page.keyboard.press("a")
    settled(page)
    assert key_of(page) == claim
    press(page, "y")
    assert len(log(store)) == 1
    page.goto(f"{server.address}/settings")
    page.uncheck("[name=shortcuts]")
    page.click("form[action='/settings/keys'] button.primary")
    page.goto(server.address)
    page.keyboard.press("y")
    settled(page)
    assert len(log(store)) == 1
    page.click("[data-action=accept]")
    page.wait_for_function("() => document.querySelector('#said').textContent.startsWith('Accepted')")
    assert len(log(store)) == 2


def test_the_focus_and_the_announcement_follow_the_item(serve, open_page):
    server = serve("--order", "doubt")
    page = open_page(server.address)
    press(page, "a")
    assert page.evaluate("document.activeElement.id") == "heading"
    assert page.inner_text("#said").startswith("Accepted: ")
    assert page.get_attribute("#said", "aria-live") == "polite"
    # The evidence is in sight.
    inside = """() => {
      const reader = document.querySelector('#reader').getBoundingClientRect();
      const mark = document.querySelector('#article mark.trigger').getBoundingClientRect();
      return mark.top >= reader.top && mark.bottom <= reader.bottom;
    }"""
    assert page.evaluate(inside)


def test_next_previous_roles_and_help(serve, open_page, store):
    server = serve("--order", "doubt")
    page = open_page(server.address)
    first = key_of(page)
    press(page, "n")
    second = key_of(page)
    press(page, "n")
    press(page, "p")
    assert key_of(page) == second
    press(page, "p")
    assert key_of(page) == first
    page.keyboard.press("1")
    page.wait_for_selector("#article mark.flash")
    page.keyboard.press("?")
    page.wait_for_selector("#help[open]")
    page.keyboard.press("a")
    page.keyboard.press("Escape")
    assert key_of(page) == first
    assert log(store) == []


def test_queues_and_filters_without_loading_the_page(serve, open_page):
    server = serve()
    page = open_page(server.address)
    page.select_option("#order", "articles")
    wait_kind(page, "article")
    page.select_option("#order", "doubt")
    wait_kind(page, "claim")
    page.click("summary:text('Filter')")
    page.fill("[name=text]", "no such words anywhere")
    page.keyboard.press("Enter")
    wait_kind(page, "none")
    page.click("text=No filter")
    wait_kind(page, "claim")
    settled(page)
    assert page.input_value("[name=text]") == ""


def test_queue_and_filter_stay_when_one_comes_back(serve, open_page):
    server = serve()
    page = open_page(server.address)
    page.select_option("#order", "person")
    wait_kind(page, "claim")
    page.click("summary:text('Filter')")
    page.check("[name=type][value=departure]")
    page.wait_for_selector("#item .type:text('Departure')")
    settled(page)
    page.reload()
    assert page.input_value("#order") == "person"
    assert page.is_checked("[name=type][value=departure]")
    page.click("nav a:text('Figures')")
    page.click("nav a:text('Review')")
    assert page.input_value("#order") == "person"
    assert "csrf" not in page.url


def test_another_claim_of_the_article_is_a_click_away(serve, open_page, store):
    with open_store(store) as opened:
        rows = [row.claim for row in opened.claims()]
    several = next(c for c in rows if sum(o.document.sha256 == c.document.sha256 for o in rows) > 1)
    server = serve()
    page = open_page(f"{server.address}/claim/{several.id}")
    page.locator(".beside a").first.click()
    page.wait_for_function(CHANGED, arg=several.id)
    assert page.get_attribute("#item", "data-sha256") == several.document.sha256


def test_light_and_dark_by_choice(serve, open_page):
    server = serve()
    page = open_page(server.address)
    assert page.get_attribute("html", "data-theme") == "auto"
    light = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.click("[data-does=theme]")
    page.click("[data-does=theme]")
    assert page.get_attribute("html", "data-theme") == "dark"
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != light
    page.goto(f"{server.address}/figures")
    assert page.get_attribute("html", "data-theme") == "dark"
