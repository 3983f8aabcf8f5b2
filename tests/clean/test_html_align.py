from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from claimwright.clean.html_align import find_lines

LONG = "thecompanyhiredmiraholtaschiefengineer"
LATER = "shehadspentnineyearsatbramblesystems"


def test_lines_in_order():
    stream = f"menu{LONG}x{LATER}"
    assert find_lines(stream, [LONG, LATER]) == [(4, 42), (43, 79)]


def test_a_line_that_was_rewritten_has_no_place():
    assert find_lines(f"a{LONG}", [LONG[:10] + LONG[14:]]) == [None]


def test_a_line_out_of_order_is_found_and_two_equal_lines_get_two_places():
    assert find_lines(LATER + LONG, [LONG, LATER]) == [(36, 74), (0, 36)]
    assert find_lines(LONG + LATER + LONG, [LONG, LATER, LONG]) == [(0, 38), (38, 74), (74, 112)]
    assert find_lines(LONG, [LONG, LONG]) == [(0, 38), None]


def test_a_short_line_is_taken_from_its_place_not_from_the_menu():
    stream = f"homemoves{LONG}movesmore{LATER}moves"
    assert find_lines(stream, [LONG, "moves", LATER]) == [(9, 47), (47, 52), (56, 92)]
    assert find_lines(stream, ["moves", LONG]) == [(4, 9), (9, 47)]
    assert find_lines(stream, [LONG, "home", LATER]) == [(9, 47), None, (56, 92)]


def test_the_last_occurrence_before_the_text_wins():
    assert find_lines(f"movesxmovesy{LONG}", ["moves", LONG]) == [(6, 11), (12, 50)]


@given(st.text("ab", max_size=200), st.lists(st.text("ab", min_size=1, max_size=30), max_size=8))
def test_places_hold_their_lines_and_never_overlap(stream, lines):
    places = find_lines(stream, lines)
    held = sorted(place for place in places if place)
    assert all(stream[slice(*place)] == line for line, place in zip(lines, places, strict=True) if place)
    assert all(left[1] <= right[0] for left, right in pairwise(held))
