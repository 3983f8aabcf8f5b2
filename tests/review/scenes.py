"""The screens worth looking at, one after another: for the accessibility scan and for the pictures of the docs."""

from __future__ import annotations

from collections.abc import Iterator

from claimwright.store import open_store
from tests.review.browser.actions import settled, wait_kind
from tests.store.make import decide


def open_scenes(page, server, store) -> Iterator[str]:
    """Bring every kind of screen on; yields its name while it is there.

    Args:
        page: on the review page, something answered already.
        server: of the page.
        store: file of its store, so that a second reviewer can disagree.
    """
    yield "claim"
    page.keyboard.press("e")
    wait_kind(page, "editor")
    page.keyboard.press("ArrowDown")
    settled(page)
    yield "edit"
    page.click("#cancel")
    wait_kind(page, "claim")
    page.keyboard.press("?")
    page.wait_for_selector("#help[open]")
    yield "help"
    page.keyboard.press("Escape")
    page.click("summary:text('Filter')")
    yield "filter"
    page.goto(f"{server.address}/?order=articles")
    yield "article"
    _disagree(store)
    page.goto(f"{server.address}/?order=conflicts")
    wait_kind(page, "conflict")
    yield "conflict"
    for path in ("history", "figures", "settings"):
        page.goto(f"{server.address}/{path}")
        yield path


def _disagree(path) -> None:
    """Ben rejects what Ann accepted."""
    with open_store(path) as store:
        first = next(entry.decision for entry in store.decisions() if entry.decision.action == "accept")
        store.append_decisions(
            [decide("reject", *first.targets, by="ben", note="The sentence says the opposite.")]
        )
