import numpy as np
import pytest

from claimwright.encoder import Window, WindowScores
from claimwright.encoder.tagging import decode_label


def scores(words: str, tags: str, owned=None) -> WindowScores:
    """A window of one piece a word; ``tags`` gives O, B or I for each."""
    offsets, place = [(-1, -1)], 0
    for word in words.split():
        offsets.append((place, place + len(word)))
        place += len(word) + 1
    offsets.append((-1, -1))
    size = len(offsets)
    probabilities = np.full((size, 1, 3), 0.05, dtype=np.float32)
    for index, tag in enumerate(f"O{tags}O"):
        probabilities[index, 0, "OBI".index(tag)] = 0.9
    window = Window((0,) * size, (1,) * size, tuple(offsets), owned or (1, size - 1), ())
    return WindowScores(window, np.zeros((size, 4), dtype=np.float32), probabilities)


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        ("OBIO", [(5, 12)]),
        ("BBOO", [(0, 4), (5, 7)]),
        ("OOOO", []),
        ("IIOO", [(0, 7)]),
        ("BIII", [(0, 17)]),
    ],
)
def test_spans_follow_begin_and_inside(tags, expected):
    found = decode_label(scores("Anna of Acme quit", tags), 0, "person", 0, 0.5, owned_only=True)
    assert [(span.start, span.end) for span in found] == expected


def test_context_is_left_out():
    held = scores("Anna of Acme quit", "BOOB", owned=(4, 5))
    assert [s.start for s in decode_label(held, 0, "person", 0, 0.5, owned_only=True)] == [13]
    assert [s.start for s in decode_label(held, 0, "person", 0, 0.5, owned_only=False)] == [0, 13]


def test_the_score_is_the_mean_of_not_outside():
    [span] = decode_label(scores("Anna quit", "BO"), 0, "person", 0, 0.5, owned_only=True)
    assert span.score == pytest.approx(0.95)
