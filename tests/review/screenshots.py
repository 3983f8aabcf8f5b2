"""Takes the pictures of the review page for docs/: ``make screenshots``, or ``python -m tests.review.screenshots``."""

from __future__ import annotations

import random
import sys
import tempfile
from pathlib import Path

from claimwright.records import Shown
from claimwright.review.desk import Desk, Outlook
from claimwright.review.orders import OrderName
from claimwright.review.queue import draw
from claimwright.review.settings import ReviewSettings
from claimwright.schema import load_declarations
from claimwright.store import open_store
from claimwright.store.storable import claim_digest
from tests.review.articles import ROOT, extract_store
from tests.review.browser.actions import settled, wait_kind
from tests.review.browser.chromium import CHROMIUM, MISSING, launch
from tests.review.browser.server import Server
from tests.store.make import decide

DOCS = ROOT / "docs"
WIDE, TABLET = {"width": 1280, "height": 800}, {"width": 820, "height": 1180}
SHOWN = "Ingrid+Halvorsen&type=departure"  # in an article of the sample
SETTINGS = ReviewSettings(audit_share=0.5, overlap=1.0)
ANSWERED = 60
SLIPS = 0.1  # share of the made-up answers that are slips


def main() -> None:
    """All pictures."""
    if CHROMIUM is None:
        sys.exit(MISSING)
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        store = extract_store(folder)
        server = Server(store, folder, "--audit", "0.5", "--overlap", "1")
        server.wait()
        browser = launch(playwright)
        try:
            _take_claims(browser, server)
            _work(store)
            _take_figures(browser, server)
        finally:
            browser.close()
            server.stop()


def _work(store) -> None:
    """A review by two people, made up, so that the figures show something."""
    lot = random.Random(7)
    with open_store(store) as opened:
        desk = Desk(opened, load_declarations(), SETTINGS)
        for name, most in (("ann", ANSWERED), ("ben", ANSWERED * 2 // 3)):
            outlook = Outlook(name, OrderName.AUDIT)
            for _ in range(most):
                found = desk.find_next(outlook)
                if found is None or found.stored is None:
                    break
                claim = found.stored.claim
                right = draw("truth", claim.id) < claim.confidence
                right ^= lot.random() < SLIPS
                shown = Shown(claim.model, claim_digest(claim), "audit", found.item.reason, audit=True)
                action = "accept" if right else "reject"
                opened.append_decisions(
                    [decide(action, claim, by=name, shown=shown, seconds=round(lot.uniform(4, 30), 1))]
                )
        for document in opened.empty_documents(limit=10):
            shown = Shown(queue="articles", audit=True)
            opened.append_decisions([decide("nothing_missed", sha256=document.sha256, shown=shown)])


def _take_claims(browser, server) -> None:
    """One claim: by day, being put right, by night, on a tablet."""
    page = _page(browser, f"{server.address}/?text={SHOWN}", WIDE)
    _shoot(page, "claim")
    page.keyboard.press("e")
    wait_kind(page, "editor")
    page.keyboard.press("ArrowDown")
    settled(page)
    _shoot(page, "edit")
    page.context.close()
    for name, size, scheme in (("dark", WIDE, "dark"), ("tablet", TABLET, "light")):
        page = _page(browser, f"{server.address}/?text={SHOWN}", size, scheme)
        _shoot(page, name)
        page.context.close()


def _take_figures(browser, server) -> None:
    page = _page(browser, f"{server.address}/?order=conflicts", WIDE)
    _shoot(page, "conflict")
    page.goto(f"{server.address}/figures")
    _shoot(page, "figures", whole=True)
    page.context.close()


def _page(browser, address, size, scheme="light"):
    context = browser.new_context(viewport=size, color_scheme=scheme, reduced_motion="reduce")
    page = context.new_page()
    page.goto(address, timeout=60_000)
    return page


def _shoot(page, name, *, whole=False) -> None:
    page.wait_for_timeout(400)
    # The page's policy lets nobody put a style in, not even Playwright to hide the caret.
    page.screenshot(path=DOCS / f"review-{name}.png", full_page=whole, caret="initial")
    print(f"docs/review-{name}.png")


if __name__ == "__main__":
    main()
