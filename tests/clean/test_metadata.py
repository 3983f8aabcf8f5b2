from claimwright.clean.metadata import Found, collect, from_carrier, split_authors
from tests.clean.build import STORY, markdown, outcome_of, plain


def test_the_first_usable_answer_wins():
    found = [
        Found("title", "  ", "meta"),
        Found("title", "Holt\n moves", "json-ld"),
        Found("title", "Other", "meta"),
        Found("published", "soon", "meta"),
        Found("published", "2025-05-26", "json-ld"),
        Found("authors", "Unknown", "front-matter"),
        Found("authors", ("Ann Ash", "Bo Birch"), "meta"),
    ]
    metadata = collect(found)
    assert (metadata.title, metadata.published, metadata.authors) == (
        "Holt moves",
        "2025-05-26",
        ("Ann Ash", "Bo Birch"),
    )
    assert metadata.methods == {"title": "json-ld", "published": "json-ld", "authors": "meta"}


def test_authors():
    assert split_authors(["By Ann Ash and Bo Birch", "Cy Cole; Dee Dale", "Ann Ash"]) == (
        "Ann Ash",
        "Bo Birch",
        "Cy Cole",
        "Dee Dale",
    )
    assert split_authors(["https://example.org/ann", "@ann", "unknown", ""]) == ()
    assert split_authors(["Bo Birch, Jr., Ann Ash"]) == ("Bo Birch, Jr", "Ann Ash")


def test_the_carrier_wins_over_the_document():
    outcome = outcome_of(
        f"---\ntitle: Inside\npublished: 2024-01-01\n---\n{STORY}", title="Outside", published="2025-05-26"
    )
    metadata = outcome.document.metadata
    assert (metadata.title, metadata.published) == ("Outside", "2025-05-26")
    assert metadata.methods["published"] == "carrier"
    assert from_carrier({"url": "https://e.org", "odd": "x"}) == [Found("url", "https://e.org", "carrier")]


def test_a_date_line_serves_where_nothing_is_declared():
    metadata = plain(f"Holt moves\nMay 26, 2025\n{STORY}\n{STORY} Again.").metadata
    assert (metadata.published, metadata.methods["published"]) == ("2025-05-26", "dateline")
    declared = markdown(f"---\ndate: 2025-06-01\n---\nMay 26, 2025\n\n{STORY}").metadata
    assert (declared.published, declared.methods["published"]) == ("2025-06-01", "front-matter")


def test_the_title_of_the_text_serves_where_none_is_declared():
    metadata = plain(f"Holt moves\n{STORY}\n{STORY} Again.").metadata
    assert (metadata.title, metadata.methods["title"]) == ("Holt moves", "text")
    assert metadata.language == "en"
