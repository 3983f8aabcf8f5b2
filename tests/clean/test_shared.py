"""The bars the first stage has to clear on outside articles, which are not part of the project."""

from __future__ import annotations

import json
from itertools import islice

import pytest

from claimwright.clean import check_document, clean, read
from claimwright.records import RawDocument, Status
from claimwright.settings import CleanSettings

pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def news(shared):
    """The articles of the news archive by member name."""
    archive = shared / "news" / "news-2026-02.tar.gz"
    return {
        item.path.partition("!")[2]: item
        for item in read([archive])
        if isinstance(item, RawDocument) and item.path.endswith(".md")
    }


def test_offsets_hold_on_a_sample_of_the_news(news):
    for raw in islice(news.values(), 0, None, 60):
        outcome = clean(raw, CleanSettings(language="any"))
        assert outcome.status is Status.EXTRACTED, (raw.path, outcome.code)
        assert check_document(outcome.document) == [], raw.path


def test_evidence_of_the_development_labels_survives(news, shared):
    total = lost = 0
    for labelled in json.loads((shared / "gold" / "dev.json").read_text("utf-8")):
        document = clean(news[labelled["doc"]]).document
        for claim in labelled["claims"]:
            for start, end in claim["evidence_spans"]:
                total += 1
                lost += document is None or document.alignment.to_clean(start, end) is None
    assert total > 600
    assert lost <= 0.005 * total


def test_offsets_hold_on_the_five_articles(shared):
    for raw in read([shared / "articles"]):
        document = clean(raw).document
        assert check_document(document) == []
        assert document.metadata.title


def test_press_releases(shared):
    releases = [
        item for item in read([shared / "press" / "press-releases.tar.gz"]) if str(item.path).endswith(".md")
    ]
    outcomes = [clean(raw) for raw in releases[::20]]
    extracted = [outcome.document for outcome in outcomes if outcome.document is not None]
    assert len(extracted) >= 0.95 * len(outcomes)
    assert all(check_document(document) == [] for document in extracted)
