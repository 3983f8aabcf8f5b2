import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimwright.exchange.utf16 import Utf16

texts = st.text(max_size=30) | st.lists(st.sampled_from(["a", "é", "👩‍💻", "𝒳", "\ud83d", "\r\n"])).map(
    "".join
)


@given(texts)
def test_units_are_what_utf_16_has(text):
    units = Utf16(text)
    for index in range(len(text) + 1):
        encoded = text[:index].encode("utf-16-le", "surrogatepass")
        assert units.to_units(index) == len(encoded) // 2
    assert units.length == len(text.encode("utf-16-le", "surrogatepass")) // 2


@given(texts)
def test_there_and_back(text):
    units = Utf16(text)
    assert [units.to_code_points(units.to_units(index)) for index in range(len(text) + 1)] == list(
        range(len(text) + 1)
    )


def test_every_unit_is_a_position_or_inside_a_pair():
    units = Utf16("a👩b𝒳")
    assert [units.to_units(index) for index in range(5)] == [0, 1, 3, 4, 6]
    for inside in (2, 5):
        with pytest.raises(ValueError, match="surrogate pair"):
            units.to_code_points(inside)


@pytest.mark.parametrize("position", [-1, 4])
def test_positions_outside_are_refused(position):
    units = Utf16("abc")
    with pytest.raises(ValueError, match="leaves the text"):
        units.to_units(position)
    with pytest.raises(ValueError, match="leaves the text"):
        units.to_code_points(position)
