"""The annotator's view of a raw article."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from claimwright.corpora.view import fold, occurrences, read_view
from claimwright.records.gold import Range

MARKDOWN = st.text(alphabet="ab [](){}*!<br/>\n\t\"'‘’“”–—é\U0001f600\u00a0https:#", max_size=80)


def test_link_syntax_goes_and_words_stay():
    raw = "Sy [joined **Halden**](https://example.org/a) ![photo](x.png)<br>in *May*"
    view = read_view(raw)
    assert view.text == "Sy joined Halden in May"
    found = view.find("joined Halden")[0]
    place = view.to_raw(found)
    assert raw[place.start : place.end] == "joined **Halden"


def test_quotes_dashes_and_white_space_are_alike():
    assert read_view("“a” – b\n\nc’s").text == '"a" - b c\'s'
    assert fold(" “a”\u00a0\n — ") == '"a" -'


def test_whole_words_only():
    assert occurrences("left, unleft, left", "left", Range(0, 18)) == [Range(0, 4), Range(14, 18)]
    assert occurrences("aaa", "", Range(0, 3)) == []
    assert read_view("Rao and Raoul").find("Rao") == [Range(0, 3)]


@given(MARKDOWN)
def test_every_character_of_the_view_stands_in_the_raw_file(raw):
    view = read_view(raw)
    assert len(view.text) == len(view.positions)
    assert list(view.positions) == sorted(set(view.positions))
    for character, position in zip(view.text, view.positions, strict=True):
        assert fold(raw[position]) == character or (character == " " and raw[position].isspace())


@given(MARKDOWN, st.data())
def test_what_is_found_folds_back_to_the_words(raw, data):
    view = read_view(raw)
    if not view.text.strip():
        return
    start = data.draw(st.integers(0, len(view.text) - 1))
    end = data.draw(st.integers(start + 1, len(view.text)))
    words = view.text[start:end].strip()
    for found in view.find(words):
        assert view.text[found.start : found.end] == words
