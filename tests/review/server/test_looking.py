"""What the page shows."""

import html as html_module
import re

from claimwright.review.orders import OrderName


def text_of(page):
    """The article's text, put together from its pieces, with their places."""
    pieces = re.findall(r'<(?:span|mark) data-at="(\d+)"[^>]*>(.*?)</(?:span|mark)>', page.html, re.DOTALL)
    return [(int(at), html_module.unescape(text)) for at, text in pieces]


def test_the_first_page_shows_a_claim_and_why(page):
    assert page.kind == "claim"
    assert re.search(r'class="reason">.*The model', page.html, re.DOTALL)
    assert "<b>0</b> answered" in page.html
    assert "<b>6</b> left" in page.html


def test_pieces_are_the_article_by_code_points(page, store, claim_of):
    claim = claim_of("Jane Roe", employer="Initech")
    page.get(f"/claim/{claim.id}")
    document = store.document(claim.document.sha256)
    pieces = text_of(page)
    assert all(document.text[at : at + len(text)] == text for at, text in pieces)
    covered = sum(len(text) for _, text in pieces)
    assert covered == sum(block.end - block.start for block in document.blocks)
    marked = {m[1] for m in re.finditer(r'<mark data-at="(\d+)" class="[^"]*(?:trigger|argument)', page.html)}
    spans = [claim.mentions[0].trigger, *(argument.span for argument in claim.arguments)]
    assert {str(span.start) for span in spans} <= marked


def test_other_claims_are_marked_faintly_and_lead_there(page, claim_of):
    claim, other = claim_of("Jane Roe", employer="Acme"), claim_of("Max Mint", "departure")
    page.get(f"/claim/{claim.id}")
    assert f'data-claim="{other.id}"' in page.html
    assert f'hx-get="/claim/{other.id}"' in page.html


def test_markup_in_an_article_is_text(page, claim_of):
    claim = claim_of("Ada Low")
    page.get(f"/claim/{claim.id}")
    assert "<script>alert" not in page.html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page.html
    page.get(f"/claim/{claim.id}/source")
    assert "<script>alert" not in page.html
    assert page.html.count('<mark class="evidence">') == 1


def test_what_is_not_in_the_store_is_said(page):
    answer = page.get("/claim/c_ffffffffffffffff")
    assert answer.status_code == 404
    assert answer.text.startswith("E808")
    assert page.get("/article/" + "0" * 64).status_code == 404


def test_filters_narrow_the_queue_and_stay_in_the_page(page):
    page.get("/?type=departure&text=mint")
    assert "Max Mint" in page.html
    assert re.search(r'name="type" value="departure" checked', page.html)
    assert 'value="mint"' in page.html
    page.get("/?type=departure&text=no+such+words")
    assert page.kind == "none"
    page.get("/?least=80&most=95")
    assert page.kind == "claim"
    page.get("/?least=95")
    assert page.kind == "none"
    page.get("/?from=2031-01-01&order=no-such-order&least=many")
    assert page.kind == "none"


def test_confidence_of_an_audit_claim_is_hidden_until_answered(make_desk, open_page):
    blind = open_page(make_desk(audit_share=1.0), order=OrderName.AUDIT)
    assert "Confidence is hidden" in blind.html
    assert "<meter" not in blind.html
    key = blind.key
    blind.post("/decide", action="accept")
    blind.get(f"/claim/{key}?queue=audit")
    assert "<meter" in blind.html
    seeing = open_page(make_desk(audit_share=1.0, blind=False), order=OrderName.AUDIT)
    assert "<meter" in seeing.html


def test_others_answers_are_not_shown_before_ones_own(make_desk, open_page, store, claim_of):
    from tests.store.make import decide

    claim = claim_of("Ada Low")
    store.append_decisions([decide("reject", claim, by="ben", note="ben's own words")])
    page = open_page(make_desk(overlap=1.0))
    page.get(f"/claim/{claim.id}")
    assert "ben&#39;s own words" not in page.html
    page.post("/decide", action="reject")
    page.get(f"/claim/{claim.id}")
    assert "ben&#39;s own words" in page.html


def test_a_part_is_a_part(page):
    part = page.get("/next", **{"hx-request": "true"}).text
    assert part.lstrip().startswith("<main")
    assert "<html" not in part
    assert 'hx-swap-oob="true"' in part
    assert page.get("/next").text.startswith("<!doctype html>")


def test_figures_settings_and_history_open(page):
    page.post("/decide", action="accept")
    for path, words in (("/figures", "By reviewer"), ("/settings", "Single keys"), ("/history", "accepted")):
        answer = page.get(path)
        assert answer.status_code == 200
        assert words in answer.text
