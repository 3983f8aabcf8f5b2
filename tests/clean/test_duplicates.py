from hypothesis import given
from hypothesis import strategies as st

from claimwright.clean.duplicates import Clusters, jaccard, shingles

WORDS = [f"word{number}" for number in range(200)]
TEXT = " ".join(WORDS)


def without(start, end):
    """The text without a block of it."""
    return " ".join(WORDS[:start] + WORDS[end:])


def test_shingles_are_five_words_whatever_the_case_and_spacing():
    assert shingles("A b\nc  D e f") == shingles("a B c d, E F!")
    assert len(shingles("a b c d e f")) == 2
    assert len(shingles("a b")) == len(shingles("")) == 1


def test_shingles_are_the_same_on_every_machine():
    assert sorted(shingles("one two three four five six")) == [1354651064, 1918900822]


def test_similarity():
    assert jaccard(shingles(TEXT), shingles(TEXT)) == 1
    assert jaccard(shingles(TEXT), shingles(without(0, 40))) == 156 / 196
    assert jaccard(frozenset(), frozenset()) == 0


def test_copies_get_the_id_of_the_first():
    clusters = Clusters(0.6)
    assert clusters.add("a", TEXT) is None
    assert clusters.add("b", "Nothing of it is told here at all, whatever you may say.") is None
    assert clusters.add("c", without(0, 20)) == "a"
    assert clusters.add("d", without(0, 45)) == "a"
    assert clusters.add("e", " ".join(reversed(WORDS))) is None


def test_a_copy_of_a_copy_is_in_the_cluster_of_the_first():
    clusters = Clusters(0.6)
    clusters.add("a", TEXT)
    assert clusters.add("b", without(0, 50)) == "a"
    # Less than 0.6 like "a", more than 0.6 like "b".
    assert clusters.add("c", without(0, 95)) == "a"


def test_dissimilar_texts_never_meet():
    clusters = Clusters(0.6)
    texts = [" ".join(f"w{number}x{place}" for place in range(80)) for number in range(60)]
    assert {clusters.add(str(number), text) for number, text in enumerate(texts)} == {None}


@given(st.integers(0, 199), st.integers(0, 199))
def test_what_is_called_a_copy_is_one(start, end):
    clusters = Clusters(0.6)
    clusters.add("a", TEXT)
    other = without(min(start, end), max(start, end))
    similar = jaccard(shingles(TEXT), shingles(other)) >= 0.6
    found = clusters.add("b", other) == "a"
    assert similar or not found
    # MinHash may miss what lies at the threshold, not what lies well above it.
    assert found or jaccard(shingles(TEXT), shingles(other)) < 0.75
