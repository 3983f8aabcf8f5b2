import json

from hypothesis import given
from hypothesis import strategies as st

from claimwright.clean.front_matter import read_front_matter


def values(source):
    front = read_front_matter(source)
    assert front is not None
    return {key: [entry.value for entry in entries] for key, entries in front.entries.items()}


def test_forms_of_scalars():
    source = (
        "---\n"
        "plain: Larkspur hires Holt: a story\n"
        'double: "She said \\"no\\" \\u2014 and left"\n'
        "single: 'Holt''s move'\n"
        "empty:\n"
        "after: 5\r\n"
        'lines: "one\n  two"\n'
        "---\nBody"
    )
    assert values(source) == {
        "plain": ["Larkspur hires Holt: a story"],
        "double": ['She said "no" — and left'],
        "single": ["Holt's move"],
        "empty": [],
        "after": ["5"],
        "lines": ["one\n  two"],
    }


def test_lists_and_blocks():
    source = (
        '---\nauthors: [Ann Ash, "Bo, Birch"]\ntags:\n  - a\n  - "b"\ntext: |\n  one\n  two\nlast: z\n---\n'
    )
    assert values(source) == {
        "authors": ["Ann Ash", "Bo, Birch"],
        "tags": ["a", "b"],
        "text": ["one\ntwo"],
        "last": ["z"],
    }


def test_every_stretch_stands_where_it_says():
    source = '---\ntitle: "A \\"b\\" c"\n---\n'
    front = read_front_matter(source)
    for fragment in front.entries["title"][0].fragments:
        shown = source[fragment.start : fragment.end]
        assert shown in (fragment.text, "\\" + fragment.text)


def test_what_is_no_front_matter():
    assert read_front_matter("No dashes\ntitle: x\n---\n") is None
    assert read_front_matter("---\ntitle: never closed\n") is None
    assert read_front_matter("---\njust a rule\n---\n") is None


def test_an_unclosed_quote_is_literal():
    assert values('---\ntitle: "half\n---\n') == {"title": ['"half']}


def test_the_body_begins_after_the_closing_line():
    source = "---\r\na: b\r\n---\r\nBody"
    assert source[read_front_matter(source).end :] == "Body"


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1))
def test_any_quoted_value_comes_back(value):
    source = f"---\nkey: {json.dumps(value)}\n---\n"
    assert values(source)["key"] == ([value.strip()])
