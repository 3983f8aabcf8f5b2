"""The table for people: it shows the claim, and nothing in it steers the terminal."""

import io
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimwright.exchange.printable import printable
from claimwright.exchange.table import TableWriter, normalized_text
from tests.fakes import claims_of


def shown(claims):
    stream = io.BytesIO()
    writer = TableWriter(stream)
    writer.write(claims)
    writer.close()
    return stream.getvalue().decode("utf-8")


def test_the_claim_can_be_read_off():
    text = shown(claims_of("On Monday Jane Roe joined Acme."))
    for piece in ("hire", "asserted", "0.90", "person Jane Roe", "employer Acme", "0.txt"):
        assert piece in text


def test_a_document_without_claims_takes_no_room():
    assert shown([]) == ""


def test_markup_emoji_codes_and_escapes_are_just_text():
    [claim] = claims_of("Jane Roe joined Acme.")
    title = "[red]x[/red] :smile: \x1b[2J\x1b]0;owned\x07 \u202eevil"
    text = shown([replace(claim, document=replace(claim.document, title=title))])
    assert "[red]x[/red] :smile:" in text
    assert "\x1b" not in text
    assert "\x07" not in text
    assert "\u202e" not in text


@given(st.text(max_size=60), st.booleans())
def test_printable_keeps_lengths_and_drops_controls(text, one_line):
    safe = printable(text, one_line=one_line)
    assert not any(ord(character) < 32 and character not in "\n\t" for character in safe)
    safe.encode("utf-8")
    if one_line:
        assert len(safe.splitlines()) <= 1


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (None, ""),
        ("2025-05", "2025-05"),
        ({"count": 11}, "11"),
        ({"min": 1000000, "max": 1000000, "currency": "USD", "per": None}, "USD 1,000,000"),
        ({"min": 1, "max": 2, "currency": "GBP", "per": "year"}, "GBP 1 to 2 per year"),
        ({"min": None, "max": 5, "currency": "EUR", "per": None}, "EUR up to 5"),
        ({"min": 3, "max": 3, "currency": "EUR", "per": "P4Y"}, "EUR 3 over 4 years"),
        ({"min": 3, "max": 3, "currency": "EUR", "per": "P1M"}, "EUR 3 over 1 month"),
        ({"min": 5, "max": None, "currency": None, "per": None}, "from 5"),
        ({"min": None, "max": None, "currency": None, "per": None}, "?"),
        ({"other": 1}, '{"other": 1}'),
    ],
)
def test_values_for_people(value, told):
    assert normalized_text(value) == told
