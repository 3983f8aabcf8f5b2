"""The inline marks themselves."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimwright.corpora.marks import EntityTag, EventTag, read_marks


def test_marks_come_out_and_the_text_stays():
    marked = read_marks("The {{Halden|o1}’s chief|~p1} {will|t1.cue} {leave|t1}.\n{She|p1@t1@t2 p2}")
    assert marked.faults == ()
    assert marked.text == "The Halden’s chief will leave.\nShe"
    found = [(marked.text[slice(*mark.place)], mark.tags, mark.line) for mark in marked.marks]
    assert found == [
        ("Halden’s chief", (EntityTag("p1", "person", True, ()),), 1),
        ("Halden", (EntityTag("o1", "organization", False, ()),), 1),
        ("will", (EventTag("t1", "cue"),), 1),
        ("leave", (EventTag("t1", ""),), 1),
        ("She", (EntityTag("p1", "person", False, ("t1", "t2")), EntityTag("p2", "person", False, ())), 2),
    ]


def test_braces_and_bars_can_be_meant():
    marked = read_marks(r"a \{set\} | b {x\|y|p1} \n")
    assert marked.text == r"a {set} | b x|y \n"
    assert marked.faults == ()


@pytest.mark.parametrize(
    ("source", "line", "expected"),
    [
        ("a {b", 1, "never closed"),
        ("a } b", 1, "never opened"),
        ("\n{a}", 2, "no tags"),
        ("{a|p1", 1, "not closed by a brace"),
        ("{a|p1\n}", 1, "not closed by a brace"),
        ("{a|q1}", 1, "unknown tag 'q1'"),
        ("{a|p}", 1, "unknown tag 'p'"),
        ("{a|}", 1, "no tags"),
        ("{|p1}", 1, "empty"),
        ("x\n{a |p1}", 2, "white space"),
    ],
)
def test_faults_have_their_line(source, line, expected):
    faults = read_marks(source).faults
    assert any(expected in fault.what and fault.line == line for fault in faults), faults


@given(st.text(alphabet="ab {}|\\p1t~@.\n\U0001f600", max_size=60))
def test_never_raises_and_every_mark_lies_in_the_text(source):
    marked = read_marks(source)
    for mark in marked.marks:
        assert 0 <= mark.place.start <= mark.place.end <= len(marked.text)


plain = st.text(alphabet=st.characters(exclude_characters="{}|\\", exclude_categories=["Cs"]), max_size=12)
words = plain.map(str.strip).filter(bool)


@given(st.lists(st.tuples(plain, words), max_size=5))
def test_what_is_marked_is_what_was_written(pieces):
    source = "".join(f"{before}{{{marked}|p{number}}}" for number, (before, marked) in enumerate(pieces))
    found = read_marks(source)
    assert found.text == "".join(before + marked for before, marked in pieces)
    assert [found.text[slice(*mark.place)] for mark in found.marks] == [marked for _, marked in pieces]
    assert found.faults == ()
