import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimwright.clean.offsets import Weaver


def test_neighbouring_stretches_are_one_piece():
    weaver = Weaver()
    weaver.add("ab", 3, 5)
    weaver.add("cd", 5, 7)
    text, alignment = weaver.finish()
    assert text == "abcd"
    assert alignment.as_rows() == [[0, 3, 4, 4]]


def test_a_reference_stands_as_a_whole():
    weaver = Weaver()
    weaver.add("a", 0, 1)
    weaver.add("&", 1, 6)
    weaver.add("b", 6, 7)
    text, alignment = weaver.finish()
    assert text == "a&b"
    assert alignment.to_source(1, 2) == (1, 6)
    assert alignment.to_source(0, 3) == (0, 7)


def test_a_separator_has_no_source():
    weaver = Weaver()
    weaver.add("a", 0, 1)
    weaver.separate("\n\n")
    weaver.add("b", 9, 10)
    text, alignment = weaver.finish()
    assert text == "a\n\nb"
    assert alignment.to_source(3, 4) == (9, 10)


def test_going_back_is_refused():
    weaver = Weaver()
    weaver.add("ab", 3, 5)
    with pytest.raises(ValueError, match="follows 5"):
        weaver.add("c", 4, 5)


@given(
    st.lists(st.tuples(st.text(min_size=1, max_size=4), st.integers(0, 6), st.integers(0, 3)), max_size=20)
)
def test_what_is_added_is_found_again(stretches):
    weaver, source, placed = Weaver(), 0, []
    for text, width, gap in stretches:
        source += gap
        placed.append((weaver.length, weaver.length + len(text), source, source + width))
        weaver.add(text, source, source + width)
        source += width
    text, alignment = weaver.finish()
    assert text == "".join(part for part, _, _ in stretches)
    assert alignment.clean_length == len(text)
    for start, end, source_start, source_end in placed:
        assert alignment.to_source(start, end) == (source_start, source_end)
