from dataclasses import replace

import pytest

from claimwright.clean import check_document
from claimwright.records import Alignment, Block, BlockKind, Piece
from tests.clean.build import STORY, html, markdown, plain

DOCUMENTS = {
    "text": lambda: plain(f"Holt moves\n{STORY}\n{STORY} Again."),
    "markdown": lambda: markdown(f"---\ntitle: 'Holt''s move'\n---\n[Larkspur](x) **hired**:\n{STORY}"),
    "html": lambda: html(f"<p>Larkspur &amp; co<br>{STORY}"),
}


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_sound_documents_pass(kind):
    assert check_document(DOCUMENTS[kind]()) == []


@pytest.mark.parametrize("kind", DOCUMENTS)
@pytest.mark.parametrize("shift", [1, 2, 7])
def test_a_map_that_is_off_is_found(kind, shift):
    document = DOCUMENTS[kind]()
    assert check_document(replace(document, source="x" * shift + document.source))


def test_a_changed_character_is_found():
    document = DOCUMENTS["html"]()
    text = document.text.replace("nine years", "five years")
    assert any("is not source" in problem for problem in check_document(replace(document, text=text)))


def test_a_map_of_another_length_is_found():
    document = DOCUMENTS["text"]()
    assert check_document(replace(document, text=document.text + "x"))
    long = Alignment((Piece(0, 5, len(document.text), len(document.text)),))
    assert any(
        "leaves the source" in problem for problem in check_document(replace(document, alignment=long))
    )


def test_text_outside_blocks_is_found():
    document = DOCUMENTS["text"]()
    assert any(
        "no block" in problem for problem in check_document(replace(document, blocks=document.blocks[1:]))
    )
    assert any(
        "no block" in problem for problem in check_document(replace(document, blocks=document.blocks[:-1]))
    )
    twice = (*document.blocks, Block(BlockKind.PARAGRAPH, 0, 3))
    assert any("overlaps" in problem for problem in check_document(replace(document, blocks=twice)))
