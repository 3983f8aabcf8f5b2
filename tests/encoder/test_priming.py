import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimwright.encoder import WindowBuilder
from claimwright.encoder.pieces import PieceIndex
from claimwright.encoder.priming import Primer
from claimwright.extractor import find_model
from claimwright.settings import EncoderSettings

SMALL = EncoderSettings(window=64, title=8, context=12, view_before=30, view_after=10, view_sentence=20)


@pytest.fixture(scope="module")
def builder():
    return WindowBuilder(find_model("default") / "tokenizer.json", SMALL)


def primer_of(builder, text, title_end=0):
    return Primer(builder.build(text), title_end, SMALL)


def covered(text, view, first, last):
    return text[view.window.offsets[first][0] : view.window.offsets[last][1]]


def test_the_view_holds_the_trigger_its_sentence_and_text_around(builder):
    text = "Ana Ruiz ran design. On Monday she left Quillon. Nobody knew why. It rained."
    view = primer_of(builder, text).view(text.index("left"), text.index("left") + 4)
    assert covered(text, view, view.first, view.last) == "left"
    assert covered(text, view, *view.sentence) == "On Monday she left Quillon."
    assert "Ana" in text[view.window.offsets[1][0] :]


def test_a_far_title_stands_in_front_with_its_own_offsets(builder):
    title = "Quillon loses its head of design"
    text = title + ". " + "Nothing happened on that day at all. " * 12 + "Then she left."
    start = text.rindex("left")
    view = primer_of(builder, text, len(title)).view(start, start + 4)
    assert covered(text, view, view.first, view.last) == "left"
    assert text[view.window.offsets[1][0] : view.window.offsets[1][1]].startswith("Qu")
    assert PieceIndex(view.window).find(start, start + 4) == (view.first, view.last)


def test_what_no_piece_holds_has_no_view(builder):
    assert primer_of(builder, "Ana left.").view(40, 44) is None


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.text(st.sampled_from("ab é😀.\r\n-"), min_size=1, max_size=30), min_size=3, max_size=30),
    st.data(),
)
def test_every_piece_of_a_view_keeps_its_place_in_the_text(builder, parts, data):
    text = " ".join(parts)
    windows = builder.build(text)
    pieces = [o for w in windows for o in w.offsets[w.owned[0] : w.owned[1]]]
    if not pieces:
        return
    start, end = data.draw(st.sampled_from(pieces))
    view = Primer(windows, 0, SMALL).view(start, end)
    assert view is not None
    assert view.window.offsets[view.first][0] <= start
    assert view.window.offsets[view.last][1] >= end
    places = [pair for pair in view.window.offsets if pair[0] >= 0]
    assert places == sorted(places)
    assert len(view.window.ids) == len(view.window.offsets) == len(view.window.shapes)
