from hypothesis import given
from hypothesis import settings as profile
from hypothesis import strategies as st

from claimwright.exchange.article import Place
from claimwright.exchange.foreign.tokens import token_range, tokenize
from tests.exchange.foreign.articles import places, texts


@given(texts, st.data())
@profile(max_examples=60)
def test_tokens_and_blanks_are_the_text_and_places_are_whole_tokens(text, data):
    found = data.draw(st.lists(places(text), max_size=5))
    tokens = tokenize(text, found)
    assert "".join(text[start:end] + " " * blank for start, end, blank in tokens) == text
    assert all(start < end for start, end, _ in tokens)
    for place in found:
        first, last = token_range(tokens, place)
        assert (tokens[first].start, tokens[last].end) == place


def test_a_blank_is_a_token_only_where_a_place_needs_it():
    assert [token[:2] for token in tokenize("a b c", [Place(1, 3)])] == [(0, 1), (1, 2), (2, 3), (4, 5)]
    assert [token.blank for token in tokenize("a b c", [Place(1, 3)])] == [False, False, True, False]


def test_a_token_is_cut_where_a_span_ends_inside_it():
    text = "Acme's Foo-Bar won"
    words = [text[start:end] for start, end, _ in tokenize(text, [Place(7, 9), Place(12, 18)])]
    assert words == ["Acme", "'s", "Fo", "o", "-", "B", "ar", "won"]
