"""Sentences and paragraphs around a place."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from claimwright.corpora.sentences import outline
from claimwright.records.gold import Range

TEXT = """---
title: "Quist leaves. Halden stays"
---

# A heading

Dr. Quist, 41, left Halden Inc. in March. “She went,” he said. She
founded Zeta.

- Bo Lund: left
- Ann Tor joined

| Sy | quit |
"""


def around(words: str) -> str:
    start = TEXT.index(words)
    place = outline(TEXT).sentence(Range(start, start + len(words)))
    return TEXT[slice(*place)]


def test_sentences():
    assert around("left Halden") == "Dr. Quist, 41, left Halden Inc. in March."
    assert around("She went") == "“She went,” he said."
    assert around("founded") == "She\nfounded Zeta."
    assert around("March. “She") == "Dr. Quist, 41, left Halden Inc. in March. “She went,” he said."


def test_signs_of_lists_headings_tables_and_fields_are_no_part():
    assert around("heading") == "A heading"
    assert around("Lund") == "Bo Lund: left"
    assert around("joined") == "Ann Tor joined"
    assert around("quit") == "Sy | quit"
    assert around("stays") == "Halden stays"


def test_paragraphs():
    start = TEXT.index("founded")
    paragraph = outline(TEXT).paragraph(Range(start, start + 7))
    assert TEXT[slice(*paragraph)].startswith("Dr. Quist")
    assert TEXT[slice(*paragraph)].endswith("founded Zeta.")


@given(st.text(alphabet='ab. A!?"”\n-#|:', min_size=1, max_size=60), st.data())
def test_the_place_is_always_inside(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    place = Range(start, data.draw(st.integers(start + 1, len(text))))
    found = outline(text)
    assert found.sentence(place).contains(place)
    assert found.paragraph(place).contains(place)
