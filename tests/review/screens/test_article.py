"""The article as it is shown: every character once, whatever the marks do."""

from hypothesis import given
from hypothesis import strategies as st

from claimwright.exchange.article import Place
from claimwright.exchange.marks import MarkedClaim
from claimwright.report.segments import Mark
from claimwright.review.editing import Slot
from claimwright.review.screens.article import draft_marks, show_article, show_text
from tests.fakes import outcome
from tests.store.make import claims_in

TEXT = "Moves of 🎉 the week\n\nJane Roe joined Acme. Max Mint left Globex, he said.\n\n- one\n- two\n"
DOCUMENT = outcome(TEXT, "moves.txt").document
LENGTH = len(DOCUMENT.text)
marks = st.lists(
    st.tuples(
        st.integers(0, LENGTH),
        st.integers(0, LENGTH),
        st.integers(0, 2),
        st.sampled_from(["evidence", "argument"]),
    ).map(lambda row: Mark(min(row[:2]), max(row[:2]), row[2], row[3], row[3])),
    max_size=12,
)


@given(marks)
def test_overlapping_and_nested_marks_keep_the_text(drawn):
    view = show_article(DOCUMENT, [mark for mark in drawn if mark.claim == 0], claims_in(DOCUMENT))
    for shown, block in zip(view.blocks, DOCUMENT.blocks, strict=True):
        assert "".join(piece.text for piece in shown.pieces) == DOCUMENT.text[block.start : block.end]
        for piece in shown.pieces:
            assert DOCUMENT.text[piece.at : piece.at + len(piece.text)] == piece.text
            inside = {
                m.kind for m in drawn if m.claim == 0 and m.start <= piece.at < m.end and m.start < m.end
            }
            assert set(piece.kinds) == inside


@given(st.text(alphabet=st.characters(), max_size=60))
def test_shown_text_is_as_long_as_the_text_and_harmless(text):
    shown = show_text(text)
    assert len(shown) == len(text)
    shown.encode("utf-8")
    assert not {"\r", "\x00", "\x1b", "\u202e"} & set(shown)


def test_the_row_at_hand_is_told_apart():
    at = DOCUMENT.text.index("Jane Roe")
    place, other = Place(at, at + 8), Place(at, at + 4)
    part = MarkedClaim("hire", "asserted", (), (("person", place), ("person", other)))
    active = [
        (mark.start, mark.end) for mark in draft_marks(part, Slot("person", 1)) if mark.kind == "active"
    ]
    assert active == [tuple(other)]


def test_an_address_that_is_no_web_address_is_no_link():
    from dataclasses import replace

    hostile = replace(DOCUMENT, metadata=replace(DOCUMENT.metadata, url="javascript:alert(1)"))
    assert show_article(hostile, ()).url == ""
