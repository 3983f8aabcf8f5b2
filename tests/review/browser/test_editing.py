"""Claims put right in a browser: with the mouse and without, behind emoji, split, merged, added."""

from claimwright.exchange.offsets import offset_faults
from claimwright.store import open_store
from tests.review.browser.actions import log, select_words, settled, wait_kind


def claim_about(path, words):
    """A claim of the article with emoji whose evidence has these words."""
    with open_store(path) as store:
        rows = [row.claim for row in store.claims()]
    found = [
        c for c in rows if c.document.path.endswith("hostile.md") and words in c.mentions[0].evidence.text
    ]
    assert found, [c.mentions[0].evidence.text for c in rows if c.document.path.endswith("hostile.md")]
    return found[0]


def open_editor(page, server, claim):
    page.goto(f"{server.address}/claim/{claim.id}")
    page.keyboard.press("e")
    wait_kind(page, "editor")


def draft_says(page, role, words):
    page.wait_for_function(
        "([role, words]) => { const field = document.getElementById(`words-${role}.0`);"
        " return field && field.value === words; }",
        arg=[role, words],
    )


def saved(page, path):
    page.keyboard.press("Enter")
    page.wait_for_selector("#editor", state="detached")
    return log(path)[-1]


def test_a_span_behind_emoji_is_corrected_by_selection_and_by_keys(serve, open_page, store):
    server = serve()
    claim = claim_about(store, "Mira Osei")
    page = open_page(server.address)
    open_editor(page, server, claim)
    # By mouse: the words of the article, then the row's number.
    select_words(page, "Mira Osei")
    row = page.locator("li.slot", has=page.locator("#words-person\\.0"))
    row.locator(".take").click()
    draft_says(page, "person", "Mira Osei")
    # By keyboard: words, then characters, left and right.
    for key, words in (
        ("s", ": Mira Osei"),
        ("d", "Mira Osei"),
        ("j", "Mira"),
        ("k", "Mira Osei"),
        ("J", "Mira Ose"),
    ):
        page.keyboard.press(key)
        draft_says(page, "person", words)
    page.keyboard.press("z")
    draft_says(page, "person", "Mira Osei")
    page.keyboard.press("d")
    draft_says(page, "person", "Osei")
    made = saved(page, store)
    assert made.action == "correct"
    with open_store(store) as opened:
        document = opened.document(claim.document.sha256)
    [result] = made.results
    span = next(argument.span for argument in result.arguments if argument.role == "person")
    assert (span.start, span.text) == (document.text.index("Mira Osei") + len("Mira "), "Osei")
    assert "🎉" in document.text[: span.start]
    assert document.source[span.source_start : span.source_end] == "Osei"
    assert offset_faults(document, result) == []


def test_a_claim_is_split_and_its_article_shows_what_was_selected(serve, open_page, store):
    server = serve()
    claim = claim_about(store, "Mira Osei")
    page = open_page(f"{server.address}/claim/{claim.id}")
    page.keyboard.press("s")
    wait_kind(page, "editor")
    page.keyboard.press("t")
    page.wait_for_selector("#part-1[aria-pressed=true]")
    page.fill("#words-person\\.0", "Tomas Reyes")
    page.keyboard.press("Tab")
    page.wait_for_selector("#article mark.active:text('Tomas Reyes')")
    page.click("#save")
    page.wait_for_selector("#editor", state="detached")
    made = log(store)[-1]
    assert made.action == "split"
    assert made.results[1].values("person") == ("Tomas Reyes",)


def test_a_missed_claim_is_added_from_the_selected_trigger(serve, open_page, store):
    server = serve()
    claim = claim_about(store, "Mira Osei")
    page = open_page(f"{server.address}/claim/{claim.id}")
    select_words(page, "left")
    page.keyboard.press("m")
    wait_kind(page, "editor")
    assert page.input_value("#type") == "departure"
    for role, words in (("person", "Tomas Reyes"), ("employer", "Calder Foods")):
        page.fill(f"#words-{role}\\.0", words)
        page.keyboard.press("Tab")
        draft_says(page, role, words)
        settled(page)
    page.click("#save")
    page.wait_for_selector("text=Added by reviewers")
    made = log(store)[-1]
    assert (made.action, made.results[0].mentions[0].trigger.text) == ("add", "left")
    # The sentence of the trigger is the evidence, found by the server.
    assert made.results[0].mentions[0].evidence.text.startswith("Calder Foods said Tomas Reyes left")


def test_keys_that_come_before_the_server_answers_wait_their_turn(serve, open_page, store):
    server = serve()
    claim = claim_about(store, "Mira Osei")
    page = open_page(server.address)
    open_editor(page, server, claim)
    page.fill("#words-person\\.0", "desk")
    page.keyboard.press("Tab")
    draft_says(page, "person", "desk")
    settled(page)
    page.click("#heading")
    server.pause()
    for key in ("k", "k", "k", "k", "d", "J", "Enter"):
        page.keyboard.press(key)
    server.resume()
    page.wait_for_selector("#editor", state="detached")
    [made] = log(store)
    assert made.results[0].values("person") == ("reports: Mira Ose",)


def test_saving_saves_what_is_typed(serve, open_page, store):
    server = serve()
    claim = claim_about(store, "Mira Osei")
    page = open_page(server.address, expected=("422",))
    open_editor(page, server, claim)
    # Enter in a field shows where its words are, and does not save yet.
    page.fill("#words-position\\.0", "CHIEF")
    page.keyboard.press("Enter")
    draft_says(page, "position", "chief")
    # What the article does not say is not saved, and not forgotten either.
    page.fill("#words-position\\.0", "treasurer")
    page.click("#save")
    page.wait_for_selector(".warning:text('treasurer')")
    settled(page)
    assert page.input_value("#words-position\\.0") == "treasurer"
    assert log(store) == []
    # The button alone is enough.
    page.fill("#words-position\\.0", "finance")
    page.click("#save")
    page.wait_for_selector("#editor", state="detached")
    assert log(store)[-1].results[0].values("position") == ("finance",)


def test_the_focus_stays_on_what_is_pressed(serve, open_page, store):
    server = serve()
    claim = claim_about(store, "Mira Osei")
    page = open_page(server.address)
    open_editor(page, server, claim)
    page.click("#name-trigger\\.0")
    page.wait_for_selector("li.active #words-trigger\\.0")
    settled(page)
    for words in ("joined Calder", "joined Calder Foods"):
        page.focus("#end_right")
        page.keyboard.press("Enter")
        draft_says(page, "trigger", words)
        settled(page)
        assert page.evaluate("document.activeElement.id") == "end_right"


def test_nothing_is_saved_by_leaving(serve, open_page, store):
    server = serve()
    claim = claim_about(store, "Mira Osei")
    page = open_page(server.address)
    open_editor(page, server, claim)
    page.select_option("#modality", "denied")
    settled(page)
    page.click("#heading")
    page.keyboard.press("Escape")
    wait_kind(page, "claim")
    assert page.get_attribute("#item", "data-key") == claim.id
    assert log(store) == []
