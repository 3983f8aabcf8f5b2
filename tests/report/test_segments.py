"""Segments join to the text again, and each knows exactly the marks that cover it."""

from hypothesis import given
from hypothesis import strategies as st

from claimwright.report.segments import Mark, segments

texts = st.text(max_size=40) | st.just("👩‍💻 Zoë joined Acme")


@st.composite
def marks(draw):
    start = draw(st.integers(0, 60))
    return Mark(start, start + draw(st.integers(0, 30)), draw(st.integers(0, 5)), "argument", "person")


@given(texts, st.integers(0, 20), st.lists(marks(), max_size=8))
def test_segments_are_the_text_and_know_their_marks(text, offset, made):
    pieces = segments(text, offset, made)
    assert "".join(piece.text for piece in pieces) == text
    position = offset
    for piece in pieces:
        assert piece.text
        for point in range(position, position + len(piece.text)):
            assert sorted(piece.marks) == sorted(mark for mark in made if mark.start <= point < mark.end)
        position += len(piece.text)
        assert set(piece.ending) == {mark for mark in piece.marks if mark.end == position}


def test_crossing_spans_are_cut_where_they_cross():
    one, two = Mark(0, 8, 0, "argument", "person"), Mark(5, 12, 1, "argument", "employer")
    pieces = segments("Jane Roe Acme", 0, [one, two])
    assert [(piece.text, piece.marks, piece.ending) for piece in pieces] == [
        ("Jane ", (one,), ()),
        ("Roe", (one, two), (one,)),
        (" Acm", (two,), (two,)),
        ("e", (), ()),
    ]
