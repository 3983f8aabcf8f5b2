import pytest

from claimwright.clean.passages import Fragment, Passage, assemble, trimmed
from claimwright.records import BlockKind, Dropped


def passage(kind, start, text, reason=None):
    return Passage(kind, 0, (Fragment(text, start, start + len(text)),), start, start + len(text), 0, reason)


def test_items_stand_close_and_paragraphs_apart():
    kinds = [BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.LIST_ITEM, BlockKind.PARAGRAPH]
    assembly = assemble(passage(kind, 10 * place, f"p{place}") for place, kind in enumerate(kinds))
    assert assembly.text == "p0\n\np1\np2\n\np3"
    assert [assembly.text[block.start : block.end] for block in assembly.blocks] == ["p0", "p1", "p2", "p3"]


def test_what_has_a_reason_is_left_out_in_order():
    passages = [passage(BlockKind.PARAGRAPH, 0, "a"), passage(BlockKind.PARAGRAPH, 5, "b", "byline")]
    assembly = assemble(passages, [Dropped("image", 2, 4), Dropped("image", 8, 9)])
    assert assembly.text == "a"
    assert assembly.dropped == (Dropped("image", 2, 4), Dropped("byline", 5, 6), Dropped("image", 8, 9))


def test_passages_out_of_order_are_refused():
    with pytest.raises(ValueError, match="follows"):
        assemble([passage(BlockKind.PARAGRAPH, 5, "a"), passage(BlockKind.PARAGRAPH, 0, "b")])


def test_trimming():
    fragments = [
        Fragment("", 0, 0),
        Fragment(" \n", 0, 2),
        Fragment("  a", 2, 5),
        Fragment("b ", 9, 11),
        Fragment("\xa0", 11, 17),
    ]
    assert trimmed(fragments) == (Fragment("a", 4, 5), Fragment("b", 9, 10))
    assert trimmed([Fragment(" ", 0, 1)]) == trimmed([]) == ()
