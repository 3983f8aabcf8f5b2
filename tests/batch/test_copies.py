"""Copies across a run, in an index on disk: the same clusters as the index in memory finds."""

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from claimwright.batch.copies import Copies, shingles_of
from claimwright.clean.duplicates import Clusters
from claimwright.settings import CleanSettings

WORDS = [f"word{number}" for number in range(400)]


def text(seed, length=80):
    return " ".join(random.Random(seed).choices(WORDS, k=length))


def changed(source, share, seed):
    chooser = random.Random(seed)
    return " ".join(chooser.choice(WORDS) if chooser.random() < share else word for word in source.split())


def test_a_content_is_new_once():
    copies = Copies()
    assert copies.first(b"a" * 32, "one.txt") is None
    assert copies.first(b"b" * 32, "two.txt") is None
    assert copies.first(b"a" * 32, "three.txt") == "one.txt"


def test_a_path_that_is_not_utf_8_comes_back():
    copies = Copies()
    copies.first(b"a" * 32, "caf\udce9.txt")
    assert copies.first(b"a" * 32, "b.txt") == "caf\udce9.txt"


@settings(max_examples=25)
@given(st.lists(st.tuples(st.integers(0, 5), st.sampled_from([0.0, 0.02, 0.05, 0.1, 0.3])), max_size=25))
def test_clusters_are_those_of_the_index_in_memory(kinds):
    texts = [changed(text(kind), share, number) for number, (kind, share) in enumerate(kinds)]
    memory, disk = Clusters(CleanSettings().near_duplicate), Copies()
    for number, content in enumerate(texts):
        assert disk.cluster(f"d{number}", shingles_of(content)) == memory.add(f"d{number}", content)


def test_a_document_without_shingles_is_like_none():
    copies = Copies()
    assert copies.cluster("a", b"") is None
    assert copies.cluster("b", b"") is None


def test_shingles_are_sorted_numbers():
    data = shingles_of(text(1))
    numbers = [int.from_bytes(data[place : place + 4], "little") for place in range(0, len(data), 4)]
    assert numbers == sorted(set(numbers))
    assert len(numbers) == 76
