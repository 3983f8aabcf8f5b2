"""Articles are found again where they were or are said to be, and only if they are still the same."""

import gzip
import json
import tarfile
from dataclasses import replace

import pytest

from claimwright.clean import clean_all
from claimwright.report.texts import find_texts
from claimwright.settings import CleanSettings
from tests.fakes import RegexExtractor

ARTICLE = (
    "A quiet week\n\nNothing much had happened in the valley for days, and nobody expected any news.\n\n"
    "Then Jane Roe joined Acme as its chief engineer, to the surprise of her colleagues at the time.\n"
)


def claims_at(*inputs):
    settings = CleanSettings(language="any")
    documents = [outcome.document for outcome in clean_all([str(item) for item in inputs], settings)]
    return [claim for _, claims in RegexExtractor().extract(documents) for claim in claims]


@pytest.fixture
def article(tmp_path):
    path = tmp_path / "articles" / "a.txt"
    path.parent.mkdir()
    path.write_text(ARTICLE, encoding="utf-8")
    return path


def test_an_article_is_found_where_it_was(article, tmp_path):
    claims = claims_at(article)
    [document] = find_texts(claims, tmp_path).values()
    assert "Nothing much had happened" in document.text


def test_a_relative_path_is_looked_for_beside_the_claims(article, tmp_path):
    claims = [
        replace(claim, document=replace(claim.document, path="articles/a.txt"))
        for claim in claims_at(article)
    ]
    assert find_texts(claims, tmp_path)
    assert not find_texts(claims, tmp_path / "elsewhere")


def test_a_moved_article_is_found_where_the_call_says(article, tmp_path):
    claims = claims_at(article)
    (tmp_path / "new").mkdir()
    article.rename(tmp_path / "new" / "b.txt")
    assert not find_texts(claims, tmp_path)
    assert find_texts(claims, tmp_path, [str(tmp_path / "new")])


def test_an_article_that_changed_is_not_shown(article, tmp_path):
    claims = claims_at(article)
    article.write_text(ARTICLE.replace("Acme", "Beta"), encoding="utf-8")
    assert not find_texts(claims, tmp_path)


def test_an_article_that_is_read_otherwise_now_is_not_shown(article, tmp_path):
    [claim] = claims_at(article)
    span = claim.arguments[0].span
    moved = replace(claim.arguments[0], span=replace(span, start=span.start + 1, end=span.end + 1))
    assert not find_texts([replace(claim, arguments=(moved,))], tmp_path)


def test_members_rows_and_compressed_files_are_found(tmp_path):
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    with tarfile.open(tmp_path / "one.tar.gz", "w:gz") as archive:
        archive.add(tmp_path / "a.txt", "in/a.txt")
    row = {"text": ARTICLE.replace("Jane", "John"), "id": "r1"}
    (tmp_path / "rows.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    (tmp_path / "c.txt.gz").write_bytes(gzip.compress(ARTICLE.replace("Jane", "Joan").encode()))
    (tmp_path / "a.txt").unlink()
    claims = claims_at(tmp_path / "one.tar.gz", tmp_path / "rows.jsonl", tmp_path / "c.txt.gz")
    assert len(claims) == 3
    assert len(find_texts(claims, tmp_path)) == 3
