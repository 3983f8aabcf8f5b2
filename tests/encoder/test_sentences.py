from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimwright.encoder import split_sentences
from claimwright.records import Block, BlockKind


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in split_sentences(text)]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("She left. He stayed.", 2),
        ("Acme Corp. hired Dr. Osei in Jan. 2020. He starts now.", 2),
        ("J. P. Rourke quit. Why?", 2),
        ("“We are late.” The studio said so.", 2),
        ("It cost $1.5 million. No more", 2),
        ("The U.S. government hired him.", 1),
        ("Wait… Then he left!", 2),
        ("", 0),
    ],
)
def test_boundaries(text, count):
    assert len(sentences(text)) == count


def test_blocks_always_end_a_sentence():
    text = "A headline without a stop\n\nThe body."
    blocks = [Block(BlockKind.TITLE, 0, 25), Block(BlockKind.PARAGRAPH, 27, 36)]
    assert split_sentences(text, blocks) == [(0, 25), (27, 36)]


@given(st.text(alphabet='aB .!?\n"”😀', max_size=80))
def test_sentences_lose_only_white_space(text):
    ranges = split_sentences(text)
    assert "".join(text[s:e] for s, e in ranges).replace("\n", "").replace(" ", "") == "".join(text.split())
    assert all(a[1] <= b[0] for a, b in pairwise(ranges))
    assert all(text[s:e] == text[s:e].strip() for s, e in ranges)
