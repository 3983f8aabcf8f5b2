from tests.clean.build import STORY, blocks, plain, texts

WRAPPED = """\
Larkspur Foods has hired Mira Holt as its chief engineer, the
company said on Monday. She had spent nine years at Bramble
Systems, where she led the work on ovens.

The two firms have been rivals in the market for kitchen robots
since they were founded.
"""


def test_one_line_is_one_paragraph():
    points = "• A point about ovens\n- Another point\n3. Third"
    source = f"Holt moves to Larkspur\n{STORY}\nWhat it means\n{STORY} Again.\n{points}"
    assert blocks(plain(source)) == [
        ("title", 0, "Holt moves to Larkspur"),
        ("paragraph", 0, STORY),
        ("heading", 2, "What it means"),
        ("paragraph", 0, f"{STORY} Again."),
        ("list_item", 1, "A point about ovens"),
        ("list_item", 1, "Another point"),
        ("list_item", 1, "Third"),
    ]


def test_wrapped_lines_are_joined_and_keep_their_line_feeds():
    assert [text.count("\n") for text in texts(plain(WRAPPED))] == [2, 1]


def test_wrapped_lines_with_carriage_returns():
    document = plain(WRAPPED.replace("\n", "\r\n"))
    assert len(document.blocks) == 2
    assert "\r" not in document.text


def test_a_first_line_that_is_a_sentence_is_no_title():
    assert blocks(plain(f"{STORY}\n{STORY} Twice."))[0][0] == "paragraph"


def test_a_first_line_alone_is_no_title():
    assert blocks(plain("Mira Holt joins Larkspur")) == [("paragraph", 0, "Mira Holt joins Larkspur")]


def test_byte_order_mark_and_odd_blanks_are_no_text():
    document = plain(f"\ufeff\u00a0 Holt moves\n\t{STORY}\n-----\n\x0c\n")
    assert texts(document) == ["Holt moves", STORY]


def test_a_name_with_a_list_under_it_survives():
    source = f"{STORY}\nMira Holt\n- Left Bramble: February 2025\n- Now: Larkspur, chief engineer"
    assert texts(plain(source))[1:] == [
        "Mira Holt",
        "Left Bramble: February 2025",
        "Now: Larkspur, chief engineer",
    ]
