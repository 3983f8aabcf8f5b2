from hypothesis import given
from hypothesis import strategies as st

from tests.clean.build import STORY, blocks, dropped, markdown, texts


def body(text):
    """Blocks of a body without the recogniser's losses."""
    return blocks(markdown(text))


def test_headings_paragraphs_and_rules():
    source = f"## Move at the top ##\n\n{STORY}\n\n* * *\n\nSub title of it\n---\n\nThe *end* came\nsoon after that.\n"
    assert body(source) == [
        ("heading", 2, "Move at the top"),
        ("paragraph", 0, STORY),
        ("heading", 2, "Sub title of it"),
        ("paragraph", 0, "The end came\nsoon after that."),
    ]


def test_a_heading_of_level_one_that_opens_the_text_is_its_title():
    assert body(f"# Holt moves\n\n{STORY}")[0] == ("title", 0, "Holt moves")


def test_a_career_list_survives_with_its_depth():
    source = (
        f"{STORY}\n\nMira Holt\n- Left Bramble: February 2025\n- Joined Larkspur: May 2025\n"
        "    - as chief engineer\n\n1. First post\n2) Second post\n"
    )
    assert body(source)[1:] == [
        ("paragraph", 0, "Mira Holt"),
        ("list_item", 1, "Left Bramble: February 2025"),
        ("list_item", 1, "Joined Larkspur: May 2025"),
        ("list_item", 2, "as chief engineer"),
        ("list_item", 1, "First post"),
        ("list_item", 1, "Second post"),
    ]


def test_a_marker_alone_takes_the_next_indented_line():
    assert ("list_item", 1, "Holt joined in May.") in body(f"{STORY}\n\n-   \n    Holt joined in May.\n")


def test_quotes_lose_their_marks():
    assert ("paragraph", 0, 'She said\n"yes" to it.') in body(f'{STORY}\n\n> She said\n> "yes" to it.\n')


def test_tables_are_rows_without_outer_bars():
    source = f"{STORY}\n\n| Name | Post |\n|------|:----:|\n| Holt | chief engineer |\n"
    assert body(source)[1:] == [("table_row", 0, "Name | Post"), ("table_row", 0, "Holt | chief engineer")]


def test_indented_text_is_no_code():
    assert ("paragraph", 0, "Indented words of a reporter.") in body(
        f"{STORY}\n\n    Indented words of a reporter.\n"
    )


def test_fenced_code_and_raw_elements_are_left_out():
    document = markdown(
        f"{STORY}\n\n```py\nx = 1\n```\n\n<script>\nvar a;\n</script>\n\nThe end of it came.\n"
    )
    assert texts(document) == [STORY, "The end of it came."]
    assert [reason for reason, _ in dropped(document)] == ["code", "markup"]


def test_a_fence_that_is_never_closed_swallows_nothing():
    assert STORY in texts(markdown(f"```\n\n{STORY}\n"))


def test_images_are_left_out_with_their_place():
    document = markdown(f"![Holt smiles](h.jpg)\n\n{STORY}")
    assert ("image", "![Holt smiles](h.jpg)") in dropped(document)
    assert texts(document) == [STORY]


def test_br_ends_a_line():
    assert texts(markdown(f"{STORY}\n\nFirst line of it.<br>Second line of it.")) == [
        STORY,
        "First line of it.",
        "Second line of it.",
    ]


def test_link_definitions_are_no_text():
    document = markdown(f"{STORY} See [the note][n].\n\n[n]: https://example.org/n\n")
    assert texts(document) == [f"{STORY} See the note."]
    assert ("link-definition", "[n]: https://example.org/n") in dropped(document)


def test_title_and_summary_of_the_front_matter():
    source = (
        '---\ntitle: "Holt \\"moves\\" &amp; stays"\nauthor: Ann Ash\npublished: 2025-05-26\n'
        f"summary: 'Larkspur''s new engineer.'\n---\n{STORY}\n"
    )
    document = markdown(source)
    assert blocks(document) == [
        ("title", 0, 'Holt "moves" & stays'),
        ("summary", 0, "Larkspur's new engineer."),
        ("paragraph", 0, STORY),
    ]
    assert document.metadata.title == 'Holt "moves" &amp; stays'
    assert document.metadata.published == "2025-05-26"
    assert document.metadata.authors == ("Ann Ash",)
    assert document.metadata.methods["published"] == "front-matter"


def test_line_ends_of_all_kinds():
    for end in ("\n", "\r\n", "\r"):
        source = f"# Holt moves{end}{end}{STORY}{end}Line two of it.{end}{end}- one thing said{end}- two things said"
        assert [text.split() for text in texts(markdown(source))] == [
            ["Holt", "moves"],
            f"{STORY} Line two of it.".split(),
            ["one", "thing", "said"],
            ["two", "things", "said"],
        ]


PIECES = (
    "# A", "- b", "1. c", "> d", "| e | f |", "|-|-|", "```", "---", "***", "", " ", "    g", "[h](i)", "h *j", "k* l",
    "![m](n)", "<b>o</b>", "p&amp;q", "\\*r", "😀 e\u0301", "[s]: t", "===", "-", "[", "](u)", "<!-- v", "w -->",
)  # fmt: skip
LINES = st.lists(st.sampled_from(PIECES), max_size=25)


@given(LINES, st.sampled_from(["\n", "\r\n", "\r"]))
def test_any_lines_keep_their_offsets(lines, end):
    markdown(f"{STORY}{end}{end}" + end.join(lines))
