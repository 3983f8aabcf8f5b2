"""The page in a real browser, from a file, without a network."""

import re
import shutil
import subprocess

import pytest

from claimwright.report.page import build_page
from tests.report.samples import FIRST, Maker, sample_claims

BROWSER = shutil.which("chromium") or shutil.which("google-chrome") or shutil.which("chromium-browser")
pytestmark = pytest.mark.skipif(BROWSER is None, reason="no Chromium here: apt-get install chromium")


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    path = tmp_path_factory.mktemp("page") / "report.html"
    first = Maker(FIRST, "acme.txt").document
    path.write_text(build_page(sample_claims(), {first.sha256: first}), encoding="utf-8")
    return path


def rendered(page, anchor):
    """The document after its script ran, and what the browser complained about."""
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--enable-logging=stderr", "--dump-dom"]
    profile = f"--user-data-dir={page.parent / 'profile'}"
    done = subprocess.run(
        [str(BROWSER), *options, profile, f"{page.as_uri()}{anchor}"],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return done.stdout, [line for line in done.stderr.splitlines() if "CONSOLE" in line]


def test_the_script_runs_under_the_policy_and_opens_the_claim_of_the_address(page):
    document, complaints = rendered(page, "#c_0000000000000003")
    assert complaints == []
    assert '<body class="js">' in document
    assert re.search(r'<mark [^>]*class="trigger"[^>]*>receive<small', document)
    assert re.search(r'<mark [^>]*class="argument"[^>]*>package<small', document)
    # Marks of other claims are quiet; only the article of the claim is open.
    assert re.search(r'<mark [^>]*class="other"[^>]*>join<', document)
    assert re.search(r'<article id="article-1"[^>]* hidden=""', document)
    assert not re.search(r'<article id="article-0"[^>]* hidden=""', document)
    assert re.search(r'<tr id="claim-2"[^>]*aria-current="true"', document)


def test_without_an_anchor_the_list_waits(page):
    document, complaints = rendered(page, "")
    assert complaints == []
    assert len(re.findall(r'<article [^>]*hidden=""', document)) == 2
    assert not re.search(r"<tr [^>]*aria-current", document)
