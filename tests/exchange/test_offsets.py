"""The proof of the offsets finds every kind of wrong span."""

from dataclasses import replace

import pytest

from claimwright.clean import clean
from claimwright.exchange.offsets import offset_faults, span_fault, spans_of
from claimwright.records import RawDocument, SourceFormat, Span
from tests.fakes import RegexExtractor

PAGE = b"""<html><head><title>News</title></head><body><article><h1>A move at Acme</h1>
<p>It was a quiet week in the valley, until the news broke on Tuesday afternoon and was confirmed by both firms.</p>
<p>Jane <b>Roe</b> joined A&#99;me as chief engineer &amp; adviser, the company said in a statement to its staff.</p>
<p>She had spent nine years at a rival, where she built the team that trains the largest of its models.</p>
</article></body></html>"""


@pytest.fixture(scope="module")
def document():
    cleaned = clean(RawDocument("page.html", PAGE, SourceFormat.HTML)).document
    assert cleaned is not None
    return cleaned


def test_claims_of_a_page_hold(document):
    [(_, [claim])] = list(RegexExtractor().extract([document]))
    assert claim.values("employer") == ("Acme",)
    assert offset_faults(document, claim) == []
    assert len(list(spans_of(claim))) == 4


def test_every_shift_is_found(document):
    start = document.text.index("Jane Roe")
    span = document.span(start, start + 8)
    assert span_fault(document, span) is None
    for name in ("source_start", "source_end"):
        for shift in (-3, -1, 1, 3):
            moved = replace(span, **{name: getattr(span, name) + shift})
            assert span_fault(document, moved) is not None, (name, shift)
    assert "cleaned text" in (span_fault(document, Span(start + 1, start + 9, 0, 9, "Jane Roe")) or "")
    assert "leaves the source" in (
        span_fault(document, replace(span, source_end=len(document.source) + 9)) or ""
    )
