import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimwright.errors import InputError
from claimwright.exchange.anchoring import Anchors
from claimwright.exchange.article import Place

TEXT = "Acme hired Ann. 👩‍💻 Bob left Acme."


@given(st.text(min_size=1, max_size=20), st.data())
def test_a_place_that_shows_its_quote_stays(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    anchors = Anchors(reanchor=True)
    assert anchors.place(text, start, end, text[start:end], "x") == Place(start, end)
    assert anchors.place(text, start, end, None, "x") == Place(start, end)
    assert anchors.moved == 0


@pytest.mark.parametrize(
    ("start", "end", "quote", "told"),
    [
        (0, 3, "Ann", r"E704 f: 7.*\[0, 3\) shows 'Acm', not 'Ann', which occurs once"),
        (1, 5, "Acme", "occurs several times"),
        (0, 3, "Eve", "occurs nowhere"),
        (3, 3, "", "shows nothing"),
        (-2, 3, "Ann", "shows nothing"),
        (0, 999, None, "shows nothing"),
        ("0", 3, "Ann", "whole numbers"),
        (True, 3, "Ann", "whole numbers"),
        (0.0, 3, "Ann", "whole numbers"),
        (0, 3, 7, "whole numbers"),
    ],
)
def test_others_are_errors_that_say_what_is_there(start, end, quote, told):
    with pytest.raises(InputError, match=told):
        Anchors().place(TEXT, start, end, quote, "f: 7")


def test_a_quote_that_occurs_once_moves_only_when_asked():
    anchors = Anchors(reanchor=True)
    assert anchors.place(TEXT, 0, 3, "Bob", "x") == Place(20, 23)
    assert TEXT[20:23] == "Bob"
    assert anchors.place(TEXT, 900, 903, "Ann", "x") == Place(11, 14)
    assert anchors.moved == 2


@pytest.mark.parametrize("quote", ["Acme", "Eve", ""])
def test_a_quote_that_occurs_twice_or_never_does_not_move(quote):
    with pytest.raises(InputError, match="E704"):
        Anchors(reanchor=True).place(TEXT, 1, 5, quote, "x")


def test_occurrences_may_overlap():
    with pytest.raises(InputError, match="several"):
        Anchors(reanchor=True).place("xaaax", 0, 2, "aa", "x")
