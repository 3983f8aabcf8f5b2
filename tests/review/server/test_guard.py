"""What the guard lets in, and what it puts on every answer."""

import re
from urllib.parse import urlencode

import pytest
from starlette.testclient import TestClient

from claimwright.review.server.guard import POLICY
from tests.review.conftest import HOST

FORM = {"content-type": "application/x-www-form-urlencoded"}


def test_every_answer_carries_the_policy(page):
    for path in ("/", "/figures", "/static/page.js", "/no-such-page"):
        answer = page.client.get(path)
        assert answer.headers["content-security-policy"] == POLICY
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "same-origin"
    assert "unsafe" not in POLICY
    assert page.client.get("/").headers["cache-control"] == "no-store"
    assert "immutable" in page.client.get("/static/page.js").headers["cache-control"]


def test_the_page_has_nothing_inline_and_nothing_from_elsewhere(page):
    for path in ("/", "/history", "/figures", "/settings"):
        html = page.get(path).text
        assert not re.search(r"<script(?![^>]*\ssrc=)", html)
        assert not re.search(r"<style|\sstyle=|\son\w+=", html)
        assert set(re.findall(r'(?:src|href)="(https?://[^"]+)"', html)) <= {"https://ledgerwire.example/x"}


def test_other_host_names_are_refused(page):
    assert page.client.get("/", headers={"host": "evil.example"}).status_code == 421
    assert page.client.get("/", headers={"host": "127.0.0.1:1"}).status_code == 421


@pytest.mark.parametrize(
    ("headers", "fields"),
    [
        ({"origin": "http://evil.example"}, {}),
        ({"origin": "http://127.0.0.1:9999"}, {}),
        ({"origin": "null"}, {}),
        ({"sec-fetch-site": "cross-site"}, {}),
        ({"sec-fetch-site": "same-site"}, {}),
        ({}, {"csrf": "guessed-token-of-some-length"}),
        ({}, {"csrf": ""}),
    ],
)
def test_forged_answers_are_refused(page, store, headers, fields):
    answer = page.post("/decide", fields, headers=headers, action="accept")
    assert answer.status_code == 403
    assert list(store.decisions()) == []


def test_without_the_cookie_nothing_is_taken(page, store):
    stranger = TestClient(page.app, base_url=f"http://{HOST}")
    form = {**page.fields(), "action": "accept", "client_id": "attempt-123456"}
    assert stranger.post("/decide", data=form).status_code == 403
    assert list(store.decisions()) == []


def test_only_forms_of_a_bearable_size_are_taken(page, store):
    assert page.post("/decide", action="accept", note="x" * 2_000_000).status_code == 413

    def drip():
        yield (
            urlencode({**page.fields(), "action": "accept", "client_id": "attempt-123456"}).encode()
            + b"&note="
        )
        for _ in range(40):
            yield b"x" * 50_000

    assert page.client.post("/decide", content=drip(), headers=FORM).status_code == 413
    assert page.client.post("/decide", json={"action": "accept"}).status_code == 415
    many = urlencode([(f"field{n}", "1") for n in range(5000)])
    assert page.client.post("/decide", content=many, headers=FORM).status_code == 422
    assert list(store.decisions()) == []


def test_beyond_this_machine_a_token_is_needed(desk, open_page):
    page = open_page(desk, token="a-long-enough-token", hosts=frozenset())
    assert page.client.get("/").status_code == 403
    assert page.client.get("/?token=another-token-here").status_code == 403
    assert page.client.get("/static/page.js").status_code == 403
    first = page.client.get("/?token=a-long-enough-token", follow_redirects=False)
    assert (first.status_code, first.headers["location"]) == (303, "/")
    cookie = first.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    assert page.client.get("/").status_code == 200


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(desk, open_page):
    page = open_page(desk)
    stranger = TestClient(page.app, base_url=f"http://{HOST}")
    cookie = stranger.get("/").headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
