import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimwright.encoder import WindowBuilder
from claimwright.encoder.pieces import PieceIndex
from claimwright.encoder.shapes import Shape, shape_of
from claimwright.extractor import find_model
from claimwright.settings import EncoderSettings

SMALL = EncoderSettings(window=48, title=8, context=10)


@pytest.fixture(scope="module")
def builder():
    return WindowBuilder(find_model("default") / "tokenizer.json", SMALL)


TEXT = " ".join(f"Person {n} joined Firm {n} from Rival {n} in May." for n in range(30))


def test_every_piece_is_owned_once(builder):
    windows = builder.build(TEXT)
    owned = [pair for w in windows for pair in w.offsets[w.owned[0] : w.owned[1]]]
    assert len(owned) == len(set(owned))
    assert {i for s, e in owned for i in range(s, e)} == {i for i, c in enumerate(TEXT) if not c.isspace()}


def test_windows_keep_to_their_size(builder):
    assert all(len(window.ids) <= SMALL.window for window in builder.build(TEXT))


def test_a_sentence_longer_than_a_window_is_cut(builder):
    windows = builder.build("word " * 300)
    assert len(windows) > 3
    assert all(len(window.ids) <= SMALL.window for window in windows)


def test_no_text_no_windows(builder):
    assert builder.build("") == []
    assert builder.build(" \n ") == []


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet="aZ é😀.’-\n9$", max_size=120))
def test_offsets_are_code_points_of_the_text(builder, text):
    for window in builder.build(text):
        for start, end in window.offsets:
            assert (start, end) == (-1, -1) or 0 <= start < end <= len(text)


def test_pieces_are_found_by_code_points(builder):
    [window] = builder.build("Zoë Ångström left Quillon.")
    index = PieceIndex(window)
    first, last = index.find(4, 12)
    assert window.offsets[first][0] == 4
    assert window.offsets[last][1] == 12
    assert index.find(20, 400) is None


@pytest.mark.parametrize(
    ("piece", "shape"),
    [
        ("left", Shape.LOWER),
        ("Meta", Shape.TITLE),
        ("A", Shape.TITLE),
        ("IBM", Shape.UPPER),
        ("xAI", Shape.MIXED),
        ("2026", Shape.DIGIT),
        ("$", Shape.OTHER),
        ("", Shape.NONE),
    ],
)
def test_shapes(piece, shape):
    assert shape_of(piece) is shape
