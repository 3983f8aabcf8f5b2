import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimwright.records import Alignment, Piece, Span


@st.composite
def positions(draw):
    """Source ranges of cleaned code points, in order, with gaps, replaced and inserted ones."""
    place, listed = 0, []
    for _ in range(draw(st.integers(1, 40))):
        place += draw(st.integers(0, 3))
        width = draw(st.sampled_from([0, 1, 1, 1, 5]))
        listed.append((place, place + width))
        place += width
    return listed


@given(positions())
def test_every_code_point_maps_to_its_source(listed):
    alignment = Alignment.from_positions(listed)
    assert alignment.clean_length == len(listed)
    for index, place in enumerate(listed):
        assert alignment.to_source(index, index + 1) == place


@given(positions(), st.data())
def test_ranges_map_there_and_back(listed, data):
    alignment = Alignment.from_positions(listed)
    start = data.draw(st.integers(0, len(listed) - 1))
    end = data.draw(st.integers(start + 1, len(listed)))
    low, high = alignment.to_source(start, end)
    assert (low, high) == (listed[start][0], listed[end - 1][1])
    back = alignment.to_clean(low, high)
    if any(right > left for left, right in listed[start:end]):
        assert back is not None
        assert alignment.to_source(*back)[0] >= low


@given(positions())
def test_rows_are_the_same_map(listed):
    alignment = Alignment.from_positions(listed)
    assert Alignment.from_rows(alignment.as_rows()) == alignment


def test_identity_maps_to_itself():
    assert Alignment.identity(5).to_source(1, 4) == (1, 4)
    assert Alignment.identity(0).clean_length == 0


def test_source_that_was_left_out_maps_to_nothing():
    alignment = Alignment.from_positions([(0, 1), (10, 11)])
    assert alignment.to_clean(3, 8) is None


@pytest.mark.parametrize(
    "pieces", [[Piece(1, 0, 1, 1)], [Piece(0, 5, 2, 2), Piece(2, 3, 1, 1)], [Piece(0, 0, 0, 1)]]
)
def test_gaps_and_backward_runs_are_refused(pieces):
    with pytest.raises(ValueError, match="does not follow"):
        Alignment(tuple(pieces))


@pytest.mark.parametrize(("start", "end"), [(0, 0), (2, 1), (0, 9), (-1, 2)])
def test_ranges_outside_the_text_are_refused(start, end):
    with pytest.raises(ValueError, match="leaves the cleaned text"):
        Alignment.identity(5).to_source(start, end)


def test_a_span_must_be_as_long_as_its_text():
    assert Span(0, 2, 0, 2, "é😀").end == 2
    with pytest.raises(ValueError, match="does not fit"):
        Span(0, 3, 0, 3, "é😀")
