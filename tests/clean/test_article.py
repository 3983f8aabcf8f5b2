import hashlib

import pytest

from claimwright.clean import check_document, clean, from_text
from claimwright.errors import DocumentError
from claimwright.records import Alignment, RawDocument, SourceFormat, Status
from claimwright.settings import CleanSettings
from tests.clean.build import STORY, blocks, outcome_of


def test_identity_of_a_document():
    data = STORY.encode()
    document = clean(RawDocument("a/b.txt", data)).document
    digest = hashlib.sha256(data).hexdigest()
    assert (document.path, document.sha256, document.id) == ("a/b.txt", digest, f"d_{digest[:16]}")
    assert clean(RawDocument("a", STORY, id="own")).document.id == "own"
    assert clean(RawDocument("a", STORY)).document.sha256 == digest


def test_line_ends_and_combining_marks_stay_in_the_source():
    source = f"Cafe\u0301 moves 👩\u200d🚀\r\n{STORY}\r\r\n"
    document = clean(RawDocument("a.txt", source.encode())).document
    assert document.source == source
    assert check_document(document) == []
    span = document.span(0, len("Cafe\u0301 moves 👩\u200d🚀"))
    assert (span.source_start, span.source_end) == (0, len("Cafe\u0301 moves 👩\u200d🚀"))


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "E103"),
        (b" \r\n", "E103"),
        (b"\x7fELF\x01\x01", "E104"),
        (b"story\x00story", "E104"),
        ("für".encode() + b" \xff " + "Öl, für".encode(), "E105"),
        ("lone \udc80", "E105"),
        ("* * *\n", "S204"),
        ("<html><body></body></html>", "E114"),
    ],
)
def test_bad_input_gives_a_code(content, code):
    outcome = clean(RawDocument("bad", content))
    assert outcome.code == code
    assert outcome.status is (Status.SKIPPED if code.startswith("S") else Status.FAILED)
    assert outcome.document is None


def test_a_document_above_the_limit():
    outcome = clean(RawDocument("big", STORY), CleanSettings(max_bytes=100))
    assert (outcome.code, outcome.status) == ("E108", Status.FAILED)


def test_a_fault_of_ours_costs_one_document(monkeypatch):
    def broken(*_):
        raise ZeroDivisionError("inside a parser")

    monkeypatch.setattr("claimwright.clean.article.format_of", broken)
    outcome = clean(RawDocument("a", STORY))
    assert (outcome.code, outcome.detail) == ("E203", "ZeroDivisionError: inside a parser")


@pytest.mark.slow
@pytest.mark.parametrize("written", [SourceFormat.TEXT, SourceFormat.MARKDOWN])
def test_fifty_megabytes_of_text(written):
    paragraph = STORY + "\n\n"
    source = paragraph * (50_000_000 // len(paragraph))
    outcome = outcome_of(source, written)
    assert outcome.status is Status.EXTRACTED
    assert len(outcome.document.blocks) == 50_000_000 // len(paragraph)


@pytest.mark.parametrize(
    "piece",
    [
        "[a](",
        "*a ",
        "[",
        "`",
        "` `` ",
        "<!-- ",
        '![](x "',
        "> ",
        "- ",
        "|",
        "```\n",
        "_a_",
        "\\",
        "<a ",
        "[a]: x\n",
        "a\n",
    ],
)
def test_odd_markdown_costs_linear_time(piece):
    # Quadratic scanners need minutes for this; the test only has to end.
    outcome = outcome_of(
        piece * (100_000 // len(piece)) + "\n\nLarkspur hired Mira Holt.", SourceFormat.MARKDOWN
    )
    assert outcome.status is Status.EXTRACTED


def test_text_from_a_caller_is_its_own_source():
    document = from_text(f"Holt moves\n{STORY}", "note", "May 26, 2025", "A title")
    assert document.text == document.source
    assert document.alignment == Alignment.identity(len(document.text))
    assert blocks(document) == [("paragraph", 0, "Holt moves"), ("paragraph", 0, STORY)]
    assert (document.metadata.published, document.metadata.title) == ("2025-05-26", "A title")
    assert check_document(document) == []
    with pytest.raises(DocumentError) as caught:
        from_text("  ")
    assert caught.value.code == "E103"
