"""Debian's Chromium, as Playwright is to start it: it brings none of its own."""

from __future__ import annotations

import atexit
import shutil
from functools import cache

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
MISSING = "no Chromium here: apt-get install chromium"
ARGUMENTS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)


@cache
def the_browser():
    """The one browser of this process: Playwright allows no second one beside it."""
    from playwright.sync_api import sync_playwright

    playwright = sync_playwright().start()
    opened = launch(playwright)
    atexit.register(playwright.stop)
    atexit.register(opened.close)
    return opened


def launch(playwright):
    """A browser with a profile of its own, which is gone with it."""
    return playwright.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
