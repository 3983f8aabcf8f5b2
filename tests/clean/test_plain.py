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
    career = "Mira Holt\nCurrent role: Larkspur\nLeft Bramble: May 2025\n- Was: a cook"
    source = f"{STORY}\n{STORY} Twice.\n{career}\nThat is all of it."
    assert blocks(plain(source))[2:] == [
        ("heading", 2, "Mira Holt"),
        ("list_item", 1, "Current role: Larkspur"),
        ("list_item", 1, "Left Bramble: May 2025"),
        ("list_item", 1, "Was: a cook"),
        ("paragraph", 0, "That is all of it."),
    ]


def test_the_title_may_stand_below_a_banner():
    source = f"公司周一宣布聘请\nHolt is leaving Bramble. See where she goes.\n{STORY}\n{STORY} Twice.\n{STORY} Thrice."
    document = plain(source)
    assert blocks(document)[0] == ("title", 0, "Holt is leaving Bramble. See where she goes.")
    assert document.metadata.title == "Holt is leaving Bramble. See where she goes."
